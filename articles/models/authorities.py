"""Authority records: the agencies, cities, authors and outlets that texts name."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Length, Lower

models.CharField.register_lookup(Length)


class AuthorityQuerySet[M: "Authority"](models.QuerySet[M]):
    def get_by_natural_key(self, key: str) -> M:
        return self.get(key=key)


class Authority(models.Model):
    kind: ClassVar[str]
    """The kind as the exchange format and the URLs spell it."""

    key = models.CharField(max_length=500, unique=True)
    """The permanent name in the exchange format."""
    slug = models.SlugField(max_length=100, unique=True, db_index=False)
    """The key as it appears in URLs."""
    name = models.CharField(max_length=500)
    aliases = ArrayField(models.CharField(max_length=500), default=list, blank=True)
    """Other names that mean this authority, and the keys of authorities merged into it."""
    alias_slugs = ArrayField(models.CharField(max_length=100), default=list, blank=True)
    """The slugs of the aliases: their URLs redirect here permanently."""

    objects = AuthorityQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = [Lower("name"), "slug"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(slug__length__gt=0, key__length__gt=0, name__length__gt=0),
                name="%(class)s_is_named",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.key,)


class Agency(Authority):
    """An agency; `parent` is the agency it belongs to (ERO is part of ICE, ICE of DHS)."""

    kind = "agency"

    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="components"
    )

    class Meta(Authority.Meta):
        verbose_name_plural = "agencies"
        constraints = [
            *Authority.Meta.constraints,
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("id")), name="agency_is_not_its_own_parent"
            ),
        ]

    def lineage(self) -> "list[Agency]":
        """Return the agency followed by its ancestors, nearest first; one query per ancestor."""
        agencies = [self]
        while (parent := agencies[-1].parent) and parent not in agencies:
            agencies.append(parent)
        return agencies


class City(Authority):
    kind = "city"

    state = models.CharField(max_length=100, blank=True)

    class Meta(Authority.Meta):
        verbose_name_plural = "cities"

    def __str__(self) -> str:
        return f"{self.name}, {self.state}" if self.state else self.name


class Author(Authority):
    kind = "author"


class Outlet(Authority):
    kind = "outlet"


AUTHORITY_MODELS: dict[str, type[Authority]] = {
    model.kind: model for model in (Agency, City, Outlet, Author)
}

"""Who issued, wrote and published, and where: agencies, cities, authors, outlets.

An authority's key is its permanent name in the exchange format, its slug the same in an address.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Length, Lower

models.CharField.register_lookup(Length)


class AuthorityQuerySet[M: "Authority"](models.QuerySet[M]):
    def get_by_natural_key(self, key: str) -> M:
        return self.get(key=key)


class Authority(models.Model):
    key = models.CharField(max_length=500, unique=True)
    slug = models.SlugField(max_length=100, unique=True, db_index=False)
    name = models.CharField(max_length=500)
    aliases = ArrayField(models.CharField(max_length=500), default=list, blank=True)
    """Other names by which records mention it, and the keys of those merged into it."""
    alias_slugs = ArrayField(models.CharField(max_length=100), default=list, blank=True)
    """The slugs of the aliases: addresses that lead here for ever."""

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
    """An agency; `parent` is the one that it is a part of (ERO within ICE within DHS)."""

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
        """The agency and those that it is within, itself first, each once; one query a step."""
        found = [self]
        while (above := found[-1].parent) and above not in found:
            found.append(above)
        return found


class City(Authority):
    state = models.CharField(max_length=100, blank=True)

    class Meta(Authority.Meta):
        verbose_name_plural = "cities"

    def __str__(self) -> str:
        return f"{self.name}, {self.state}" if self.state else self.name


class Author(Authority):
    pass


class Outlet(Authority):
    pass


AUTHORITIES: dict[str, type[Authority]] = {
    "agency": Agency,
    "city": City,
    "outlet": Outlet,
    "author": Author,
}
"""Each by the kind that its records state."""

"""Texts that were published more than once."""

from typing import Self

from django.db import models
from django.db.models import Q


class DuplicateQuerySet(models.QuerySet["Duplicate"]):
    def of(self, kind: str, key: str) -> Self:
        """What else has the text of that record, the most alike first."""
        return self.filter(kind=kind, key=key)


class Duplicate(models.Model):
    """Two records of one kind with the same text or nearly so; each pair is kept both ways."""

    kind = models.CharField(max_length=7)
    key = models.CharField(max_length=200)
    other = models.CharField(max_length=200)
    """The other record's key."""
    likeness = models.FloatField()
    """The share of both texts' fingerprints that they have in common: 0 to 1."""
    exact = models.BooleanField()
    """Whether the texts are the same to the character."""

    objects = DuplicateQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "key", "-likeness", "other"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "key", "other"], name="one_duplicate_a_pair"),
            models.CheckConstraint(
                condition=Q(kind__in=["article", "release"], likeness__gt=0, likeness__lte=1)
                & ~Q(key=models.F("other")),
                name="duplicate_is_another_text",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.other} beside {self.key}"

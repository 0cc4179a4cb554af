"""Duplicates: texts that were published more than once."""

from typing import Self

from django.db import models
from django.db.models import Q


class DuplicateQuerySet(models.QuerySet["Duplicate"]):
    def for_record(self, kind: str, key: str) -> Self:
        """Return the duplicates of a record, the most similar first."""
        return self.filter(kind=kind, key=key)


class Duplicate(models.Model):
    """Two records of one kind with (nearly) the same text; each pair has two rows, one each way."""

    kind = models.CharField(max_length=7)
    key = models.CharField(max_length=200)
    other = models.CharField(max_length=200)
    """The key of the duplicate."""
    likeness = models.FloatField()
    """The share of both texts' fingerprints that is common to both, above 0 and up to 1."""
    exact = models.BooleanField()
    """Whether the texts are identical, character for character."""

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
        return f"{self.other}, duplicate of {self.key}"

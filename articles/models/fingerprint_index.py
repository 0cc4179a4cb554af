"""The inverted index of fingerprints: sorted segments that are cut into blocks.

The entries are those of `articles.linking.index.entries`. A segment is written once, never changed;
small ones are merged into larger ones, as in a log-structured merge tree (O'Neil et al., 1996).
"""

from django.db import models


class Segment(models.Model):
    """A sorted list of entries."""

    class Kind(models.TextChoices):
        """What the entries are made of."""

        RELEASE = "release", "fingerprints of releases"
        ARTICLE = "article", "fingerprints of articles"
        LIKENESS = "likeness", "signatures of texts that are alike"

    kind = models.CharField(max_length=8, choices=Kind)
    entries = models.PositiveBigIntegerField()
    """The number of entries."""

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["release", "article", "likeness"]),
                name="segment_kind_is_defined",
            )
        ]

    def __str__(self) -> str:
        return f"{self.entries:,} {self.get_kind_display()}"


class Block(models.Model):
    """Consecutive entries of a segment."""

    segment = models.ForeignKey(Segment, models.CASCADE, related_name="blocks", db_index=False)
    first = models.BigIntegerField()
    """The fingerprint of the first entry."""
    entries = models.BinaryField()
    """Sorted 64-bit integers, little-endian."""

    class Meta:
        ordering = ["segment", "first"]
        indexes = [models.Index(fields=["segment", "first"], name="block_of_fingerprint")]

    def __str__(self) -> str:
        return f"{self.segment_id}: {self.first}"

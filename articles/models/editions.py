"""Editions: the states that the archive went through, one a load."""

import json

from django.db import models

from articles.core.text import digest


class EditionQuerySet(models.QuerySet["Edition"]):
    def current(self) -> "Edition | None":
        return self.defer("findings").order_by("-number").first()


class Edition(models.Model):
    """The archive's state after a load."""

    number = models.PositiveIntegerField(primary_key=True)
    created = models.DateTimeField(auto_now_add=True)
    digest = models.CharField(max_length=64)
    """SHA-256 over the digest of every record, in order of kind and key."""
    sources = models.JSONField(default=list)
    """The names of the files that were loaded."""
    counts = models.JSONField(default=dict)
    """Of the load: records read, landed, changed, unchanged, refused, quotations found."""
    findings = models.JSONField(default=list)
    """What the load found odd or refused, one line each."""
    report_digest = models.CharField(max_length=64, blank=True)
    """SHA-256 over the sources, the counts and the findings; empty where it was made before such
    digests were."""
    last_posting = models.PositiveIntegerField(default=0)
    """The highest number that a text had so far in the fingerprints' index."""

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(number__gte=1, digest__regex=r"^[0-9a-f]{64}$"),
                name="edition_is_numbered_and_digested",
            )
        ]

    def __str__(self) -> str:
        return f"Edition {self.number}"

    def report(self) -> str:
        """The digest of what the edition says of its load, as it is now."""
        said = [self.sources, self.counts, self.findings]
        return digest(json.dumps(said, ensure_ascii=False, sort_keys=True))


class EarlierVersion(models.Model):
    """A record as it stood before a load brought a changed one under the same key."""

    kind = models.CharField(max_length=7)
    key = models.CharField(max_length=200)
    number = models.PositiveIntegerField()
    """From 1, the oldest."""
    digest = models.CharField(max_length=64)
    line = models.TextField()
    """The record in the exchange format, with its provenance."""
    line_digest = models.CharField(max_length=64, blank=True)
    """SHA-256 of the line; empty where it was kept before such digests were."""
    posting = models.PositiveIntegerField(null=True, unique=True)
    """The number of a release's text in the fingerprints' index; NULL where the next version has
    the same text, and for articles: nobody quotes them."""
    landed_in = models.ForeignKey(Edition, models.PROTECT, null=True, related_name="+")
    """The edition that brought it; NULL where that was another archive's."""
    replaced_in = models.ForeignKey(Edition, models.PROTECT, related_name="replaced")

    class Meta:
        ordering = ["kind", "key", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key", "number"], name="one_earlier_version_a_number"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    kind__in=["article", "release"],
                    number__gte=1,
                    digest__regex=r"^[0-9a-f]{64}$",
                ),
                name="earlier_version_is_numbered_and_digested",
            ),
        ]

    def __str__(self) -> str:
        return f"Version {self.number} of {self.kind} {self.key}"

"""Editions, and the earlier versions of records that editions replaced."""

import json

from django.db import models

from articles.core.text import sha256_hex


class EditionQuerySet(models.QuerySet["Edition"]):
    def current(self) -> "Edition | None":
        return self.defer("findings").order_by("-number").first()


class Edition(models.Model):
    """The state of the archive after one load."""

    number = models.PositiveIntegerField(primary_key=True)
    created = models.DateTimeField(auto_now_add=True)
    digest = models.CharField(max_length=64)
    """SHA-256 over the digests of all records, in order of kind and key."""
    sources = models.JSONField(default=list)
    """The names of the files loaded, or what else made the edition."""
    counts = models.JSONField(default=dict)
    """How many records were read, new, changed, unchanged and rejected, and what there is now."""
    findings = models.JSONField(default=list)
    """Warnings and rejections, one line each."""
    report_digest = models.CharField(max_length=64, blank=True)
    """SHA-256 over sources, counts and findings; empty for editions older than this field."""
    last_text_number = models.PositiveIntegerField(default=0)
    """The highest text number that the fingerprint index had assigned by the end of the load."""

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

    def compute_report_digest(self) -> str:
        """Return the digest of the current sources, counts and findings, as hex digits."""
        contents = [self.sources, self.counts, self.findings]
        return sha256_hex(json.dumps(contents, ensure_ascii=False, sort_keys=True))


class EarlierVersion(models.Model):
    """A record as it was before a load replaced it with a changed one of the same key."""

    kind = models.CharField(max_length=7)
    key = models.CharField(max_length=200)
    number = models.PositiveIntegerField()
    """1 is the oldest version."""
    digest = models.CharField(max_length=64)
    line = models.TextField()
    """The record in the exchange format, including its provenance."""
    line_digest = models.CharField(max_length=64, blank=True)
    """SHA-256 of the line; empty for versions older than this field."""
    text_number = models.PositiveIntegerField(null=True, unique=True)
    """The number of a release's text in the fingerprint index.

    NULL if the next version has the same text, and for articles, which are never sources."""
    landed_in = models.ForeignKey(Edition, models.PROTECT, null=True, related_name="+")
    """The edition that loaded this version; NULL if it was imported from another archive."""
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

"""Number, count and digest an edition."""

import hashlib
from collections.abc import Iterator, Sequence
from itertools import chain

from django.db.models import Model

from articles.core.ids import EditionNumber
from articles.editions.report import LoadReport
from articles.exchange import from_models, schema
from articles.models import (
    Article,
    Duplicate,
    Edition,
    Holding,
    PressRelease,
    Quotation,
    ThirdSource,
    text_numbers,
)

_COUNTED_MODELS: dict[str, type[Model]] = {
    "articles": Article,
    "releases": PressRelease,
    "quotations": Quotation,
    "holdings": Holding,
    "duplicates": Duplicate,
    "sources": ThirdSource,
}


def create_edition(number: EditionNumber, sources: Sequence[str], report: LoadReport) -> Edition:
    """Save and return the Edition row: counts, findings and digest of the current tables."""
    counts = {
        "read": report.records,
        "new": report.new_records,
        "changed": report.changed_records,
        "unchanged": report.unchanged_records,
        "refused": report.rejected_count,
        **table_counts(),
        "fiction": Article.objects.filter(fiction=True).exists()
        or PressRelease.objects.filter(fiction=True).exists(),
    }
    row = Edition(
        number=number,
        digest=edition_digest(),
        sources=list(sources),
        counts=counts,
        findings=[str(problem) for problem in [*report.rejections, *report.findings]],
        last_text_number=text_numbers.last_number(),
    )
    row.report_digest = row.compute_report_digest()
    row.save(force_insert=True)
    return row


def table_counts() -> dict[str, int]:
    """Count the rows of the tables of records and of what linking finds.

    Of the quotations, those that readers see are also counted by whether a release has them.
    """
    quotations = Quotation.objects.live()
    return {
        **{name: model._default_manager.count() for name, model in _COUNTED_MODELS.items()},
        "traced": quotations.traced().count(),
        "untraced": quotations.untraced().count(),
    }


def edition_digest() -> str:
    """Return the SHA-256 over the digest of every record, in order of kind and key."""
    sha256 = hashlib.sha256()
    listed_records: Iterator[schema.Record] = chain(
        from_models.iter_authorities(), from_models.iter_third_sources()
    )
    for record in listed_records:
        sha256.update(schema.compute_fixity(record).encode())
    for texts in (PressRelease.objects.filter(known_by_quotation=False), Article.objects.all()):
        for digest in texts.order_by("key").values_list("digest", flat=True).iterator():
            sha256.update((digest or "").encode())
    return sha256.hexdigest()

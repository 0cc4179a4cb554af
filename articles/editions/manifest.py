"""An edition numbered, counted and digested."""

import hashlib

from django.db.models import Model

from articles.editions.read_input import Input
from articles.editions.report import Report
from articles.exchange import from_models, schema
from articles.models import (
    Article,
    Duplicate,
    Edition,
    Holding,
    PressRelease,
    Quotation,
    text_numbers,
)

_COUNTED: dict[str, type[Model]] = {
    "articles": Article,
    "releases": PressRelease,
    "quotations": Quotation,
    "holdings": Holding,
    "duplicates": Duplicate,
}


def next_number() -> int:
    before = Edition.objects.current()
    return before.number + 1 if before else 1


def sealed(number: int, given: Input, report: Report) -> Edition:
    """The edition that the tables now hold, kept."""
    counts = {
        "read": report.read,
        "new": report.landed.new,
        "changed": report.landed.changed,
        "unchanged": report.landed.unchanged,
        "refused": report.refused_records,
        **counted(),
        "fiction": Article.objects.filter(fiction=True).exists()
        or PressRelease.objects.filter(fiction=True).exists(),
    }
    edition = Edition(
        number=number,
        digest=edition_digest(),
        sources=[path.name for path in given.paths],
        counts=counts,
        findings=[str(problem) for problem in [*report.refused, *report.findings]],
        last_posting=text_numbers.last(),
    )
    edition.report_digest = edition.report()
    edition.save(force_insert=True)
    return edition


def counted() -> dict[str, int]:
    """How many the tables hold of what a load brings and of what it finds."""
    return {name: model._default_manager.count() for name, model in _COUNTED.items()}


def edition_digest() -> str:
    """SHA-256 over the digest of every record, in order of kind and key."""
    whole = hashlib.sha256()
    for authority in from_models.authorities():
        whole.update(schema.fixity(authority).encode())
    held = (PressRelease.objects.filter(known_by_quotation=False), Article.objects.all())
    for texts in held:
        for known in texts.order_by("key").values_list("digest", flat=True).iterator():
            whole.update((known or "").encode())
    return whole.hexdigest()

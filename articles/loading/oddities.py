"""What is odd about a record that is good enough to land: reported, never mended."""

from collections.abc import Iterator
from datetime import date

from articles import records
from articles.dates import PartialDate
from articles.records import Problem

FIRST_YEAR = 1900


def oddities(record: records.Record, where: str) -> Iterator[Problem]:
    """Dates that no such record can have."""
    if isinstance(record, records.Release):
        yield from _odd_date(record.released, "released", where)
    elif isinstance(record, records.Article):
        yield from _odd_date(record.published, "published", where)


def _odd_date(known: PartialDate | None, field: str, where: str) -> Iterator[Problem]:
    if known and known.year < FIRST_YEAR:
        yield Problem(where, field, str(known), f"is before {FIRST_YEAR}")
    elif known and known.earliest > date.today():
        yield Problem(where, field, str(known), "is still to come")

"""Warnings about valid records: oddities that are reported and left as they are."""

import re
from collections.abc import Iterator
from datetime import date
from unicodedata import name as character_name

from articles.core.dates import PartialDate
from articles.core.problems import Problem
from articles.exchange import schema

EARLIEST_YEAR = 1900
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Zero-width characters and marks of writing direction, but not the joiners U+200C and U+200D,
which some scripts need."""
_LINE_FIELDS = (
    *("key", "name", "title", "agency", "components", "city", "author", "authors", "outlet"),
)


def find_warnings(record: schema.Record, location: str) -> Iterator[Problem]:
    """Yield a warning for each impossible date, and for invisible characters in names."""
    if isinstance(record, schema.Release):
        yield from _check_date(record.released, "released", location)
    elif isinstance(record, schema.Article):
        yield from _check_date(record.published, "published", location)
    elif isinstance(record, schema.ThirdSource):
        yield from _check_future(record.date, "date", location)
    yield from _find_invisible_characters(record, location)


def _check_date(day: PartialDate | None, field: str, location: str) -> Iterator[Problem]:
    if day and day.year < EARLIEST_YEAR:
        yield Problem(location, field, str(day), f"is before {EARLIEST_YEAR}")
    else:
        yield from _check_future(day, field, location)


def _check_future(day: PartialDate | None, field: str, location: str) -> Iterator[Problem]:
    if day and day.first_day > date.today():
        yield Problem(location, field, str(day), "is in the future")


def _find_invisible_characters(record: schema.Record, location: str) -> Iterator[Problem]:
    for field in _LINE_FIELDS:
        content = getattr(record, field, None) or ()
        for value in [content] if isinstance(content, str) else content:
            if match := _INVISIBLE.search(value):
                character = f"U+{ord(match[0]):04X} {character_name(match[0])}"
                reason = f"contains {character}, which is invisible"
                yield Problem(location, field, _INVISIBLE.sub("", value), reason)

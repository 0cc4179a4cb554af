"""What is odd about a record that is good enough to land: reported, never mended."""

import re
from collections.abc import Iterator
from datetime import date
from unicodedata import name as character_name

from articles.core.dates import PartialDate
from articles.core.problems import Problem
from articles.exchange import schema

FIRST_YEAR = 1900
_UNSEEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Zero-width characters, and those that turn the direction of writing; not the joiners (U+200C
and U+200D), which some scripts need."""
_ON_ONE_LINE = ("key", "name", "title", "agency", "components", "city", "authors", "outlet")


def oddities(record: schema.Record, where: str) -> Iterator[Problem]:
    """Dates that no such record can have, and characters in its titles and names that nobody
    sees."""
    if isinstance(record, schema.Release):
        yield from _odd_date(record.released, "released", where)
    elif isinstance(record, schema.Article):
        yield from _odd_date(record.published, "published", where)
    yield from _unseen(record, where)


def _odd_date(known: PartialDate | None, field: str, where: str) -> Iterator[Problem]:
    if known and known.year < FIRST_YEAR:
        yield Problem(where, field, str(known), f"is before {FIRST_YEAR}")
    elif known and known.earliest > date.today():
        yield Problem(where, field, str(known), "is still to come")


def _unseen(record: schema.Record, where: str) -> Iterator[Problem]:
    for field in _ON_ONE_LINE:
        said = getattr(record, field, None) or ()
        for value in [said] if isinstance(said, str) else said:
            if found := _UNSEEN.search(value):
                mark = f"U+{ord(found[0]):04X} {character_name(found[0])}"
                yield Problem(
                    where, field, _UNSEEN.sub("", value), f"holds {mark}, which is unseen"
                )

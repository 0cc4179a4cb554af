"""Records of the exchange format as rows of one table, one value a field: what the peers hold."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.utils.text import slugify

FACETS = ("kind", "year", "agency", "outlet")


class Row(NamedTuple):
    id: int
    kind: str
    title: str
    text: str
    agency: str
    city: str
    author: str
    outlet: str
    year: str
    date: str


def rows(source: Path) -> Iterator[Row]:
    """The articles and releases of a JSON Lines file that `manage.py load` reads."""
    with source.open(encoding="utf-8") as file:
        texts = (one for one in map(json.loads, file) if one["kind"] in ("article", "release"))
        for number, record in enumerate(texts, 1):
            yield _row(number, record)


def _row(number: int, record: dict[str, str]) -> Row:
    date = record.get("released") or record.get("published") or ""
    return Row(
        id=number,
        kind=record["kind"],
        title=record.get("title") or "",
        text=record["text"],
        agency=slugify(record.get("agency") or ""),
        city=record.get("city") or "",
        author=next(iter(record.get("authors") or ()), ""),
        outlet=record.get("outlet") or "",
        year=date[:4],
        date=date,
    )

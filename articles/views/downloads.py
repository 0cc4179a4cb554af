"""A whole list as a file: every record of it in its order, streamed at constant memory."""

import csv
import json
from collections.abc import Iterator
from itertools import batched, chain

from django.conf import settings
from django.http import HttpRequest, StreamingHttpResponse

from articles.catalog.index.cards import Card
from articles.pages.links import address_of
from articles.pages.listing import Listing

_COLUMNS = (
    *("kind", "key", "title", "date", "authors", "outlet", "agency", "city"),
    *("quotations", "known_by_quotation", "fiction", "url"),
)
_CHUNK = 200
"""Lines sent at a time."""


def search_jsonl(request: HttpRequest) -> StreamingHttpResponse:
    """One JSON object a line."""
    rows = map(_row, Listing(request).query.cards())
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return _file(lines, "application/jsonl", "search.jsonl")


def search_csv(request: HttpRequest) -> StreamingHttpResponse:
    """With a header row; several authors are separated by semicolons."""
    rows = map(_row, Listing(request).query.cards())
    cells = ([_cell(row[column]) for column in _COLUMNS] for row in rows)
    header: list[object] = [*_COLUMNS]
    writer = csv.writer(_Echo())
    lines = (writer.writerow(row) for row in chain([header], cells))
    return _file(lines, "text/csv; charset=utf-8", "search.csv")


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, line: str) -> str:
        return line


def _file(lines: Iterator[str], kind: str, name: str) -> StreamingHttpResponse:
    disposition = f'attachment; filename="{name}"'
    chunks = ("".join(some) for some in batched(lines, _CHUNK, strict=False))
    return StreamingHttpResponse(
        chunks, content_type=kind, headers={"Content-Disposition": disposition}
    )


def _row(card: Card) -> dict[str, object]:
    return {
        "kind": card.kind,
        "key": card.key,
        "title": card.heading,
        "date": str(card.date) if card.date else None,
        "authors": [author.name for author in card.authors],
        "outlet": card.outlet.name if card.outlet else None,
        "agency": card.agency.name if card.agency else None,
        "city": card.city.name if card.city else None,
        "quotations": card.quotation_count,
        "known_by_quotation": card.known_by_quotation,
        "fiction": card.fiction,
        "url": f"{settings.ARCHIVE_URL}{address_of(card)}",
    }


def _cell(value: object) -> object:
    if isinstance(value, list):
        return "; ".join(value)
    return ("yes" if value else "no") if isinstance(value, bool) else value

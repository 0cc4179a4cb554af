"""A whole list as a file: all its records in order, streamed in constant memory."""

import csv
import json
from collections.abc import Iterator
from itertools import batched, chain

from django.http import HttpRequest, StreamingHttpResponse

from articles.pages.list_formats.download_rows import COLUMNS, build_csv_cells, build_row
from articles.pages.listing import Listing

LINES_PER_CHUNK = 200
"""Lines sent at a time."""


def search_jsonl(request: HttpRequest) -> StreamingHttpResponse:
    """Stream one JSON object per line."""
    rows = map(build_row, Listing(request.GET, request.path).query.cards())
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return _stream_file(lines, "application/jsonl", "search.jsonl")


def search_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Stream CSV with a header row."""
    header: list[object] = [*COLUMNS]
    rows = map(build_csv_cells, Listing(request.GET, request.path).query.cards())
    writer = csv.writer(_Echo())
    lines = (writer.writerow(row) for row in chain([header], rows))
    return _stream_file(lines, "text/csv; charset=utf-8", "search.csv")


class _Echo:
    """A file whose `write` returns the line, so that `writerow` does too."""

    def write(self, line: str) -> str:
        return line


def _stream_file(lines: Iterator[str], content_type: str, filename: str) -> StreamingHttpResponse:
    disposition = f'attachment; filename="{filename}"'
    chunks = ("".join(batch) for batch in batched(lines, LINES_PER_CHUNK, strict=False))
    return StreamingHttpResponse(
        chunks, content_type=content_type, headers={"Content-Disposition": disposition}
    )

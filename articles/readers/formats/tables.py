"""Tables with a header (.csv, .tsv).

As RFC 4180 has them, with commas, semicolons, tabs or bars between the cells. The header's names
are ours, or a map brings them over.
"""

import csv
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from io import TextIOWrapper
from typing import Any

from articles.core.problems import Problem
from articles.readers.decoding.decompression import HEAD_BYTES
from articles.readers.decoding.encodings import (
    DecodingWarnings,
    decode_escaped_bytes,
    guess_encoding,
    warn_of_guess,
)
from articles.readers.decoding.strict_json import MAX_RECORD_SIZE
from articles.readers.entry import Entry
from articles.readers.mapping import RECORD_FIELDS, Mapping, apply_map, convert_value
from articles.readers.source import Source

csv.field_size_limit(MAX_RECORD_SIZE)

_DELIMITERS = ",;\t|"


def accepted_columns(mapping: Mapping | None) -> Collection[str]:
    """The names that a header can have."""
    return RECORD_FIELDS.union(mapping.fields.values()) if mapping else RECORD_FIELDS


def detect_delimiter(text: str, known: Collection[str]) -> str:
    """What stands between the cells of a table with known names in its header; else nothing."""
    header = text.lstrip("\ufeff\n").partition("\n")[0]
    named = {one: _known(header, one, known) for one in _DELIMITERS}
    best = max(named, key=lambda one: named[one])
    enough = named[best] > 1 and named[best] * 2 >= len(_cells(header, best))
    return best if enough else ""


def read_table(source: Source, mapping: Mapping | None = None) -> Iterator[Entry | Problem]:
    """The table's rows in order, one in memory at a time; a row with more or fewer cells than the
    header is a Problem. Raises OSError, and ValueError where a table cannot be read any further.
    """
    sample = source.stream.peek(HEAD_BYTES)
    encoding = guess_encoding(sample)
    usual = "\t" if source.format == "tsv" else ","
    between = (
        detect_delimiter(sample.decode(encoding, "replace"), accepted_columns(mapping)) or usual
    )
    text = TextIOWrapper(source.stream, encoding, errors="surrogateescape", newline="")
    rows = _rows(text, between)
    _, names = next(rows, (1, []))
    if isinstance(names, str):
        raise ValueError(f"has a header that cannot be read: {names}")
    table = _Table(source, encoding, _header(names, mapping), mapping)
    for number, row in rows:
        yield table.entry(number, row)
    text.detach()


def _rows(text: TextIOWrapper, between: str) -> Iterator[tuple[int, list[str] | str]]:
    """The rows that are not blank, or what is wrong with one, each with the line it begins in."""
    rows = csv.reader(_lines(text), delimiter=between, strict=True)
    while True:
        number = rows.line_num + 1
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield number, f"is no row of a table: {error}"
            continue
        if row is None:
            return
        if any(cell.strip() for cell in row):
            yield number, row


def _lines(text: TextIOWrapper) -> Iterator[str]:
    while line := text.readline(MAX_RECORD_SIZE + 1):
        if len(line) > MAX_RECORD_SIZE:
            raise ValueError(f"has a line that is longer than {MAX_RECORD_SIZE:,} characters")
        yield line.removeprefix("\ufeff")


def _header(names: list[str], mapping: Mapping | None) -> list[str]:
    """The columns' names; ValueError where two are the same, or one is no field of ours."""
    mapped = mapping is not None and bool(mapping.fields)
    header = [name.strip() if mapped else _ours(name) for name in names]
    twice = next((name for name in header if name and header.count(name) > 1), "")
    if twice:
        raise ValueError(f"has two columns named {twice!r}")
    unknown = [name for name in header if name not in RECORD_FIELDS]
    if unknown and not mapped:
        raise ValueError(f"has columns that need a map: {', '.join(map(repr, unknown[:10]))}")
    return header


@dataclass(frozen=True)
class _Table:
    """What makes entries of rows."""

    source: Source
    encoding: str
    header: list[str]
    mapping: Mapping | None

    def entry(self, number: int, row: list[str] | str) -> Entry | Problem:
        if isinstance(row, str):
            return self.source.make_problem(row, number)
        if len(row) != len(self.header):
            reason = f"has {len(row)} cells, the header {len(self.header)}"
            return self.source.make_problem(reason, number, row[0])
        cells, told = self._cells(row)
        return self.source.make_entry(self._raw(cells), number, warnings=told)

    def _cells(self, row: list[str]) -> tuple[list[str], DecodingWarnings]:
        """The cells as text, and what had to be guessed or mended."""
        if all(map(str.isascii, row)):
            return row, ()
        if self.encoding != "utf-8":
            return row, warn_of_guess(self.encoding)
        whole, told = decode_escaped_bytes("\0".join(row))
        return whole.split("\0") if told else row, told

    def _raw(self, cells: list[str]) -> dict[str, Any]:
        named = zip(self.header, cells, strict=True)
        raw: dict[str, Any] = {name: cell for name, cell in named if cell.strip()}
        if self.mapping is None or not self.mapping.fields:
            raw = {name: _value(name, cell) for name, cell in raw.items()}
        return apply_map(raw, self.mapping)


def _value(name: str, cell: str) -> Any:
    """A cell as our field `name` has it: lists split, "true" as true."""
    if name == "quotes":
        return [{"release": key.strip()} for key in cell.split(";") if key.strip()]
    if name == "fiction":
        return {"true": True, "false": False}.get(cell.strip().lower(), cell)
    return convert_value(name, cell)


def _ours(name: str) -> str:
    return name.strip().lower().replace(" ", "_")


def _known(header: str, between: str, known: Collection[str]) -> int:
    return sum(name in known or _ours(name) in known for name in _cells(header, between))


def _cells(header: str, between: str) -> list[str]:
    return [cell.strip(' "\r') for cell in header.split(between)]

"""Tables with a header row (.csv, .tsv).

As in RFC 4180, with commas, semicolons, tabs or vertical bars between the cells. The header has the
field names of the exchange format, or a map translates them.
"""

import csv
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from io import TextIOWrapper
from typing import Any

from articles.core.problems import Problem
from articles.core.text import format_count
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
_MAX_NAMES_IN_MESSAGE = 10

type Row = list[str] | csv.Error
"""The cells of a row, or why they can't be read."""


def accepted_columns(mapping: Mapping | None) -> Collection[str]:
    """Return the column names by which a table is recognized."""
    return RECORD_FIELDS.union(mapping.fields.values()) if mapping else RECORD_FIELDS


def detect_delimiter(text: str, columns: Collection[str]) -> str:
    """Return the delimiter of a table whose header has at least two of these columns, and they are
    half of its columns; "" if the text does not begin with such a header."""
    header = text.lstrip("\ufeff\n").partition("\n")[0]
    counts = {delimiter: _count_columns(header, delimiter, columns) for delimiter in _DELIMITERS}
    best_delimiter = max(counts, key=lambda delimiter: counts[delimiter])
    count = counts[best_delimiter]
    is_header = count > 1 and count * 2 >= len(_split_header(header, best_delimiter))
    return best_delimiter if is_header else ""


def read_table(source: Source, mapping: Mapping | None = None) -> Iterator[Entry | Problem]:
    """Yield the table's rows in order, one in memory at a time.

    A row with more or fewer cells than the header is a Problem. Raises OSError, and ValueError if
    the header is wrong or the table can't be read any further.
    """
    sample = source.stream.peek(HEAD_BYTES)
    encoding = guess_encoding(sample)
    usual_delimiter = "\t" if source.format == "tsv" else ","
    sample_text = sample.decode(encoding, "replace")
    delimiter = detect_delimiter(sample_text, accepted_columns(mapping)) or usual_delimiter
    text = TextIOWrapper(source.stream, encoding, errors="surrogateescape", newline="")
    rows = _iter_rows(text, delimiter)
    _, names = next(rows, (1, []))
    if isinstance(names, csv.Error):
        raise ValueError(f"has a header row that can't be read: {names}")
    table = _Table(source, encoding, _parse_header(names, mapping), mapping)
    for number, row in rows:
        yield table.make_entry(number, row)
    text.detach()


def _iter_rows(text: TextIOWrapper, delimiter: str) -> Iterator[tuple[int, Row]]:
    """Yield the rows that are not blank, each with the number of the line that it begins in."""
    rows = csv.reader(_iter_lines(text), delimiter=delimiter, strict=True)
    while True:
        number = rows.line_num + 1
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield number, error
            continue
        if row is None:
            return
        if any(cell.strip() for cell in row):
            yield number, row


def _iter_lines(text: TextIOWrapper) -> Iterator[str]:
    while line := text.readline(MAX_RECORD_SIZE + 1):
        if len(line) > MAX_RECORD_SIZE:
            limit = f"{MAX_RECORD_SIZE:,} characters, the limit for one record"
            raise ValueError(f"contains a line longer than {limit}")
        yield line.removeprefix("\ufeff")


def _parse_header(names: list[str], mapping: Mapping | None) -> list[str]:
    """Return the columns' names.

    Raises ValueError if two are the same, or one is not a field of the exchange format and there is
    no map.
    """
    has_map = mapping is not None and bool(mapping.fields)
    header = [name.strip() if has_map else _to_field_name(name) for name in names]
    repeated_name = next((name for name in header if name and header.count(name) > 1), "")
    if repeated_name:
        raise ValueError(f"has two columns named {repeated_name!r}")
    foreign_names = [name for name in header if name not in RECORD_FIELDS]
    if foreign_names and not has_map:
        names_in_message = ", ".join(map(repr, foreign_names[:_MAX_NAMES_IN_MESSAGE]))
        raise ValueError(f"has columns that are not fields of a record: {names_in_message}; "
                         "translate them with a map (--map)")  # fmt: skip
    return header


@dataclass(frozen=True)
class _Table:
    """A table whose header has been read."""

    source: Source
    encoding: str
    header: list[str]
    mapping: Mapping | None

    def make_entry(self, number: int, row: Row) -> Entry | Problem:
        """Return the entry in a row, or what is wrong with the row."""
        if isinstance(row, csv.Error):
            return self.source.make_problem(f"is not a valid table row: {row}", number)
        if len(row) != len(self.header):
            reason = f"has {format_count(len(row), 'cell')}, but the header has {len(self.header)}"
            return self.source.make_problem(reason, number, row[0])
        cells, warnings = self._decode_cells(row)
        return self.source.make_entry(self._make_raw_record(cells), number, warnings=warnings)

    def _decode_cells(self, row: list[str]) -> tuple[list[str], DecodingWarnings]:
        if all(map(str.isascii, row)):
            return row, ()
        if self.encoding != "utf-8":
            return row, warn_of_guess(self.encoding)
        text, warnings = decode_escaped_bytes("\0".join(row))
        return text.split("\0") if warnings else row, warnings

    def _make_raw_record(self, cells: list[str]) -> dict[str, Any]:
        named_cells = zip(self.header, cells, strict=True)
        raw: dict[str, Any] = {name: cell for name, cell in named_cells if cell.strip()}
        if self.mapping is None or not self.mapping.fields:
            raw = {name: _convert_cell(name, cell) for name, cell in raw.items()}
        return apply_map(raw, self.mapping)


def _convert_cell(name: str, cell: str) -> Any:
    """Return a cell as the field `name` has it: lists split, "true" as true."""
    if name == "quotes":
        return [{"release": key.strip()} for key in cell.split(";") if key.strip()]
    if name == "fiction":
        return {"true": True, "false": False}.get(cell.strip().lower(), cell)
    return convert_value(name, cell)


def _to_field_name(column: str) -> str:
    return column.strip().lower().replace(" ", "_")


def _count_columns(header: str, delimiter: str, columns: Collection[str]) -> int:
    names = _split_header(header, delimiter)
    return sum(name in columns or _to_field_name(name) in columns for name in names)


def _split_header(header: str, delimiter: str) -> list[str]:
    return [cell.strip(' "\r') for cell in header.split(delimiter)]

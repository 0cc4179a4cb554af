"""Files split into chunks that worker processes can read.

A JSON Lines file is split into batches of lines, and a small file of another format is one chunk. A
large file of another format is read right away, and its chunks contain the entries.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from io import BufferedReader, BytesIO
from itertools import batched, chain
from pathlib import Path

from django.utils.module_loading import import_string

from articles.core.problems import Problem
from articles.readers.decoding.decompression import (
    HEAD_BYTES,
    Stream,
    decompressed_name,
    file_position,
    open_decompressed,
)
from articles.readers.decoding.mojibake import fix_mojibake
from articles.readers.entry import Entry, format_location, make_problem, make_read_problem
from articles.readers.format_detection import detect_format
from articles.readers.formats import json_lines, tables
from articles.readers.mapping import Mapping
from articles.readers.source import Source

LINES_CHUNK_BYTES = 2**19
"""The approximate size of the lines in one chunk."""
MAX_FILE_CHUNK_BYTES = 2**22
"""A larger file is not one chunk."""
_ENTRIES_PER_CHUNK = 50
"""Of a large file."""

type Reader = Callable[[Source, Mapping | None], Iterator[Entry | Problem]]

_READERS = {
    "json": "json_file.read_json_file",
    "markdown": "markdown.read_markdown",
    "clipping": "clipping.read_clipping",
    "html": "html_page.read_html_page",
    "csv": "tables.read_table",
    "tsv": "tables.read_table",
    "warc": "warc.read_warc",
    "wacz": "warc.read_wacz",
}
"""Imported when a file needs it: the libraries behind some of them take half a second to import."""
_ARCHIVE_FORMATS = ("warc", "wacz")
"""Formats in which even a small file can contain many records."""


@dataclass(frozen=True, slots=True)
class LinesChunk:
    """Lines of a JSON Lines file, each with its number."""

    path: Path
    mapping: Mapping | None
    lines: Sequence[tuple[int, bytes]]
    file_bytes: int = 0
    """The approximate number of bytes that they take in the file, compressed if it is."""

    def read_entries(self) -> Iterator[Entry | Problem]:
        """Yield the entry of each line."""
        source = Source(self.path, BufferedReader(BytesIO()), "jsonl")
        for number, line in self.lines:
            yield _without_mojibake(json_lines.parse_line(source, number, line, self.mapping))


@dataclass(frozen=True, slots=True)
class FileChunk:
    """A whole file."""

    path: Path
    mapping: Mapping | None
    format: str
    file_bytes: int = 0

    def read_entries(self) -> Iterator[Entry | Problem]:
        """Yield the entries of the file."""
        return _append_problem(self.path, _read_file(self.path, self.mapping, self.format))


@dataclass(frozen=True, slots=True)
class ReadyChunk:
    """Entries that have already been read."""

    entries: Sequence[Entry | Problem]
    file_bytes: int = 0

    def read_entries(self) -> Iterator[Entry | Problem]:
        """Yield the entries."""
        return iter(self.entries)


type Chunk = LinesChunk | FileChunk | ReadyChunk


def read_entries(
    path: Path, maps: Sequence[Mapping] = (), format_name: str | None = None
) -> Iterator[Entry | Problem]:
    """Yield the entries of a file, as `split_into_chunks` splits it."""
    chunks = split_into_chunks(path, maps, format_name)
    return chain.from_iterable(chunk.read_entries() for chunk in chunks)


def split_into_chunks(
    path: Path, maps: Sequence[Mapping] = (), format_name: str | None = None
) -> Iterator[Chunk]:
    """Yield the chunks of a file in order, lazily; only the last one stays in memory.

    The first of `maps` that matches the file translates its field names. The format is
    `format_name`, one of FORMATS, or else is detected. What can't be read is a Problem, and
    reading goes on after it where that is possible.
    """
    mapping = next((mapping for mapping in maps if mapping.matches_file(path)), None)
    for chunk in _append_problem(path, _split_file(path, mapping, format_name)):
        yield ReadyChunk([chunk]) if isinstance(chunk, Problem) else chunk


def _append_problem[T](path: Path, items: Iterator[T]) -> Iterator[T | Problem]:
    """Yield the items, then a problem if reading them failed or there were none."""
    is_empty = True
    try:
        for item in items:
            is_empty = False
            yield item
    except OSError as error:
        yield make_read_problem(path, error)
    except ValueError as error:
        yield make_problem(format_location(path), str(error))
    else:
        if is_empty:
            yield make_problem(format_location(path), "contains no records")


def _split_file(path: Path, mapping: Mapping | None, format_name: str | None) -> Iterator[Chunk]:
    with open_decompressed(path) as stream:
        head = stream.peek(HEAD_BYTES)
        if len(head) < HEAD_BYTES and not head.strip(b"\xef\xbb\xbf \t\r\n"):
            raise ValueError("is empty")
        if format_name is None:
            columns = tables.accepted_columns(mapping)
            format_name = detect_format(decompressed_name(path), head, columns)
        if format_name == "jsonl":
            yield from _split_lines(path, mapping, stream)
            return
    file_bytes = path.stat().st_size
    if format_name not in _ARCHIVE_FORMATS and file_bytes <= MAX_FILE_CHUNK_BYTES:
        yield FileChunk(path, mapping, format_name, file_bytes)
        return
    entries = _append_problem(path, _read_file(path, mapping, format_name))
    yield from map(ReadyChunk, batched(entries, _ENTRIES_PER_CHUNK, strict=False))


def _split_lines(path: Path, mapping: Mapping | None, stream: Stream) -> Iterator[Chunk]:
    start = 0
    for lines in json_lines.iter_line_batches(stream, LINES_CHUNK_BYTES):
        end = file_position(stream)
        yield LinesChunk(path, mapping, lines, end - start)
        start = end


def _read_file(path: Path, mapping: Mapping | None, format_name: str) -> Iterator[Entry | Problem]:
    reader: Reader = import_string(f"articles.readers.formats.{_READERS[format_name]}")
    with open_decompressed(path) as stream:
        yield from map(_without_mojibake, reader(Source(path, stream, format_name), mapping))


def _without_mojibake(entry: Entry | Problem) -> Entry | Problem:
    """Return the entry with double-encoded text repaired, and a warning for each such field."""
    if isinstance(entry, Problem):
        return entry
    raw, warnings = fix_mojibake(entry.raw)
    return replace(entry, raw=raw, warnings=entry.warnings + warnings) if warnings else entry

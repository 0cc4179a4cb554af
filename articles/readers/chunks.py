"""Files cut into shares that can be read one by one, in other processes too.

A JSON Lines file comes in stretches of lines, a small file of another format whole; a large one
is read here, entry by entry, and comes as what was read.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from io import BufferedReader, BytesIO
from itertools import batched
from pathlib import Path

from django.utils.module_loading import import_string

from articles.core.problems import Problem
from articles.readers.decoding.decompression import (
    HEAD_BYTES,
    Stream,
    bytes_read_of_file,
    decompressed_name,
    open_decompressed,
)
from articles.readers.decoding.mojibake import fix_mojibake
from articles.readers.entry import Entry, format_location, make_problem, make_read_problem
from articles.readers.format_detection import detect_format
from articles.readers.formats import json_lines, tables
from articles.readers.mapping import Mapping
from articles.readers.source import Source

LINES_CHUNK_BYTES = 2**19
"""Bytes of the lines in one share, about."""
MAX_FILE_CHUNK_BYTES = 2**22
"""Bytes of a file that is one share, at most."""
_ENTRIES = 50
"""Entries of a large file in one share."""

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
"""Imported when such a file is read: what some of them need takes half a second."""
_LARGE = ("warc", "wacz")
"""Formats of which a small file may hold much."""


@dataclass(frozen=True, slots=True)
class LinesChunk:
    """Lines of a JSON Lines file, with their numbers."""

    path: Path
    mapping: Mapping | None
    lines: Sequence[tuple[int, bytes]]
    file_bytes: int = 0
    """The bytes that they take of the file, packed as it is; about."""

    def read_entries(self) -> Iterator[Entry | Problem]:
        source = Source(self.path, BufferedReader(BytesIO()), "jsonl")
        for number, line in self.lines:
            yield _mended(json_lines.parse_line(source, number, line, self.mapping))


@dataclass(frozen=True, slots=True)
class FileChunk:
    """A file that is read whole."""

    path: Path
    mapping: Mapping | None
    format: str
    file_bytes: int = 0

    def read_entries(self) -> Iterator[Entry | Problem]:
        return _told(self.path, _read(self.path, self.mapping, self.format))


@dataclass(frozen=True, slots=True)
class ReadyChunk:
    """What was read already."""

    entries: Sequence[Entry | Problem]
    file_bytes: int = 0

    def read_entries(self) -> Iterator[Entry | Problem]:
        return iter(self.entries)


type Chunk = LinesChunk | FileChunk | ReadyChunk


def split_into_chunks(
    path: Path,
    maps: Sequence[Mapping] = (),
    format: str | None = None,  # noqa: A002
) -> Iterator[Chunk]:
    """The shares of a file, in its order, as they are asked for; none is held but the last.

    The first of `maps` that fits the file brings its field names over. The format is `format`,
    one of FORMATS, or else what the file's beginning and its suffix say. What cannot be read is a
    Problem, and what follows it goes on where it can.
    """
    mapping = next((one for one in maps if one.matches_file(path)), None)
    for share in _told(path, _shares(path, mapping, format)):
        yield ReadyChunk([share]) if isinstance(share, Problem) else share


def _told[T](path: Path, found: Iterator[T]) -> Iterator[T | Problem]:
    """What is found, and as a Problem why there is no more, or nothing at all."""
    nothing = True
    try:
        for one in found:
            nothing = False
            yield one
    except OSError as error:
        yield make_read_problem(path, error)
    except ValueError as refusal:
        yield make_problem(format_location(path), str(refusal))
    else:
        if nothing:
            yield make_problem(format_location(path), "holds no entry")


def _shares(path: Path, mapping: Mapping | None, forced: str | None) -> Iterator[Chunk]:
    with open_decompressed(path) as stream:
        head = stream.peek(HEAD_BYTES)
        if len(head) < HEAD_BYTES and not head.strip(b"\xef\xbb\xbf \t\r\n"):
            raise ValueError("is empty")
        chosen = forced or detect_format(
            decompressed_name(path), head, tables.accepted_columns(mapping)
        )
        if chosen == "jsonl":
            yield from _lines(path, mapping, stream)
            return
    size = path.stat().st_size
    if chosen not in _LARGE and size <= MAX_FILE_CHUNK_BYTES:
        yield FileChunk(path, mapping, chosen, size)
        return
    found = _told(path, _read(path, mapping, chosen))
    yield from map(ReadyChunk, batched(found, _ENTRIES, strict=False))


def _lines(path: Path, mapping: Mapping | None, stream: Stream) -> Iterator[Chunk]:
    before = 0
    for lines in json_lines.iter_line_batches(stream, LINES_CHUNK_BYTES):
        now = bytes_read_of_file(stream)
        yield LinesChunk(path, mapping, lines, now - before)
        before = now


def _read(path: Path, mapping: Mapping | None, chosen: str) -> Iterator[Entry | Problem]:
    reader: Reader = import_string(f"articles.readers.formats.{_READERS[chosen]}")
    with open_decompressed(path) as stream:
        yield from map(_mended, reader(Source(path, stream, chosen), mapping))


def _mended(found: Entry | Problem) -> Entry | Problem:
    """The entry without double encodings, of which it tells."""
    if isinstance(found, Problem):
        return found
    raw, told = fix_mojibake(found.raw)
    return replace(found, raw=raw, warnings=found.warnings + told) if told else found

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
from articles.readers.decoding.decompression import HEAD, Stream, opened, plain_name, position
from articles.readers.decoding.mojibake import repaired
from articles.readers.entry import Entry, place, problem, unreadable
from articles.readers.formats import jsonlines, tables
from articles.readers.mapping import Mapping
from articles.readers.sniffing import sniffed
from articles.readers.source import Source

LINES = 2**19
"""Bytes of the lines in one share, about."""
SMALL = 2**22
"""Bytes of a file that is one share, at most."""
_ENTRIES = 50
"""Entries of a large file in one share."""

type Reader = Callable[[Source, Mapping | None], Iterator[Entry | Problem]]

_READERS = {
    "json": "fixture.read",
    "markdown": "markdown.read",
    "clipping": "clipping.read",
    "html": "html_page.read",
    "csv": "tables.read",
    "tsv": "tables.read",
    "warc": "warc.read",
    "wacz": "warc.read_wacz",
}
"""Imported when such a file is read: what some of them need takes half a second."""
_LARGE = ("warc", "wacz")
"""Formats of which a small file may hold much."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of a JSON Lines file, with their numbers."""

    path: Path
    mapping: Mapping | None
    lines: Sequence[tuple[int, bytes]]
    size: int = 0
    """The bytes that they take of the file, packed as it is; about."""

    def entries(self) -> Iterator[Entry | Problem]:
        source = Source(self.path, BufferedReader(BytesIO()), "jsonl")
        for number, line in self.lines:
            yield _mended(jsonlines.entry_of_line(source, number, line, self.mapping))


@dataclass(frozen=True, slots=True)
class File:
    """A file that is read whole."""

    path: Path
    mapping: Mapping | None
    format: str
    size: int = 0

    def entries(self) -> Iterator[Entry | Problem]:
        return _told(self.path, _read(self.path, self.mapping, self.format))


@dataclass(frozen=True, slots=True)
class Taken:
    """What was read already."""

    found: Sequence[Entry | Problem]
    size: int = 0

    def entries(self) -> Iterator[Entry | Problem]:
        return iter(self.found)


type Share = Lines | File | Taken


def shares(
    path: Path,
    maps: Sequence[Mapping] = (),
    format: str | None = None,  # noqa: A002
) -> Iterator[Share]:
    """The shares of a file, in its order, as they are asked for; none is held but the last.

    The first of `maps` that fits the file brings its field names over. The format is `format`,
    one of FORMATS, or else what the file's beginning and its suffix say. What cannot be read is a
    Problem, and what follows it goes on where it can.
    """
    mapping = next((one for one in maps if one.fits(path)), None)
    for share in _told(path, _shares(path, mapping, format)):
        yield Taken([share]) if isinstance(share, Problem) else share


def _told[T](path: Path, found: Iterator[T]) -> Iterator[T | Problem]:
    """What is found, and as a Problem why there is no more, or nothing at all."""
    nothing = True
    try:
        for one in found:
            nothing = False
            yield one
    except OSError as error:
        yield unreadable(path, error)
    except ValueError as refusal:
        yield problem(place(path), str(refusal))
    else:
        if nothing:
            yield problem(place(path), "holds no entry")


def _shares(path: Path, mapping: Mapping | None, forced: str | None) -> Iterator[Share]:
    with opened(path) as stream:
        head = stream.peek(HEAD)
        if len(head) < HEAD and not head.strip(b"\xef\xbb\xbf \t\r\n"):
            raise ValueError("is empty")
        chosen = forced or sniffed(plain_name(path), head, tables.columns(mapping))
        if chosen == "jsonl":
            yield from _lines(path, mapping, stream)
            return
    size = path.stat().st_size
    if chosen not in _LARGE and size <= SMALL:
        yield File(path, mapping, chosen, size)
        return
    found = _told(path, _read(path, mapping, chosen))
    yield from map(Taken, batched(found, _ENTRIES, strict=False))


def _lines(path: Path, mapping: Mapping | None, stream: Stream) -> Iterator[Share]:
    before = 0
    for lines in jsonlines.stretches(stream, LINES):
        now = position(stream)
        yield Lines(path, mapping, lines, now - before)
        before = now


def _read(path: Path, mapping: Mapping | None, chosen: str) -> Iterator[Entry | Problem]:
    reader: Reader = import_string(f"articles.readers.formats.{_READERS[chosen]}")
    with opened(path) as stream:
        yield from map(_mended, reader(Source(path, stream, chosen), mapping))


def _mended(found: Entry | Problem) -> Entry | Problem:
    """The entry without double encodings, of which it tells."""
    if isinstance(found, Problem):
        return found
    raw, told = repaired(found.raw)
    return replace(found, raw=raw, findings=found.findings + told) if told else found

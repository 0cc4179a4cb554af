"""Files read: one reader a format, chosen by what the file begins with.

May import `text`, `dates`, `records` and `quoting`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

from articles.readers import clipping, fixture, jsonlines, markdown, page, tables, warc
from articles.readers.entry import Entry, place, problem, unreadable
from articles.readers.mapping import Mapping, load_map
from articles.readers.repair import repaired
from articles.readers.sniffing import FORMATS, sniffed
from articles.readers.source import Source
from articles.readers.unpacking import HEAD, opened, plain_name
from articles.readers.walk import Walk
from articles.records import Problem

__all__ = ["FORMATS", "Entry", "Mapping", "entries", "files", "load_map"]

type Reader = Callable[[Source, Mapping | None], Iterator[Entry | Problem]]

_READERS: dict[str, Reader] = {
    "jsonl": jsonlines.read,
    "json": fixture.read,
    "markdown": markdown.read,
    "clipping": clipping.read,
    "html": page.read,
    "csv": tables.read,
    "tsv": tables.read,
    "warc": warc.read,
    "wacz": warc.read_wacz,
}


def files(paths: Iterable[Path]) -> Iterator[Path | Problem]:
    """The files named, and in place of a folder named those within it, by name.

    Within a folder, hidden files, READMEs and files with suffixes of no format are left out; a
    path that is missing or unreadable, and a folder with nothing to load, are Problems.
    """
    return Walk(tuple(chain.from_iterable(FORMATS.values()))).over(paths)


def entries(
    path: Path,
    maps: Sequence[Mapping] = (),
    format: str | None = None,  # noqa: A002
) -> Iterator[Entry | Problem]:
    """What a file holds, in its order, as it is asked for.

    The first of `maps` that fits the file brings its field names over. The format is `format`,
    one of FORMATS, or else what the file's beginning and its suffix say. What cannot be read is a
    Problem, and what follows it goes on where it can.
    """
    mapping = next((one for one in maps if one.fits(path)), None)
    nothing = True
    try:
        for found in _found(path, mapping, format):
            nothing = False
            yield found if isinstance(found, Problem) else _whole(found)
    except OSError as error:
        yield unreadable(path, error)
    except ValueError as refusal:
        yield problem(place(path), str(refusal))
    else:
        if nothing:
            yield problem(place(path), "holds no entry")


def _found(path: Path, mapping: Mapping | None, forced: str | None) -> Iterator[Entry | Problem]:
    with opened(path) as stream:
        head = stream.peek(HEAD)
        if len(head) < HEAD and not head.strip(b"\xef\xbb\xbf \t\r\n"):
            raise ValueError("is empty")
        chosen = forced or sniffed(plain_name(path), head, tables.columns(mapping))
        yield from _READERS[chosen](Source(path, stream, chosen), mapping)


def _whole(entry: Entry) -> Entry:
    """The entry without double encodings, of which it tells."""
    raw, told = repaired(entry.raw)
    return replace(entry, raw=raw, findings=entry.findings + told) if told else entry

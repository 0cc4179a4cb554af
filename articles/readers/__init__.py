"""Files read: one reader a format, chosen by the file's suffix.

May import `text`, `dates`, `records` and `quoting`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from articles.readers import clipping, fixture, jsonlines, markdown
from articles.readers.entry import Entry, place, problem
from articles.readers.mapping import Mapping, load_map
from articles.readers.walk import Walk
from articles.records import Problem

__all__ = ["SUFFIXES", "Entry", "Mapping", "entries", "files", "load_map"]

type Reader = Callable[[Path, Mapping | None], Iterator[Entry | Problem]]

_READERS: dict[str, Reader] = {
    ".jsonl": jsonlines.read,
    ".jsonl.gz": jsonlines.read,
    ".json": fixture.read,
    ".md": markdown.read,
    ".txt": clipping.read,
}
SUFFIXES = tuple(_READERS)
"""The kinds of file that can be loaded."""


def files(paths: Iterable[Path]) -> Iterator[Path | Problem]:
    """The files named, and in place of a folder named those within it, by name.

    Within a folder, hidden files, READMEs and files of other kinds are left out; a path that is
    missing, unreadable or of another kind, and a folder with nothing to load, are Problems.
    """
    return Walk(SUFFIXES).over(paths)


def entries(path: Path, maps: Sequence[Mapping] = ()) -> Iterator[Entry | Problem]:
    """What a file holds, in its order, as it is asked for.

    The first of `maps` that fits the file brings its field names over. What cannot be read is a
    Problem, and what follows it goes on where it can. KeyError where `files` would not name it.
    """
    mapping = next((one for one in maps if one.fits(path)), None)
    nothing = True
    for found in _reader(path)(path, mapping):
        nothing = False
        yield found
    if nothing:
        yield problem(place(path), "holds no entry")


def _reader(path: Path) -> Reader:
    suffix = next((one for one in SUFFIXES if path.name.lower().endswith(one)), path.suffix)
    return _READERS[suffix]

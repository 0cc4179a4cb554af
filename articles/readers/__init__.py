"""Files read: one reader a format, chosen by what the file begins with."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from articles.core.problems import Problem
from articles.readers.chunks import Share, shares
from articles.readers.discovery import Walk
from articles.readers.entry import Entry
from articles.readers.mapping import Mapping, load_map
from articles.readers.sniffing import FORMATS

__all__ = ["FORMATS", "Entry", "Mapping", "Share", "entries", "files", "load_map", "shares"]


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
    """What a file holds, share by share."""
    return chain.from_iterable(share.entries() for share in shares(path, maps, format))

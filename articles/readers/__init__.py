"""Files read: one reader a format, chosen by what the file begins with."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from articles.core.problems import Problem
from articles.readers.chunks import Chunk, split_into_chunks
from articles.readers.discovery import Walk
from articles.readers.entry import Entry
from articles.readers.format_detection import FORMATS
from articles.readers.mapping import Mapping, load_map

__all__ = [
    "FORMATS",
    "Chunk",
    "Entry",
    "Mapping",
    "discover_files",
    "load_map",
    "read_entries",
    "split_into_chunks",
]


def discover_files(paths: Iterable[Path]) -> Iterator[Path | Problem]:
    """The files named, and in place of a folder named those within it, by name.

    Within a folder, hidden files, READMEs and files with suffixes of no format are left out; a
    path that is missing or unreadable, and a folder with nothing to load, are Problems.
    """
    return Walk(tuple(chain.from_iterable(FORMATS.values()))).over(paths)


def read_entries(
    path: Path,
    maps: Sequence[Mapping] = (),
    format: str | None = None,  # noqa: A002
) -> Iterator[Entry | Problem]:
    """What a file holds, share by share."""
    return chain.from_iterable(
        share.read_entries() for share in split_into_chunks(path, maps, format)
    )

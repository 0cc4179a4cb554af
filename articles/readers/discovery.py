"""The files of a load: those that the user named, and those in the folders."""

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from articles.core.problems import Problem
from articles.readers import bag
from articles.readers.decoding.decompression import decompressed_name
from articles.readers.entry import format_location, make_problem, make_read_problem
from articles.readers.format_detection import FORMATS

_SUFFIXES = tuple(chain.from_iterable(FORMATS.values()))


def discover_files(paths: Iterable[Path]) -> Iterator[Path | Problem]:
    """Yield the files in the order named, and instead of a folder the files in it, by name.

    Hidden files, READMEs and files with other suffixes than those of FORMATS are left out of
    folders. A missing or unreadable path, a folder with nothing to load and a damaged bag are
    Problems.
    """
    walk = _Walk()
    for path in paths:
        yield from walk.visit_path(path)


class _Walk:
    """A walk through what the user named, which enters every folder once."""

    def __init__(self) -> None:
        self._visited_folders: set[tuple[int, int]] = set()
        """Device and inode numbers."""

    def visit_path(self, path: Path) -> Iterator[Path | Problem]:
        """Yield the files of a path that the user named."""
        try:
            path.stat()
        except OSError as error:
            yield make_read_problem(path, error)
            return
        if path.is_dir():
            yield from self._visit_folder(path)
        else:
            yield path

    def _visit_folder(self, folder: Path) -> Iterator[Path | Problem]:
        is_empty = True
        for file in self._walk_folder(folder):
            is_empty = False
            yield file
        if is_empty:
            reason = f"contains no files that can be loaded; supported: {' '.join(_SUFFIXES)}"
            yield make_problem(format_location(folder), reason)

    def _walk_folder(self, folder: Path) -> Iterator[Path | Problem]:
        pending = [folder]
        while pending:
            path = pending.pop()
            try:
                if bag.is_bag(path):
                    problems = list(bag.find_bag_problems(path))
                    yield from problems
                    pending += [] if problems else [path / bag.PAYLOAD_FOLDER]
                elif path.is_dir():
                    pending += reversed(self._list_folder(path))
                elif _has_known_suffix(path) and _is_loadable(path):
                    yield path
            except OSError as error:
                yield make_read_problem(path, error)

    def _list_folder(self, folder: Path) -> list[Path]:
        """Return what is in the folder and not hidden. Raises OSError if it was visited before."""
        status = folder.stat()
        if (status.st_dev, status.st_ino) in self._visited_folders:
            raise OSError("links to a folder that has already been read")
        self._visited_folders.add((status.st_dev, status.st_ino))
        return sorted(path for path in folder.iterdir() if not path.name.startswith("."))


def _is_loadable(path: Path) -> bool:
    """Whether it is a file but not a README. Raises OSError if it is a broken link."""
    path.stat()
    return path.is_file() and path.stem.lower() != "readme"


def _has_known_suffix(path: Path) -> bool:
    return decompressed_name(path).endswith(_SUFFIXES)

"""Which files a load reads: those named, and those in the folders named."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from articles.core.problems import Problem
from articles.readers import bag
from articles.readers.decoding.decompression import decompressed_name
from articles.readers.entry import format_location, make_problem, make_read_problem


@dataclass
class Walk:
    """One walk over what a user named; every folder is gone into once."""

    suffixes: Collection[str]
    _seen: set[tuple[int, int]] = field(default_factory=set)

    def over(self, paths: Iterable[Path]) -> Iterator[Path | Problem]:
        """The files in the order named, a folder's by name, and what is wrong with either."""
        for path in paths:
            yield from self._named(path)

    def _named(self, path: Path) -> Iterator[Path | Problem]:
        try:
            path.stat()
        except OSError as error:
            yield make_read_problem(path, error)
            return
        if path.is_dir():
            yield from self._folder(path)
        else:
            yield path

    def _folder(self, path: Path) -> Iterator[Path | Problem]:
        nothing = True
        for found in self._inside(path):
            nothing = False
            yield found
        if nothing:
            yield make_problem(
                format_location(path), f"holds no file that can be loaded: {self._list()}"
            )

    def _inside(self, folder: Path) -> Iterator[Path | Problem]:
        waiting = [folder]
        while waiting:
            path = waiting.pop()
            try:
                if bag.is_bag(path):
                    damage = list(bag.find_bag_problems(path))
                    yield from damage
                    waiting += [] if damage else [path / bag.PAYLOAD_FOLDER]
                elif path.is_dir():
                    waiting += reversed(self._contents(path))
                elif self._known(path) and self._is_for_loading(path):
                    yield path
            except OSError as error:
                yield make_read_problem(path, error)

    def _contents(self, folder: Path) -> list[Path]:
        """What stands in the folder and is not hidden; OSError where it was gone into already."""
        status = folder.stat()
        if (status.st_dev, status.st_ino) in self._seen:
            raise OSError("leads to a folder that is read already")
        self._seen.add((status.st_dev, status.st_ino))
        return sorted(path for path in folder.iterdir() if not path.name.startswith("."))

    def _is_for_loading(self, path: Path) -> bool:
        """Whether it is a file, and no folder's README; OSError where a link leads nowhere."""
        path.stat()
        return path.is_file() and path.stem.lower() != "readme"

    def _known(self, path: Path) -> bool:
        return decompressed_name(path).endswith(tuple(self.suffixes))

    def _list(self) -> str:
        return " ".join(self.suffixes)

"""BagIt folders: a payload under a manifest, read only when whole.

RFC 8493. The `bagit` library writes version 0.97, changes the process's working folder and warns
of its own deprecation on Python 3.13; what it would do for us is on this page.
"""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from articles.core.problems import Problem
from articles.readers.entry import format_location, make_problem, make_read_problem

DECLARATION_FILE = "bagit.txt"
PAYLOAD_FOLDER = "data"
_ALGORITHMS = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512")

type Digests = dict[str, str]
"""Paths within the bag, each with its digest."""


def is_bag(folder: Path) -> bool:
    return (folder / DECLARATION_FILE).is_file()


def find_bag_problems(bag: Path) -> Iterator[Problem]:
    """Why the bag is not whole: files that are missing, changed or in no manifest, by name."""
    manifests = {path.name: _algorithm(path) for path in sorted(bag.glob("*manifest-*.txt"))}
    listed: dict[str, Digests] = {}
    for name, algorithm in manifests.items():
        if algorithm not in _ALGORITHMS:
            yield make_problem(
                format_location(bag / name), f"is none of {', '.join(_ALGORITHMS)}", algorithm
            )
            continue
        try:
            listed[name] = _read(bag / name)
        except (OSError, ValueError) as error:
            yield make_read_problem(bag / name, error)
    for name, sums in listed.items():
        yield from _changed(bag, manifests[name], sums)
    payload = [sums for name, sums in listed.items() if name.startswith("manifest-")]
    yield from _unlisted(bag, payload)


def format_manifest(sums: Iterable[tuple[str, str]]) -> str:
    """A manifest of paths within the bag, each with its digest."""
    return "".join(f"{digest}  {_escaped(path)}\n" for path, digest in sums)


def compute_digest(path: Path, algorithm: str = "sha256") -> str:
    """The digest of a file, as hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, algorithm).hexdigest()


def _algorithm(manifest: Path) -> str:
    return manifest.stem.rpartition("-")[2].lower()


def _read(manifest: Path) -> Digests:
    sums: Digests = {}
    lines = manifest.read_text("utf-8").removesuffix("\n").split("\n")
    for number, line in enumerate(lines if any(lines) else [], 1):
        digest, _, path = line.partition(" ")
        name = _unescaped(path.strip().removeprefix("*"))
        if not name or PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
            raise ValueError(f"line {number} names no file of the bag")
        sums[str(PurePosixPath(name))] = digest.lower()
    return sums


def _changed(bag: Path, algorithm: str, sums: Digests) -> Iterator[Problem]:
    for path, digest in sums.items():
        try:
            found = compute_digest(bag / path, algorithm)
        except OSError as error:
            yield make_read_problem(bag / path, error)
            continue
        if found != digest:
            reason = f"is not what the bag's manifest says: {algorithm} {found}, not {digest}"
            yield make_problem(format_location(bag / path), reason)


def _unlisted(bag: Path, manifests: list[Digests]) -> Iterator[Problem]:
    if not manifests:
        yield make_problem(format_location(bag), "is a bag without a manifest that can be read")
        return
    for path in sorted((bag / PAYLOAD_FOLDER).rglob("*")):
        name = path.relative_to(bag).as_posix()
        if path.is_file() and any(name not in sums for sums in manifests):
            yield make_problem(format_location(path), "is not in the bag's manifest")


_ESCAPES = {"%": "%25", "\n": "%0A", "\r": "%0D"}


def _escaped(path: str) -> str:
    return "".join(_ESCAPES.get(one, one) for one in path)


def _unescaped(path: str) -> str:
    for plain, escape in reversed(_ESCAPES.items()):
        path = path.replace(escape, plain).replace(escape.lower(), plain)
    return path

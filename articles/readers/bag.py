"""BagIt folders (RFC 8493): a payload with checksums, read only if it is complete and unchanged.

The `bagit` library is not used: it writes version 0.97, changes the process's working folder, and
warns that it is deprecated itself on Python 3.13. The few functions that are needed are here.
"""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from articles.core.problems import Problem
from articles.readers.entry import format_location, make_problem, make_read_problem

DECLARATION_FILE = "bagit.txt"
PAYLOAD_FOLDER = "data"
_ALGORITHMS = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512")
_ESCAPES = {"%": "%25", "\n": "%0A", "\r": "%0D"}
"""Of characters in the paths of a manifest."""

type Digests = dict[str, str]
"""Map a path within the bag to its digest, in lowercase hexadecimal digits."""


def is_bag(folder: Path) -> bool:
    """Whether the folder says that it is a bag."""
    return (folder / DECLARATION_FILE).is_file()


def find_bag_problems(bag: Path) -> Iterator[Problem]:
    """Yield what is wrong with the bag: files that are missing, changed or in no manifest."""
    algorithms = {path.name: _algorithm_of(path) for path in sorted(bag.glob("*manifest-*.txt"))}
    manifests: dict[str, Digests] = {}
    for name, algorithm in algorithms.items():
        if algorithm not in _ALGORITHMS:
            reason = f"is not a supported checksum algorithm; supported: {', '.join(_ALGORITHMS)}"
            yield make_problem(format_location(bag / name), reason, algorithm)
            continue
        try:
            manifests[name] = _read_manifest(bag / name)
        except (OSError, ValueError) as error:
            yield make_read_problem(bag / name, error)
    for name, digests in manifests.items():
        yield from _find_changed_files(bag, algorithms[name], digests)
    payload_manifests = [
        digests for name, digests in manifests.items() if name.startswith("manifest-")
    ]
    yield from _find_unlisted_files(bag, payload_manifests)


def format_manifest(digests: Iterable[tuple[str, str]]) -> str:
    """Return a manifest of the paths within the bag, each with its digest."""
    return "".join(f"{digest}  {_escape_path(path)}\n" for path, digest in digests)


def compute_digest(path: Path, algorithm: str = "sha256") -> str:
    """Return the digest of a file, as lowercase hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, algorithm).hexdigest()


def _algorithm_of(manifest: Path) -> str:
    return manifest.stem.rpartition("-")[2].lower()


def _read_manifest(manifest: Path) -> Digests:
    digests: Digests = {}
    lines = manifest.read_text("utf-8").removesuffix("\n").split("\n")
    for number, line in enumerate(lines if any(lines) else [], 1):
        digest, _, path = line.partition(" ")
        name = _unescape_path(path.strip().removeprefix("*"))
        if not name or PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
            raise ValueError(f"line {number} does not name a file inside the bag")
        digests[str(PurePosixPath(name))] = digest.lower()
    return digests


def _find_changed_files(bag: Path, algorithm: str, digests: Digests) -> Iterator[Problem]:
    for path, expected_digest in digests.items():
        try:
            digest = compute_digest(bag / path, algorithm)
        except OSError as error:
            yield make_read_problem(bag / path, error)
            continue
        if digest != expected_digest:
            reason = (
                f"does not match the bag's manifest: its {algorithm} is {digest}, "
                f"not {expected_digest}"
            )
            yield make_problem(format_location(bag / path), reason)


def _find_unlisted_files(bag: Path, manifests: list[Digests]) -> Iterator[Problem]:
    if not manifests:
        reason = "is a bag without a readable payload manifest, such as manifest-sha256.txt"
        yield make_problem(format_location(bag), reason)
        return
    for path in sorted((bag / PAYLOAD_FOLDER).rglob("*")):
        name = path.relative_to(bag).as_posix()
        if path.is_file() and any(name not in digests for digests in manifests):
            yield make_problem(format_location(path), "is not listed in the bag's manifest")


def _escape_path(path: str) -> str:
    return "".join(_ESCAPES.get(character, character) for character in path)


def _unescape_path(path: str) -> str:
    for character, escape in reversed(_ESCAPES.items()):
        path = path.replace(escape, character).replace(escape.lower(), character)
    return path

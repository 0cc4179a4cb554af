"""The catalog on disk, opened for reading.

`ARCHIVE_DATA/catalog/current` is a symbolic link to the folder of one build. That holds the index,
labels, and a stamp that names the edition.
"""

import hashlib
import json
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TypedDict

import tantivy
from django.conf import settings

from articles.catalog.index.facet_counts import FieldCounts
from articles.catalog.index.inflections import Inflections
from articles.catalog.index.schema import VERSION, register_analyzer
from articles.models import Edition

INDEX_FOLDER, STAMP_FILE, LABELS_FILE = "index", "edition.json", "labels.json"
"""What a build's folder contains."""
_CACHED_QUERIES = 32
"""Queries whose counts a process remembers."""
_NO_DIGESTS: Mapping[str, str] = {}


class CatalogError(RuntimeError):
    """There is no catalog that can be read."""


class BuildStamp(TypedDict):
    """Which edition a build is of, and what its files are."""

    edition: int
    digest: str
    """That of the edition."""
    version: int
    """That of the schema."""
    files: dict[str, int]
    """Sizes of the index's files in bytes."""
    digests: dict[str, str]
    """SHA-256 of the index's files: read by `verify`, not whenever the catalog is opened."""


@dataclass(frozen=True)
class Catalog:
    """One build of the catalog."""

    folder: Path

    @cached_property
    def stamp(self) -> BuildStamp:
        stamp: BuildStamp = json.loads((self.folder / STAMP_FILE).read_text())
        return stamp

    @cached_property
    def searcher(self) -> tantivy.Searcher:
        index = tantivy.Index.open(str(self.folder / INDEX_FOLDER))
        return register_analyzer(index).searcher()

    @cached_property
    def inflections(self) -> Inflections:
        return Inflections(self.searcher)

    @cached_property
    def labels(self) -> dict[str, dict[str, str]]:
        """The names of authorities by facet, then by slug."""
        labels: dict[str, dict[str, str]] = json.loads((self.folder / LABELS_FILE).read_text())
        return labels

    @cached_property
    def cached_counts(self) -> Callable[[Hashable], FieldCounts]:
        """Called with a query, returns its counts so far, to be added to.

        The counts of the query that was used longest ago are forgotten first.
        """
        return lru_cache(_CACHED_QUERIES)(lambda query: {})

    def is_valid_for(self, edition: Edition) -> bool:
        """Whether it is complete and of this edition."""
        try:
            stamp = self.stamp
            return (
                (stamp["edition"], stamp["digest"], stamp["version"])
                == (edition.number, edition.digest, VERSION)
                and stamp["files"] == file_sizes(self.folder)
                and "digests" in stamp
                and bool(self.searcher)
                and "agency" in self.labels
            )
        except (OSError, ValueError, KeyError, TypeError):
            return False


def builds_folder() -> Path:
    """Return the folder of all builds, which need not exist."""
    return Path(settings.ARCHIVE_DATA) / "catalog"


def current_link() -> Path:
    """Return the symbolic link to the build that readers see, which need not exist."""
    return builds_folder() / "current"


def current_catalog() -> Catalog:
    """Return the catalog that readers see now; each build is opened once per process.

    Raises CatalogError if there is none.
    """
    try:
        folder = builds_folder() / current_link().readlink()
    except OSError as error:
        raise CatalogError("There is no catalog; `manage.py serve` builds it.") from error
    return _open_catalog(folder)


@lru_cache(1)
def _open_catalog(folder: Path) -> Catalog:
    return Catalog(folder)


def is_up_to_date(edition: Edition) -> bool:
    """Whether readers see a complete catalog of this edition."""
    try:
        return current_catalog().is_valid_for(edition)
    except CatalogError:
        return False


def file_sizes(build: Path) -> dict[str, int]:
    """Return the sizes of the index's files in bytes, by name."""
    return {file.name: file.stat().st_size for file in sorted((build / INDEX_FOLDER).iterdir())}


def file_digests(build: Path, known_digests: Mapping[str, str] = _NO_DIGESTS) -> dict[str, str]:
    """Return the SHA-256 of the index's files, by name; those with a known digest are not read."""
    files = sorted((build / INDEX_FOLDER).iterdir())
    return {file.name: known_digests.get(file.name) or _digest_file(file) for file in files}


def _digest_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

"""The index on disk: built beside the current one, swapped in whole, rebuilt when it's no good.

`ARCHIVE_DATA/catalog/current` is a symbolic link to the folder of one build, which holds the
index and a stamp that says of which edition it is.
"""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Collection, Hashable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import tantivy
from django.conf import settings

from articles.catalog.index import incremental
from articles.catalog.index.changes import NAMES, names, since
from articles.catalog.index.directory import Directory
from articles.catalog.index.documents import documents
from articles.catalog.index.facet_counts import Counts
from articles.catalog.index.inflections import Forms
from articles.catalog.index.schema import SCHEMA, VERSION, prepared
from articles.models import Edition

_HEAP = 128_000_000
"""Bytes that Tantivy may fill before it writes a segment."""
_STAMP, _LABELS = "edition.json", "labels.json"
_SHARE, _FEW = 4, 2000
"""Where more than one record in so many has changed, and more than a few, all are read anew."""
_REMEMBERED = 32
"""Questions of which a process keeps the counts."""
_NOTHING: Mapping[str, str] = {}

type Say = Callable[[str], None]


class CatalogError(RuntimeError):
    """There is no catalog that can be read."""


@dataclass(frozen=True)
class Catalog:
    """One build of the index, opened for reading."""

    folder: Path

    @cached_property
    def stamp(self) -> dict[str, object]:
        """`edition`, `digest`, `version`, and of each of the index's `files` the size in bytes.

        `digests` are the files' SHA-256: they are read by `manage.py verify`, not when it's opened.
        """
        stamp: dict[str, object] = json.loads((self.folder / _STAMP).read_text())
        return stamp

    @cached_property
    def searcher(self) -> tantivy.Searcher:
        return prepared(tantivy.Index.open(str(self.folder / "index"))).searcher()

    @cached_property
    def forms(self) -> Forms:
        return Forms(self.searcher)

    @cached_property
    def labels(self) -> dict[str, dict[str, str]]:
        """What the values of facets are called, as `Directory.labels` has them."""
        labels: dict[str, dict[str, str]] = json.loads((self.folder / _LABELS).read_text())
        return labels

    @cached_property
    def counted(self) -> Callable[[Hashable], dict[str, Counts]]:
        """What is known of a question's counts, to be added to; forgotten after some others."""
        return lru_cache(_REMEMBERED)(lambda question: {})

    def is_of(self, edition: Edition) -> bool:
        """Whether it is whole and holds just this edition."""
        known = (edition.number, edition.digest, VERSION)
        try:
            stamped = (self.stamp["edition"], self.stamp["digest"], self.stamp["version"])
            return (
                stamped == known
                and self.stamp["files"] == sizes(self.folder)
                and "digests" in self.stamp
                and bool(self.searcher)
                and "agency" in self.labels
            )
        except (OSError, ValueError, KeyError, TypeError):
            return False


def _root() -> Path:
    return Path(settings.ARCHIVE_DATA) / "catalog"


def sizes(folder: Path) -> dict[str, int]:
    """The bytes of each file of the index, by name."""
    return {file.name: file.stat().st_size for file in sorted((folder / "index").iterdir())}


def digests(folder: Path, known: Mapping[str, str] = _NOTHING) -> dict[str, str]:
    """The SHA-256 of each file of the index, by name; those `known` are not read."""
    files = sorted((folder / "index").iterdir())
    return {file.name: known.get(file.name) or _digest(file) for file in files}


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


_opened: list[Catalog] = []


def current() -> Catalog:
    """The catalog that readers see now; opened once a process for each build.

    Raises CatalogError where there is none.
    """
    try:
        folder = _root() / (_root() / "current").readlink()
    except OSError as error:
        raise CatalogError("There is no catalog; `manage.py serve` builds it.") from error
    if not _opened or _opened[0].folder != folder:
        _opened[:] = [Catalog(folder)]
    return _opened[0]


def is_current(edition: Edition) -> bool:
    """Whether readers see a catalog of this edition that is whole."""
    try:
        return current().is_of(edition)
    except CatalogError:
        return False


def build(edition: Edition, say: Say, linked: Collection[int] = ()) -> Path:
    """Write a catalog of what the database holds, as `edition`; readers do not see it yet.

    It is made from that of the edition before, where there is a good one and not too much has
    changed. `linked` are articles (by id) whose quotations may have changed with no record of the
    edition having a part in it.
    """
    before = _before(edition)
    if before is None:
        return build_anew(edition, say)
    changed = since(before.folder, before.searcher, edition.number, linked)
    if len(changed) > max(_FEW, before.searcher.num_docs // _SHARE):
        return build_anew(edition, say)
    return _updated(before, edition, changed, say)


def build_anew(edition: Edition, say: Say) -> Path:
    """Write a catalog, whatever there was before; readers do not see it yet."""
    folder = _new_folder(edition)
    count = _fill(folder / "index")
    _stamp(folder, edition, {})
    say(f"catalogued {count:,} records")
    return folder


def _before(edition: Edition) -> Catalog | None:
    """The catalog of the edition before, where it is whole."""
    earlier = Edition.objects.filter(number=edition.number - 1).first()
    with suppress(CatalogError):
        if earlier and current().is_of(earlier) and (current().folder / NAMES).exists():
            return current()
    return None


def _updated(before: Catalog, edition: Edition, changed: Collection[str], say: Say) -> Path:
    folder = _new_folder(edition)
    incremental.link(before.folder / "index", folder / "index")
    count = incremental.replace(folder / "index", changed)
    stamped: dict[str, str] = dict(before.stamp["digests"])  # type: ignore[call-overload]
    _stamp(folder, edition, stamped)
    say(f"catalogued {count:,} of {len(changed):,} records that changed")
    return folder


def _new_folder(edition: Edition) -> Path:
    """The folder of a build that is to be made."""
    _root().mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f"{edition.number}-", dir=_root()))
    folder.chmod(0o755)
    (folder / "index").mkdir()
    return folder


def _stamp(folder: Path, edition: Edition, known: Mapping[str, str]) -> None:
    """Say of which edition a build is; files that another one has too are of `known` digests."""
    directory = Directory()
    (folder / NAMES).write_text(json.dumps(names(directory)))
    (folder / _LABELS).write_text(json.dumps(directory.labels()))
    same = {name: one for name, one in known.items() if name not in incremental.WRITTEN_OVER}
    stamped = {
        "edition": edition.number,
        "digest": edition.digest,
        "version": VERSION,
        "files": sizes(folder),
        "digests": digests(folder, same),
    }
    (folder / _STAMP).write_text(json.dumps(stamped))


def _fill(folder: Path) -> int:
    """One thread writes, so that records of the same rank keep their order; two are no faster."""
    index = prepared(tantivy.Index(SCHEMA, str(folder)))
    writer = index.writer(_HEAP, 1)
    count = 0
    for document in documents():
        writer.add_document(document)
        count += 1
    writer.commit()
    writer.wait_merging_threads()
    return count


def swap_in(folder: Path) -> None:
    """Let readers see the build in `folder`; what they had open stays whole until they let go.

    Other builds than this and the one before it are removed: nobody else may be building.
    """
    current = _root() / "current"
    kept = {folder.name, current.readlink().name if current.is_symlink() else ""}
    link = folder.with_suffix(".link")
    link.symlink_to(folder.name)
    link.replace(current)
    for other in _root().iterdir():
        if other.is_dir() and not other.is_symlink() and other.name not in kept:
            shutil.rmtree(other)

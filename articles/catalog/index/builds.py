"""Build a catalog beside the one that readers see, then swap it in."""

import json
import shutil
import tempfile
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path

import tantivy

from articles.catalog.index import incremental
from articles.catalog.index.catalog import (
    INDEX_FOLDER,
    LABELS_FILE,
    STAMP_FILE,
    BuildStamp,
    Catalog,
    CatalogError,
    builds_folder,
    current_catalog,
    current_link,
    file_digests,
    file_sizes,
)
from articles.catalog.index.changes import (
    AUTHORITIES_FILE,
    digest_authorities,
    find_affected_records,
)
from articles.catalog.index.directory import AuthorityDirectory
from articles.catalog.index.documents import all_documents
from articles.catalog.index.schema import SCHEMA, VERSION, register_analyzer
from articles.core.ids import ArticleId
from articles.core.progress import Progress
from articles.models import Edition

_WRITER_BYTES = 128_000_000
"""Memory that Tantivy may fill before it writes a segment."""
_MIN_REBUILD_CHANGES, _MIN_REBUILD_SHARE = 2000, 4
"""If more records than this number changed, and more than one in four, all are indexed again."""


def build_catalog(
    edition: Edition, progress: Progress, linked_article_ids: Collection[ArticleId] = ()
) -> Path:
    """Return the folder of a new catalog of the database as it is now; readers don't see it yet.

    It is made from the catalog of the previous edition, if that is complete and not too much has
    changed. Quotations of the linked articles may have changed, even if their records have not.
    """
    previous = _previous_catalog(edition)
    if previous is None:
        return build_from_scratch(edition, progress)
    affected_records = find_affected_records(previous, edition.number, linked_article_ids)
    max_updates = max(_MIN_REBUILD_CHANGES, previous.searcher.num_docs // _MIN_REBUILD_SHARE)
    if len(affected_records) > max_updates:
        return build_from_scratch(edition, progress)
    return _build_from_previous(previous, edition, affected_records, progress)


def build_from_scratch(edition: Edition, progress: Progress) -> Path:
    """Return the folder of a new catalog in which all records are indexed again."""
    build = _make_build_folder(edition)
    count = _index_all(build / INDEX_FOLDER)
    _write_stamp(build, edition, {})
    progress(f"cataloged {count:,} records")
    return build


def swap_in(build: Path) -> None:
    """Let readers see a build. A build that a process has open stays readable for it.

    Deletes all builds but this and the previous one: no other process may be building.
    """
    current_path = current_link()
    keep = {build.name, current_path.readlink().name if current_path.is_symlink() else ""}
    link = build.with_suffix(".link")
    link.symlink_to(build.name)
    link.replace(current_path)
    for folder in builds_folder().iterdir():
        if folder.is_dir() and not folder.is_symlink() and folder.name not in keep:
            shutil.rmtree(folder)


def _previous_catalog(edition: Edition) -> Catalog | None:
    """Return the catalog of the previous edition, if it is complete."""
    previous_edition = Edition.objects.filter(number=edition.number - 1).first()
    with suppress(CatalogError):
        if previous_edition:
            catalog = current_catalog()
            has_authorities = (catalog.folder / AUTHORITIES_FILE).exists()
            if has_authorities and catalog.is_valid_for(previous_edition):
                return catalog
    return None


def _build_from_previous(
    previous: Catalog, edition: Edition, affected_records: Collection[str], progress: Progress
) -> Path:
    build = _make_build_folder(edition)
    incremental.link_index(previous.folder / INDEX_FOLDER, build / INDEX_FOLDER)
    count = incremental.replace_documents(build / INDEX_FOLDER, affected_records)
    _write_stamp(build, edition, previous.stamp["digests"])
    progress(f"cataloged {count:,} of {len(affected_records):,} changed records")
    return build


def _make_build_folder(edition: Edition) -> Path:
    root = builds_folder()
    root.mkdir(parents=True, exist_ok=True)
    build = Path(tempfile.mkdtemp(prefix=f"{edition.number}-", dir=root))
    build.chmod(0o755)
    (build / INDEX_FOLDER).mkdir()
    return build


def _write_stamp(build: Path, edition: Edition, previous_digests: Mapping[str, str]) -> None:
    """Write what a build holds beside its index; shared files have the previous build's digests."""
    directory = AuthorityDirectory()
    (build / AUTHORITIES_FILE).write_text(json.dumps(digest_authorities(directory)))
    (build / LABELS_FILE).write_text(json.dumps(directory.labels()))
    shared_digests = {
        name: digest
        for name, digest in previous_digests.items()
        if name not in incremental.REWRITTEN_FILES
    }
    stamp: BuildStamp = {
        "edition": edition.number,
        "digest": edition.digest,
        "version": VERSION,
        "files": file_sizes(build),
        "digests": file_digests(build, shared_digests),
    }
    (build / STAMP_FILE).write_text(json.dumps(stamp))


def _index_all(folder: Path) -> int:
    """Index all live records; return how many they are.

    With one writer thread, records of equal rank keep their order; two are no faster.
    """
    index = register_analyzer(tantivy.Index(SCHEMA, str(folder)))
    writer = index.writer(_WRITER_BYTES, 1)
    count = 0
    for document in all_documents():
        writer.add_document(document)
        count += 1
    writer.commit()
    writer.wait_merging_threads()
    return count

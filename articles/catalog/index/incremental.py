"""Make an index from the previous edition's.

Tantivy never changes a file of an index once it is written. So hard links make a copy: only new
files take space and time, and readers of the previous index are not disturbed.
"""

import os
import shutil
from collections.abc import Collection
from pathlib import Path

import tantivy

from articles.catalog.index.changes import record_ids
from articles.catalog.index.documents import documents_for
from articles.catalog.index.schema import register_analyzer

REWRITTEN_FILES = {"meta.json", ".managed.json"}
"""The files that list the others; only these are written more than once."""
_WRITER_BYTES = 64_000_000


def link_index(source: Path, target: Path) -> None:
    """Copy the index in folder `source` to the empty folder `target`, by hard links if possible."""
    for file in source.iterdir():
        copy = target / file.name
        if file.name in REWRITTEN_FILES:
            shutil.copyfile(file, copy)
        elif file.suffix != ".lock":
            _link_or_copy(file, copy)


def _link_or_copy(file: Path, copy: Path) -> None:
    try:
        os.link(file, copy)
    except OSError:  # not every file system has hard links
        shutil.copyfile(file, copy)


def replace_documents(index_folder: Path, identifiers: Collection[str]) -> int:
    """Remove these records from an index, and add those that are live; return how many are."""
    writer = register_analyzer(tantivy.Index.open(str(index_folder))).writer(_WRITER_BYTES, 1)
    for identifier in identifiers:
        writer.delete_documents_by_term("id", identifier)
    count = 0
    for document in documents_for(*record_ids(identifiers)):
        writer.add_document(document)
        count += 1
    writer.commit()
    writer.wait_merging_threads()
    return count

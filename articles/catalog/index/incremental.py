"""The index of an edition made from that of the one before.

The files of an index never change once written, so a copy is made of links to them: what readers
see stays whole, and only what is new is written.
"""

import os
import shutil
from collections.abc import Collection
from pathlib import Path

import tantivy

from articles.catalog.index import changes
from articles.catalog.index.documents import documents_of
from articles.catalog.index.schema import prepared

WRITTEN_OVER = {"meta.json", ".managed.json"}
"""The files that say what an index consists of; all others are written once."""
_HEAP = 64_000_000


def link(source: Path, target: Path) -> None:
    """Make the folder of an index another one's, which can change without it."""
    for file in source.iterdir():
        copy = target / file.name
        if file.name in WRITTEN_OVER:
            shutil.copyfile(file, copy)
        elif file.suffix != ".lock":
            _link_or_copy(file, copy)


def _link_or_copy(file: Path, copy: Path) -> None:
    try:
        os.link(file, copy)
    except OSError:  # not every file system has links
        shutil.copyfile(file, copy)


def replace(index: Path, changed: Collection[str]) -> int:
    """Take out the records of these identifiers, and put in what stands; how many were put in."""
    writer = prepared(tantivy.Index.open(str(index))).writer(_HEAP, 1)
    for one in changed:
        writer.delete_documents_by_term("id", one)
    count = 0
    for document in documents_of(*changes.ids(changed)):
        writer.add_document(document)
        count += 1
    writer.commit()
    writer.wait_merging_threads()
    return count

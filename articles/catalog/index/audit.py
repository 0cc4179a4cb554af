"""Compare a catalog on disk with what it should be."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import astuple, dataclass
from hashlib import sha256
from itertools import batched
from typing import NamedTuple

import tantivy
from django.db import connection

from articles.catalog.index.catalog import Catalog, current_catalog, file_digests, file_sizes
from articles.catalog.index.directory import AuthorityDirectory
from articles.catalog.index.documents import all_documents
from articles.catalog.index.scan import matching_addresses
from articles.catalog.index.schema import VERSION
from articles.models import Edition

BATCH_SIZE = 5000
"""Documents copied to the database at a time."""


class Fault(NamedTuple):
    """A difference: what it is in, what was expected there, and what was found."""

    name: str
    expected_value: str
    actual_value: str


@dataclass(frozen=True, slots=True)
class DocumentDigest:
    """A document of the catalog; the digest is the SHA-256 of its card and text."""

    kind: str
    key: str
    digest: str


class DocumentDifference(NamedTuple):
    """A document whose digests differ; one of the two may be missing."""

    kind: str
    key: str
    expected_digest: str
    actual_digest: str


def open_current() -> Catalog:
    """Open the catalog that readers see, with nothing cached. Raises CatalogError if none is."""
    return Catalog(current_catalog().folder)


def find_faults(catalog: Catalog, edition: Edition) -> Iterator[Fault]:
    """Yield what is wrong with a catalog's stamp, the files of its index, and its labels."""
    try:
        stamp: Mapping[str, object] = catalog.stamp
        digests = file_digests(catalog.folder)
        expected_stamp = {"edition": edition.number, "digest": edition.digest, "version": VERSION}
        for name, value in expected_stamp.items():
            if stamp[name] != value:
                yield Fault(name, str(value), str(stamp[name]))
        yield from _compare_digests(dict(catalog.stamp["digests"]), digests)
        if stamp["files"] != file_sizes(catalog.folder):
            yield Fault("files", str(stamp["files"]), str(file_sizes(catalog.folder)))
        if catalog.labels != AuthorityDirectory().labels():
            expected_labels = "names of all agencies, cities, authors and outlets"
            yield Fault("labels", expected_labels, "different names")
    except (OSError, ValueError, LookupError, TypeError) as error:
        yield Fault("stamp and index", "files that can be read", repr(error))


def _compare_digests(
    stamped_digests: dict[str, str], actual_digests: dict[str, str]
) -> Iterator[Fault]:
    for name in sorted(stamped_digests.keys() | actual_digests.keys()):
        if stamped_digests.get(name) != actual_digests.get(name):
            yield Fault(
                name, str(stamped_digests.get(name, "no file")), actual_digests.get(name, "no file")
            )


def expected_documents() -> Iterator[DocumentDigest]:
    """Yield the documents that the catalog should contain, according to the database."""
    return map(_digest_document, all_documents())


def indexed_documents(catalog: Catalog) -> Iterator[DocumentDigest]:
    """Yield the documents that the catalog contains, except those that cannot be read."""
    for address in matching_addresses(catalog.searcher, tantivy.Query.all_query()):
        with suppress(ValueError):
            yield _digest_document(catalog.searcher.doc(address))


def _digest_document(document: tantivy.Document) -> DocumentDigest:
    card: bytes = document.get_first("card") or b""
    text: bytes = document.get_first("text") or b""
    fields: dict[str, str] = json.loads(card)
    digest = sha256(card + b"\0" + text).hexdigest()
    return DocumentDigest(fields["kind"], fields["key"], digest)


def copy_to_table(documents: Iterable[DocumentDigest], table: str) -> int:
    """Copy documents to a temporary table that lasts for the transaction; return their number."""
    statement = f"COPY {table} (kind, key, digest) FROM STDIN"
    total = 0
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{table}")
        cursor.execute(
            f"CREATE TEMPORARY TABLE {table} (kind text, key text, digest text) ON COMMIT DROP"
        )
        for batch in batched(documents, BATCH_SIZE, strict=False):
            with cursor.copy(statement) as copy:
                for document in batch:
                    copy.write_row(astuple(document))
            total += len(batch)
    return total


def differing_documents(expected_table: str, actual_table: str) -> list[DocumentDifference]:
    """Return the differences between two such tables, ordered by kind and key."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT kind, key, coalesce(expected.digest, 'no document'),
                      coalesce(actual.digest, 'no document')
                FROM {expected_table} expected FULL JOIN {actual_table} actual USING (kind, key)
                WHERE expected.digest IS DISTINCT FROM actual.digest ORDER BY kind, key"""
        )
        return [DocumentDifference._make(row) for row in cursor.fetchall()]

"""What a catalog on disk holds, compared with what it should."""

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import astuple, dataclass
from hashlib import sha256
from itertools import batched

import tantivy
from django.db import connection

from articles.catalog.index import builds
from articles.catalog.index.builds import Catalog
from articles.catalog.index.directory import Directory
from articles.catalog.index.documents import documents
from articles.catalog.index.scan import addresses
from articles.catalog.index.schema import VERSION
from articles.models import Edition

BATCH = 5000
"""Documents brought into the database at a time."""

type Fault = tuple[str, str, str]
"""What differs, what it should be, and what it is."""


@dataclass(frozen=True, slots=True)
class Filed:
    """A record in the catalog; the digest is that of its card and text."""

    kind: str
    key: str
    digest: str


def opened_anew() -> Catalog:
    """The catalog that readers see, with nothing of it remembered. Raises CatalogError."""
    return Catalog(builds.current().folder)


def faults(catalog: Catalog, edition: Edition) -> Iterator[Fault]:
    """What is wrong with the stamp, with the files of the index and with the labels."""
    try:
        stamp, digests = catalog.stamp, builds.digests(catalog.folder)
        known = {"edition": edition.number, "digest": edition.digest, "version": VERSION}
        for name, value in known.items():
            if stamp[name] != value:
                yield name, str(value), str(stamp[name])
        yield from _different(dict(stamp["digests"]), digests)  # type: ignore[call-overload]
        if stamp["files"] != builds.sizes(catalog.folder):
            yield "files", str(stamp["files"]), str(builds.sizes(catalog.folder))
        if catalog.labels != Directory().labels():
            yield "labels", "names of all agencies, cities, authors and outlets", "others"
    except (OSError, ValueError, LookupError, TypeError) as error:
        yield "stamp and index", "files that can be read", repr(error)


def _different(stamped: dict[str, str], found: dict[str, str]) -> Iterator[Fault]:
    for name in sorted(stamped.keys() | found.keys()):
        if stamped.get(name) != found.get(name):
            yield name, str(stamped.get(name, "no file")), found.get(name, "no file")


def expected() -> Iterator[Filed]:
    """What the database would have the catalog hold."""
    return map(_filed, documents())


def held(catalog: Catalog) -> Iterator[Filed]:
    """What the index holds; a document that cannot be read is left out."""
    for address in addresses(catalog.searcher, tantivy.Query.all_query()):
        with suppress(ValueError):
            yield _filed(catalog.searcher.doc(address))


def _filed(document: tantivy.Document) -> Filed:
    card: bytes = document.get_first("card") or b""
    text: bytes = document.get_first("text") or b""
    fields: dict[str, str] = json.loads(card)
    digest = sha256(card + b"\0" + text).hexdigest()
    return Filed(fields["kind"], fields["key"], digest)


def bring(filed: Iterable[Filed], table: str) -> int:
    """Bring what is filed into a temporary table, which ends with the transaction; how many."""
    statement = f"COPY {table} (kind, key, digest) FROM STDIN"
    total = 0
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{table}")
        cursor.execute(
            f"CREATE TEMPORARY TABLE {table} (kind text, key text, digest text) ON COMMIT DROP"
        )
        for batch in batched(filed, BATCH, strict=False):
            with cursor.copy(statement) as copy:
                for one in batch:
                    copy.write_row(astuple(one))
            total += len(batch)
    return total


def unlike(expected: str, held: str) -> list[tuple[str, ...]]:
    """Kind, key and both digests of what two such tables do not have alike, at constant memory
    unless most of it differs."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT kind, key, coalesce(expected.digest, 'no document'),
                      coalesce(held.digest, 'no document')
                FROM {expected} expected FULL JOIN {held} held USING (kind, key)
                WHERE expected.digest IS DISTINCT FROM held.digest ORDER BY kind, key"""
        )
        found: list[tuple[str, ...]] = cursor.fetchall()
        return found

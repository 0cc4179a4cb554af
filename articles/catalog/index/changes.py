"""Find the records that an edition makes stale in the catalog of the previous one."""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator
from itertools import batched
from typing import NamedTuple

import tantivy
from django.db import connection
from tantivy import Query

from articles.catalog.index.catalog import Catalog
from articles.catalog.index.directory import AuthorityDirectory, AuthorityEntry
from articles.catalog.index.documents import record_identifier
from articles.catalog.index.scan import matching_addresses
from articles.catalog.index.schema import SCHEMA
from articles.core.ids import ArticleId, ReleaseId
from articles.models import PressRelease

AUTHORITIES_FILE = "authorities.json"
"""The file of a build with the digests of all authorities (see `digest_authorities`)."""
_BATCH_SIZE = 1000
"""Terms of one search."""
_AUTHORITY_KINDS = ("agencies", "cities", "authors", "outlets")
_QUOTED_ONLY = "quoted_only"
_DIGEST_LENGTH = 12

_EDITION_RECORDS = """
    SELECT 'release/' || key FROM articles_pressrelease WHERE edition_id = %(edition)s
    UNION ALL
    SELECT 'article/' || key FROM articles_article
     WHERE edition_id = %(edition)s OR id = ANY(%(linked)s)"""
_QUOTING_ARTICLES = """
    SELECT DISTINCT 'article/' || article.key FROM articles_article article
      JOIN articles_quotation ON article_id = article.id
      JOIN articles_pressrelease release ON release.id = release_id
     WHERE release.key = ANY(%(keys)s)"""
_QUOTED_RELEASES = """
    SELECT DISTINCT 'release/' || release.key FROM articles_pressrelease release
      JOIN articles_quotation ON release_id = release.id
      JOIN articles_article article ON article.id = article_id
     WHERE article.key = ANY(%(keys)s)"""
_RELEASES_NAMING = """
    SELECT id FROM articles_pressrelease
     WHERE agency_id = ANY(%(agencies)s) OR city_id = ANY(%(cities)s)
    UNION SELECT release_id FROM articles_component WHERE agency_id = ANY(%(agencies)s)"""
_RECORDS_NAMING = f"""
    WITH named AS ({_RELEASES_NAMING})
    SELECT 'release/' || key FROM articles_pressrelease JOIN named USING (id)
    UNION
    SELECT 'article/' || key FROM articles_article JOIN articles_quotation ON article_id =
           articles_article.id JOIN named ON named.id = release_id
    UNION SELECT 'article/' || key FROM articles_article WHERE outlet_id = ANY(%(outlets)s)
    UNION SELECT 'article/' || key FROM articles_article JOIN articles_byline ON article_id =
           articles_article.id WHERE author_id = ANY(%(authors)s)"""

type AuthorityDigests = dict[str, dict[str, str]]
"""Digests by kind of authority, then by id."""


class RecordIds(NamedTuple):
    """Database ids of records."""

    releases: list[ReleaseId]
    articles: list[ArticleId]


def digest_authorities(directory: AuthorityDirectory) -> AuthorityDigests:
    """Return digests of what is indexed of authorities, and the keys of quoted-only releases."""
    digests = {
        kind: {str(pk): _digest_entry(entry) for pk, entry in getattr(directory, kind).items()}
        for kind in _AUTHORITY_KINDS
    }
    quoted_only = PressRelease.objects.filter(known_by_quotation=True).values_list("key", flat=True)
    return digests | {_QUOTED_ONLY: dict.fromkeys(quoted_only, "")}


def _digest_entry(entry: AuthorityEntry) -> str:
    return hashlib.sha256(repr(entry).encode()).hexdigest()[:_DIGEST_LENGTH]


def find_affected_records(
    catalog: Catalog, edition_number: int, linked_article_ids: Collection[ArticleId]
) -> set[str]:
    """Return the identifiers of all records that may look different in a list now.

    These are:
    - the records that the edition added, changed or withdrew, and the linked articles;
    - those that name an authority of which something else is indexed now, and releases that
      have become quoted-only or stopped being so;
    - the articles that quote any of these releases now, or did when the catalog was built;
    - the releases that any of these articles quotes now, or did then.
    """
    linked_ids: list[int] = list(linked_article_ids)
    identifiers = {*_query_texts(_EDITION_RECORDS, edition=edition_number, linked=linked_ids)}
    earlier_digests = json.loads((catalog.folder / AUTHORITIES_FILE).read_text())
    identifiers |= _records_naming_changed(
        earlier_digests, digest_authorities(AuthorityDirectory())
    )
    release_keys = keys_of_kind(identifiers, "release")
    identifiers |= {*_earlier_quoting_articles(catalog.searcher, release_keys)}
    identifiers |= {*_query_texts(_QUOTING_ARTICLES, keys=release_keys)}
    article_keys = keys_of_kind(identifiers, "article")
    identifiers |= {*_earlier_quoted_releases(catalog.searcher, article_keys)}
    identifiers |= {*_query_texts(_QUOTED_RELEASES, keys=article_keys)}
    return identifiers


def keys_of_kind(identifiers: Iterable[str], kind: str) -> list[str]:
    """Return the keys of the records of one kind."""
    prefix = record_identifier(kind, "")
    return [
        identifier.removeprefix(prefix)
        for identifier in identifiers
        if identifier.startswith(prefix)
    ]


def record_ids(identifiers: Collection[str]) -> RecordIds:
    """Return the ids of those records that are still in the database."""
    release_ids = _ids_of_keys("articles_pressrelease", keys_of_kind(identifiers, "release"))
    article_ids = _ids_of_keys("articles_article", keys_of_kind(identifiers, "article"))
    return RecordIds([*map(ReleaseId, release_ids)], [*map(ArticleId, article_ids)])


def _ids_of_keys(table: str, keys: list[str]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {table} WHERE key = ANY(%s)", [keys])
        return [pk for (pk,) in cursor.fetchall()]


def _query_texts(query: str, **parameters: int | list[int] | list[str]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        return [text for (text,) in cursor.fetchall()]


def _records_naming_changed(
    earlier_digests: AuthorityDigests, current_digests: AuthorityDigests
) -> set[str]:
    """Return records that name a changed authority, and releases no longer or newly quoted-only."""
    quoted_only_changes = (
        earlier_digests[_QUOTED_ONLY].keys() ^ current_digests[_QUOTED_ONLY].keys()
    )
    releases = {record_identifier("release", key) for key in quoted_only_changes}
    changed_ids = {
        kind: _changed_ids(earlier_digests[kind], current_digests[kind])
        for kind in _AUTHORITY_KINDS
    }
    if any(changed_ids.values()):
        return {*releases, *_query_texts(_RECORDS_NAMING, **changed_ids)}
    return releases


def _changed_ids(earlier_digests: dict[str, str], current_digests: dict[str, str]) -> list[int]:
    return [
        int(pk)
        for pk, digest in earlier_digests.items()
        if current_digests.get(pk, digest) != digest
    ]


def _earlier_quoting_articles(
    searcher: tantivy.Searcher, release_keys: Iterable[str]
) -> Iterator[str]:
    for document in _find_documents(searcher, "quoted_releases", release_keys):
        yield document["id"][0]


def _earlier_quoted_releases(
    searcher: tantivy.Searcher, article_keys: Iterable[str]
) -> Iterator[str]:
    identifiers = [record_identifier("article", key) for key in article_keys]
    for document in _find_documents(searcher, "id", identifiers):
        yield from (record_identifier("release", key) for key in document["quoted_releases"])


def _find_documents(
    searcher: tantivy.Searcher, field: str, values: Iterable[str]
) -> Iterator[tantivy.Document]:
    """Yield the documents with any of these values in a field."""
    for batch in batched(values, _BATCH_SIZE, strict=False):
        query = Query.term_set_query(SCHEMA, field, list(batch))
        yield from map(searcher.doc, matching_addresses(searcher, query))

"""Which records an edition changed in the eyes of the catalog before it."""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator
from itertools import batched
from pathlib import Path
from typing import NamedTuple

import tantivy
from django.db import connection
from tantivy import Query

from articles.catalog.index.directory import Directory
from articles.catalog.index.documents import identifier
from articles.catalog.index.scan import addresses
from articles.catalog.index.schema import SCHEMA
from articles.models import PressRelease

NAMES = "names.json"
"""The file in which a build keeps how it knew every agency, city, author and outlet."""
_BATCH = 1000
_KINDS = ("agencies", "cities", "authors", "outlets")

_OF_EDITION = """
    SELECT 'release/' || key FROM articles_pressrelease WHERE edition_id = %(edition)s
    UNION ALL
    SELECT 'article/' || key FROM articles_article
     WHERE edition_id = %(edition)s OR id = ANY(%(linked)s)"""
_QUOTING = """
    SELECT DISTINCT 'article/' || article.key FROM articles_article article
      JOIN articles_quotation ON article_id = article.id
      JOIN articles_pressrelease release ON release.id = release_id
     WHERE release.key = ANY(%(keys)s)"""
_QUOTED = """
    SELECT DISTINCT 'release/' || release.key FROM articles_pressrelease release
      JOIN articles_quotation ON release_id = release.id
      JOIN articles_article article ON article.id = article_id
     WHERE article.key = ANY(%(keys)s)"""
_NAMING_RELEASES = """
    SELECT id FROM articles_pressrelease
     WHERE agency_id = ANY(%(agencies)s) OR city_id = ANY(%(cities)s)
    UNION SELECT release_id FROM articles_component WHERE agency_id = ANY(%(agencies)s)"""
_NAMING = f"""
    WITH named AS ({_NAMING_RELEASES})
    SELECT 'release/' || key FROM articles_pressrelease JOIN named USING (id)
    UNION
    SELECT 'article/' || key FROM articles_article JOIN articles_quotation ON article_id =
           articles_article.id JOIN named ON named.id = release_id
    UNION SELECT 'article/' || key FROM articles_article WHERE outlet_id = ANY(%(outlets)s)
    UNION SELECT 'article/' || key FROM articles_article JOIN articles_byline ON article_id =
           articles_article.id WHERE author_id = ANY(%(authors)s)"""

type Names = dict[str, dict[str, str]]
"""Of every kind of authority, and of the releases known by quotation, what each was."""


class Ids(NamedTuple):
    releases: list[int]
    articles: list[int]


def names(directory: Directory) -> Names:
    """How the authorities are known, each in short; and the releases known by quotation."""
    known = {
        kind: {str(pk): _short(repr(entry)) for pk, entry in getattr(directory, kind).items()}
        for kind in _KINDS
    }
    quoted = PressRelease.objects.filter(known_by_quotation=True).values_list("key", flat=True)
    return known | {"quoted": dict.fromkeys(quoted, "")}


def _short(written: str) -> str:
    return hashlib.sha256(written.encode()).hexdigest()[:12]


def since(
    folder: Path, searcher: tantivy.Searcher, edition: int, linked: Collection[int]
) -> set[str]:
    """The identifiers of all records that may be listed differently than in an earlier catalog.

    These are the records that `edition` brought or withdrew, the articles that were `linked` anew
    (by id), what names an authority which is known otherwise; the articles that quote or quoted
    any of these releases; and the releases that any of these articles quotes or quoted.
    """
    changed = {*_found(_OF_EDITION, edition=edition, linked=list(linked))}
    changed |= _renamed(json.loads((folder / NAMES).read_text()), names(Directory()))
    releases = keys(changed, "release")
    quoting = {document["id"][0] for document in _earlier(searcher, "quotes", releases)}
    changed |= {*quoting, *_found(_QUOTING, keys=releases)}
    articles = keys(changed, "article")
    quoted = {*_found(_QUOTED, keys=articles), *_quoted_before(searcher, articles)}
    return changed | quoted


def keys(identifiers: Iterable[str], kind: str) -> list[str]:
    """The keys of those of one kind."""
    return [one.partition("/")[2] for one in identifiers if one.startswith(f"{kind}/")]


def _found(query: str, **values: int | list[int] | list[str]) -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        yield from (name for (name,) in cursor.fetchall())


def _renamed(before: Names, now: Names) -> set[str]:
    """What names an authority that is not as it was, and releases known by quotation or no more."""
    turned = before["quoted"].keys() ^ now["quoted"].keys()
    unlike = {kind: _unlike(before[kind], now[kind]) for kind in _KINDS}
    naming = _found(_NAMING, **unlike) if any(unlike.values()) else ()
    return {*naming, *(identifier("release", key) for key in turned)}


def _unlike(before: dict[str, str], now: dict[str, str]) -> list[int]:
    """Those known before, and otherwise now."""
    return [int(pk) for pk, known in before.items() if pk in now and now[pk] != known]


def _quoted_before(searcher: tantivy.Searcher, articles: Iterable[str]) -> Iterator[str]:
    named = [identifier("article", key) for key in articles]
    for document in _earlier(searcher, "id", named):
        yield from (identifier("release", key) for key in document["quotes"])


def _earlier(
    searcher: tantivy.Searcher, field: str, values: Iterable[str]
) -> Iterator[tantivy.Document]:
    """The documents of the earlier catalog with any of these values in a field."""
    for some in batched(values, _BATCH, strict=False):
        query = Query.term_set_query(SCHEMA, field, list(some))
        yield from map(searcher.doc, addresses(searcher, query))


def ids(changed: Collection[str]) -> Ids:
    """The ids of the records that are still held."""
    return Ids(
        _ids("articles_pressrelease", keys(changed, "release")),
        _ids("articles_article", keys(changed, "article")),
    )


def _ids(table: str, keys: list[str]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {table} WHERE key = ANY(%s)", [keys])
        return [pk for (pk,) in cursor.fetchall()]

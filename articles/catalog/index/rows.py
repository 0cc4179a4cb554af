"""The records that stand, as plain values read from the tables, at constant memory.

One query a kind through a cursor of the server's: no objects are made.
"""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.db import connection, transaction

CHUNK = 1000
"""Rows fetched at a time."""


class ReleaseRow(NamedTuple):
    key: str
    title: str
    text: str
    date: str | None
    fiction: bool
    number: str
    known_by_quotation: bool
    agency: int
    city: int | None
    components: list[int] | None
    quoting: int | None
    """How many articles quote it."""
    grades: list[str] | None
    presentations: list[str] | None


class ArticleRow(NamedTuple):
    key: str
    title: str
    text: str
    date: str | None
    fiction: bool
    outlet: int | None
    authors: list[int] | None
    """In the order of the byline."""
    quotations: int | None
    releases: list[str] | None
    """The keys of the releases that it quotes; agencies and cities are theirs."""
    agencies: list[int] | None
    cities: list[int | None] | None
    grades: list[str] | None
    presentations: list[str] | None


_GRADES = "array_agg(DISTINCT grade) AS grades, array_agg(DISTINCT presentation) AS presentations"

_RELEASES = f"""
    SELECT one.key, one.title, one.text, one.released, one.fiction, one.number,
           one.known_by_quotation, one.agency_id, one.city_id,
           components, quoting, grades, presentations
    FROM articles_pressrelease one
    LEFT JOIN (SELECT release_id, array_agg(agency_id) AS components
               FROM articles_component {{of_release}} GROUP BY release_id) named
      ON named.release_id = one.id
    LEFT JOIN (SELECT release_id, count(DISTINCT article_id) AS quoting, {_GRADES}
               FROM articles_quotation JOIN articles_article article ON article.id = article_id
                AND article.withdrawn = '' {{of_release}} GROUP BY release_id) quoted
      ON quoted.release_id = one.id
    WHERE one.withdrawn = '' {{of_one}} ORDER BY one.id"""

_ARTICLES = f"""
    SELECT one.key, one.title, one.text, one.published, one.fiction, one.outlet_id, authors,
           quotations, releases, agencies, cities, grades, presentations
    FROM articles_article one
    LEFT JOIN (SELECT article_id, array_agg(author_id ORDER BY position) AS authors
               FROM articles_byline {{of_article}} GROUP BY article_id) signed
      ON signed.article_id = one.id
    LEFT JOIN (SELECT article_id, count(*) AS quotations, {_GRADES},
                      array_agg(DISTINCT release.key) AS releases,
                      array_agg(DISTINCT agency_id) AS agencies,
                      array_agg(DISTINCT city_id) AS cities
               FROM articles_quotation JOIN articles_pressrelease release
                 ON release.id = release_id AND release.withdrawn = ''
               {{of_article}} GROUP BY article_id) quoting
      ON quoting.article_id = one.id
    WHERE one.withdrawn = '' {{of_one}} ORDER BY one.id"""


def releases(only: Iterable[int] | None = None) -> Iterator[ReleaseRow]:
    """The releases that stand, or those `only` of these ids, in the order of ids."""
    return map(ReleaseRow._make, _rows(_RELEASES, only))


def articles(only: Iterable[int] | None = None) -> Iterator[ArticleRow]:
    """The articles that stand, or those `only` of these ids, in the order of ids."""
    return map(ArticleRow._make, _rows(_ARTICLES, only))


def _rows(query: str, only: Iterable[int] | None) -> Iterator[tuple[Any, ...]]:
    restricted = only is not None
    parts = {
        "of_release": "WHERE release_id = ANY(%(ids)s)" if restricted else "",
        "of_article": "WHERE article_id = ANY(%(ids)s)" if restricted else "",
        "of_one": "AND one.id = ANY(%(ids)s)" if restricted else "",
    }
    ids = {"ids": list(only or ())}
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(query.format(**parts), ids if restricted else None)
        while rows := cursor.fetchmany(CHUNK):
            yield from rows

"""Live records read from the tables as plain values, with constant memory.

One query per kind through a server-side cursor; no model instances are made.
"""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.db import connection, transaction

from articles.core.ids import ArticleId, ReleaseId

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
    agency_id: int
    city_id: int | None
    component_ids: list[int] | None
    """Agencies that the release names besides its own."""
    article_count: int | None
    """How many articles quote it."""
    grades: list[str] | None
    presentations: list[str] | None


class ArticleRow(NamedTuple):
    key: str
    title: str
    text: str
    date: str | None
    fiction: bool
    outlet_id: int | None
    author_ids: list[int] | None
    """In the order of the byline."""
    quotation_count: int | None
    untraced_count: int | None
    """Passages that it attributes to a release that isn't in the archive."""
    release_keys: list[str] | None
    """The releases that it quotes; the agencies and cities are theirs."""
    agency_ids: list[int] | None
    city_ids: list[int | None] | None
    grades: list[str] | None
    presentations: list[str] | None


_GRADES = "array_agg(DISTINCT grade) AS grades, array_agg(DISTINCT presentation) AS presentations"

_RELEASES = f"""
    SELECT release.key, release.title, release.text, release.released, release.fiction,
           release.number, release.known_by_quotation, release.agency_id, release.city_id,
           component_ids, article_count, grades, presentations
    FROM articles_pressrelease release
    LEFT JOIN (SELECT release_id, array_agg(agency_id) AS component_ids
               FROM articles_component {{for_release}} GROUP BY release_id) component
      ON component.release_id = release.id
    LEFT JOIN (SELECT release_id, count(DISTINCT article_id) AS article_count, {_GRADES}
               FROM articles_quotation JOIN articles_article article ON article.id = article_id
                AND article.withdrawn = '' {{for_release}} GROUP BY release_id) quotation
      ON quotation.release_id = release.id
    WHERE release.withdrawn = '' {{and_release}} ORDER BY release.id"""

_ARTICLES = f"""
    SELECT article.key, article.title, article.text, article.published, article.fiction,
           article.outlet_id, author_ids, quotation_count, untraced_count, release_keys, agency_ids,
           city_ids, grades, presentations
    FROM articles_article article
    LEFT JOIN (SELECT article_id, array_agg(author_id ORDER BY position) AS author_ids
               FROM articles_byline {{for_article}} GROUP BY article_id) byline
      ON byline.article_id = article.id
    LEFT JOIN (SELECT article_id, {_GRADES},
                      count(*) FILTER (WHERE NOT known_by_quotation) AS quotation_count,
                      array_agg(DISTINCT release.key) AS release_keys,
                      array_agg(DISTINCT agency_id) AS agency_ids,
                      array_agg(DISTINCT city_id) AS city_ids
               FROM articles_quotation JOIN articles_pressrelease release
                 ON release.id = release_id AND release.withdrawn = ''
               {{for_article}} GROUP BY article_id) quotation
      ON quotation.article_id = article.id
    LEFT JOIN (SELECT article_id, count(*) AS untraced_count FROM articles_quotation
               LEFT JOIN articles_pressrelease release ON release.id = release_id
               WHERE (release_id IS NULL OR known_by_quotation AND release.withdrawn = '')
                   {{also_for_article}} GROUP BY article_id) untraced
      ON untraced.article_id = article.id
    WHERE article.withdrawn = '' {{and_article}} ORDER BY article.id"""


def release_rows(ids: Iterable[ReleaseId] | None = None) -> Iterator[ReleaseRow]:
    """Yield the live releases, or those with these ids, ordered by id."""
    return map(ReleaseRow._make, _fetch_rows(_RELEASES, ids))


def article_rows(ids: Iterable[ArticleId] | None = None) -> Iterator[ArticleRow]:
    """Yield the live articles, or those with these ids, ordered by id."""
    return map(ArticleRow._make, _fetch_rows(_ARTICLES, ids))


def _fetch_rows(query: str, ids: Iterable[int] | None) -> Iterator[tuple[Any, ...]]:
    has_ids = ids is not None
    conditions = {
        "for_release": "WHERE release_id = ANY(%(ids)s)" if has_ids else "",
        "for_article": "WHERE article_id = ANY(%(ids)s)" if has_ids else "",
        "also_for_article": "AND article_id = ANY(%(ids)s)" if has_ids else "",
        "and_release": "AND release.id = ANY(%(ids)s)" if has_ids else "",
        "and_article": "AND article.id = ANY(%(ids)s)" if has_ids else "",
    }
    parameters = {"ids": list(ids or ())}
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(query.format(**conditions), parameters if has_ids else None)
        while rows := cursor.fetchmany(CHUNK):
            yield from rows

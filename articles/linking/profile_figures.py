"""Count what profiles of agencies, authors and outlets show, and keep the counts up to date.

A profile is a sum over articles. When the quotations of an article change, what they added before
is subtracted, and what they add now is added.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from django.db import connection

from articles.models import Figure


def _day_number(date: str) -> str:
    """Return SQL for the day of an SQL date string, as a number of days.

    Impossible days such as February 31 are no error here: `verify` reports them, and goes on.
    """
    return f"((left({date}, 7) || '-01')::date - date '2000-01-01' + substr({date}, 9, 2)::int)"


_ALL_ARTICLES = ""
_SOME_ARTICLES = "AND article_id = ANY(%s)"
_COUNT = f"""
    WITH RECURSIVE counted AS MATERIALIZED (
        SELECT quotation.id AS quotation, article_id AS article,
               min(quotation.id) OVER (PARTITION BY article_id, release_id) AS pair,
               grade, presentation, release.key AS release,
               outlet_id, outlet.key AS outlet, agency_id, agency.key AS agency,
               CASE WHEN least(length(released), length(published)) >= 10
                       AND least(released, published) >= '0001'
                   THEN {_day_number("published")} - {_day_number("released")} END AS days
        FROM articles_quotation quotation
        JOIN articles_article article ON article.id = article_id AND article.withdrawn = ''
        JOIN articles_pressrelease release ON release.id = release_id AND release.withdrawn = ''
        JOIN articles_agency agency ON agency.id = agency_id
        LEFT JOIN articles_outlet outlet ON outlet.id = outlet_id
        WHERE NOT shared {{condition}}),
    ancestors (agency, owner) AS (
        SELECT agency_id, agency_id FROM counted
        UNION SELECT ancestors.agency, parent_id
        FROM ancestors JOIN articles_agency ON id = owner WHERE parent_id IS NOT NULL),
    owned AS (
        SELECT 'agency' AS kind, owner, outlet AS other, counted.*
        FROM counted JOIN ancestors ON ancestors.agency = agency_id
        UNION ALL
        SELECT 'outlet', outlet_id, agency, counted.* FROM counted WHERE outlet_id IS NOT NULL
        UNION ALL SELECT 'author', author_id, agency, counted.*
        FROM counted JOIN articles_byline ON article_id = article)
    SELECT kind, owner, what, name, count(DISTINCT item)::int AS times
    FROM owned, LATERAL (VALUES
        ('articles', '', article),
        ('grade', grade, quotation),
        ('presentation', presentation, quotation),
        ('release', release, article),
        ('other', other, article),
        ('days', days::text, pair)) AS figure (what, name, item)
    WHERE name IS NOT NULL GROUP BY kind, owner, what, name
"""
"""rows: (kind, owner, what, name, times), as in `Figure`.

`ancestors` has each quoted agency with itself and with all that it is a part of; `owned` has each
quotation once for each authority that it counts for. `pair` is the same for all quotations of an
article from a release.
"""

_KEY = "kind, owner, what, name"
_ADD = f"""
    INSERT INTO articles_figure ({_KEY}, times) {_COUNT}
    ON CONFLICT ({_KEY}) DO UPDATE SET times = articles_figure.times + excluded.times
"""
"""No rows."""
_SAME_KEY = " AND ".join(f"stored.{column} = removed.{column}" for column in _KEY.split(", "))
_REMOVE = f"""
    WITH removed AS ({_COUNT.format(condition=_SOME_ARTICLES)}),
    deleted AS (DELETE FROM articles_figure stored USING removed
                WHERE {_SAME_KEY} AND stored.times <= removed.times)
    UPDATE articles_figure stored SET times = stored.times - removed.times FROM removed
    WHERE {_SAME_KEY} AND stored.times > removed.times
"""
"""No rows."""


class FigureDifference(NamedTuple):
    """A figure whose stored count is not what the quotations give; 0 if there is none."""

    kind: str
    authority_id: int
    name: str
    stored_count: int
    actual_count: int


def recount_all() -> None:
    """Count all quotations again."""
    Figure.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(_ADD.format(condition=_ALL_ARTICLES))


def add_articles(article_ids: Collection[int]) -> None:
    """Count the quotations of articles that were not counted before."""
    _execute(_ADD.format(condition=_SOME_ARTICLES), article_ids)


def remove_articles(article_ids: Collection[int]) -> None:
    """Subtract the quotations of articles, before they change."""
    _execute(_REMOVE, article_ids)


@contextmanager
def recount_articles(article_ids: Collection[int]) -> Iterator[None]:
    """Update the counts when the context changes articles, or releases that they quote."""
    remove_articles(article_ids)
    yield
    add_articles(article_ids)


def find_differences() -> Iterator[FigureDifference]:
    """Yield the figures whose stored count is wrong."""
    with connection.cursor() as cursor:
        # rows: (kind, authority id, what and name, stored count, right count)
        cursor.execute(
            f"""SELECT kind, owner, concat_ws(' ', what, nullif(name, '')),
                       coalesce(stored.times, 0), coalesce(counted.times, 0)
                FROM articles_figure stored
                FULL JOIN ({_COUNT.format(condition=_ALL_ARTICLES)}) counted USING ({_KEY})
                WHERE stored.times IS DISTINCT FROM counted.times ORDER BY {_KEY}"""
        )
        yield from map(FigureDifference._make, cursor.fetchall())


def _execute(statement: str, article_ids: Collection[int]) -> None:
    if article_ids:
        with connection.cursor() as cursor:
            cursor.execute(statement, [sorted(article_ids)])

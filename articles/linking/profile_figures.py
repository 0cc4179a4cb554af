"""The profiles of agencies, authors and outlets: counted, kept up, compared.

A profile is a sum over articles. So where an article's quotations change, what it had to them is
left out, and what it has now is added.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from django.db import connection

from articles.models import Figure


def _day(date: str) -> str:
    """The day, counted from a fixed one; a 31st of February is no error here, as `verify` names it
    and goes on."""
    return f"((left({date}, 7) || '-01')::date - date '2000-01-01' + substr({date}, 9, 2)::int)"


_ALL = ""
_OF = "AND article_id = ANY(%s)"
_MADE = f"""
    WITH RECURSIVE used AS MATERIALIZED (
        SELECT quotation.id AS quotation, article_id AS article,
               min(quotation.id) OVER (PARTITION BY article_id, release_id) AS pair,
               grade, presentation, release.key AS release,
               outlet_id, outlet.key AS outlet, agency_id, agency.key AS agency,
               CASE WHEN least(length(released), length(published)) >= 10
                       AND least(released, published) >= '0001'
                   THEN {_day("published")} - {_day("released")} END AS days
        FROM articles_quotation quotation
        JOIN articles_article article ON article.id = article_id AND article.withdrawn = ''
        JOIN articles_pressrelease release ON release.id = release_id AND release.withdrawn = ''
        JOIN articles_agency agency ON agency.id = agency_id
        LEFT JOIN articles_outlet outlet ON outlet.id = outlet_id
        WHERE NOT shared {{which}}),
    within (agency, owner) AS (
        SELECT agency_id, agency_id FROM used
        UNION SELECT within.agency, parent_id FROM within JOIN articles_agency ON id = owner
        WHERE parent_id IS NOT NULL),
    owned AS (
        SELECT 'agency' AS kind, owner, outlet AS other, used.*
        FROM used JOIN within ON within.agency = agency_id
        UNION ALL SELECT 'outlet', outlet_id, agency, used.* FROM used WHERE outlet_id IS NOT NULL
        UNION ALL SELECT 'author', author_id, agency, used.*
        FROM used JOIN articles_byline ON article_id = article)
    SELECT kind, owner, what, name, count(DISTINCT counted)::int AS times
    FROM owned, LATERAL (VALUES
        ('articles', '', article),
        ('grade', grade, quotation),
        ('presentation', presentation, quotation),
        ('release', release, article),
        ('other', other, article),
        ('days', days::text, pair)) AS figure (what, name, counted)
    WHERE name IS NOT NULL GROUP BY kind, owner, what, name
"""
"""`within` has each agency quoted with itself and all that it is a part of, `owned` each passage
once for each authority that it counts for, and `pair` is the same for an article and a release."""

_ROW = "kind, owner, what, name"
_ADDED = f"""
    INSERT INTO articles_figure ({_ROW}, times) {_MADE}
    ON CONFLICT ({_ROW}) DO UPDATE SET times = articles_figure.times + excluded.times
"""
_SAME = " AND ".join(f"kept.{column} = less.{column}" for column in _ROW.split(", "))
_LEFT_OUT = f"""
    WITH less AS ({_MADE.format(which=_OF)}),
    gone AS (DELETE FROM articles_figure kept USING less
             WHERE {_SAME} AND kept.times <= less.times)
    UPDATE articles_figure kept SET times = kept.times - less.times FROM less
    WHERE {_SAME} AND kept.times > less.times
"""

type Said = tuple[str, int, str, int, int]
"""The kind and id of an authority, what is counted, and the numbers kept and made; 0 where there
is none."""


def keep() -> None:
    """Count all quotations anew."""
    Figure.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(_ADDED.format(which=_ALL))


def add(articles: Collection[int]) -> None:
    """Count the quotations in these articles (ids), which were not counted before."""
    _run(_ADDED.format(which=_OF), articles)


def leave_out(articles: Collection[int]) -> None:
    """Count the quotations in these articles (ids) no longer, before they change."""
    _run(_LEFT_OUT, articles)


@contextmanager
def recounted(articles: Collection[int]) -> Iterator[None]:
    """Keep up with changes of quotations in these articles (ids), and of the releases quoted."""
    leave_out(articles)
    yield
    add(articles)


def differing() -> Iterator[Said]:
    """The figures that are not kept as the quotations make them."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT kind, owner, concat_ws(' ', what, nullif(name, '')),
                       coalesce(kept.times, 0), coalesce(made.times, 0)
                FROM articles_figure kept
                FULL JOIN ({_MADE.format(which=_ALL)}) made USING ({_ROW})
                WHERE kept.times IS DISTINCT FROM made.times ORDER BY {_ROW}"""
        )
        yield from cursor.fetchall()


def _run(statement: str, articles: Collection[int]) -> None:
    if articles:
        with connection.cursor() as cursor:
            cursor.execute(statement, [sorted(articles)])

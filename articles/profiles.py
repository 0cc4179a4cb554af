"""The profiles of agencies, authors and outlets made and compared. May import `models`."""

import json
from collections.abc import Collection, Iterator
from typing import Any

from django.db import connection

from articles.models import Profile

LEADING = 5
"""Releases, and outlets or agencies, that are named at most."""


def _day(date: str) -> str:
    """The day, counted from a fixed one; a 31st of February is no error here, as `verify` names it
    and goes on."""
    return f"((left({date}, 7) || '-01')::date - date '2000-01-01' + substr({date}, 9, 2)::int)"


_ALL = """
    SELECT 'agency' AS kind, id AS owner FROM articles_agency
    UNION ALL SELECT 'outlet', id FROM articles_outlet
    UNION ALL SELECT 'author', id FROM articles_author
"""
_GIVEN = "SELECT * FROM unnest(%s::text[], %s::int8[]) AS given (kind, owner)"

_WITHIN = """
    within (agency, owner) AS (
        SELECT id, id FROM articles_agency
        UNION SELECT agency, parent_id FROM within JOIN articles_agency ON id = owner
        WHERE parent_id IS NOT NULL)
"""
"""Each agency with itself and all that it is a part of."""

_MADE = f"""
    WITH RECURSIVE {_WITHIN}, wanted AS ({{wanted}}),
    used AS NOT MATERIALIZED (
        SELECT article_id AS article, release.key AS release, grade, presentation,
               outlet_id, outlet.key AS outlet,
               agency_id, agency.key AS agency,
               CASE WHEN least(length(released), length(published)) >= 10
                       AND least(released, published) >= '0001'
                   THEN {_day("published")} - {_day("released")} END AS days
        FROM articles_quotation quotation
        JOIN articles_article article ON article.id = article_id AND article.withdrawn = ''
        JOIN articles_pressrelease release ON release.id = release_id AND release.withdrawn = ''
        JOIN articles_agency agency ON agency.id = agency_id
        LEFT JOIN articles_outlet outlet ON outlet.id = outlet_id
        WHERE NOT shared),
    owned AS MATERIALIZED (
        SELECT 'agency' AS kind, owner, outlet AS other, used.*
        FROM wanted JOIN within USING (owner) JOIN used ON agency_id = within.agency
        WHERE kind = 'agency'
        UNION ALL SELECT 'outlet', owner, agency, used.*
        FROM wanted JOIN used ON outlet_id = owner WHERE kind = 'outlet'
        UNION ALL SELECT 'author', owner, agency, used.*
        FROM wanted JOIN articles_byline ON author_id = owner JOIN used ON article = article_id
        WHERE kind = 'author'),
    pairs AS MATERIALIZED (
        SELECT kind, owner, other, article, release, days, count(*) AS passages
        FROM owned GROUP BY kind, owner, other, article, release, days),
    named AS (
        SELECT kind, owner, 'grades' AS what, grade AS name, count(*) AS times
        FROM owned GROUP BY kind, owner, grade
        UNION ALL SELECT kind, owner, 'presentations', presentation, count(*)
        FROM owned GROUP BY kind, owner, presentation
        UNION ALL SELECT kind, owner, 'releases', release, count(*)
        FROM pairs GROUP BY kind, owner, release
        UNION ALL SELECT kind, owner, 'others', other, count(DISTINCT article)
        FROM pairs WHERE other IS NOT NULL GROUP BY kind, owner, other),
    placed AS (
        SELECT *, row_number() OVER (
            PARTITION BY kind, owner, what ORDER BY times DESC, name COLLATE "C") AS place
        FROM named),
    leading_ones AS (
        SELECT kind, owner, what, jsonb_agg(jsonb_build_array(name, times) ORDER BY place) AS ones
        FROM placed WHERE place <= {LEADING} GROUP BY kind, owner, what),
    said AS (
        SELECT kind, owner, jsonb_object_agg(what, ones) AS most
        FROM leading_ones GROUP BY kind, owner),
    tallied AS (
        SELECT kind, owner, sum(passages)::int AS total, count(DISTINCT article)::int AS articles,
               count(DISTINCT release)::int AS releases,
               percentile_cont(0.5) WITHIN GROUP (ORDER BY days) AS days
        FROM pairs GROUP BY kind, owner)
    SELECT kind, owner, total, articles, releases, days, most
    FROM tallied JOIN said USING (kind, owner)
"""
"""Of the authorities that are `wanted`. `owned` has each passage once for each authority that it
counts for; `pairs` each article and release once for each of them."""

_FIELDS = ("total", "articles", "releases", "days", "most")
_INSERTED = f"INSERT INTO articles_profile (kind, owner, {', '.join(_FIELDS)}) {_MADE}"
_REMOVED = f"""
    DELETE FROM articles_profile profile USING ({_GIVEN}) given
    WHERE profile.kind = given.kind AND profile.owner = given.owner
"""
_CONCERNED = f"""
    WITH RECURSIVE {_WITHIN}
    SELECT 'agency', owner FROM within WHERE agency = ANY(%(agencies)s)
    UNION SELECT 'outlet', outlet_id FROM articles_article
    WHERE id = ANY(%(articles)s) AND outlet_id IS NOT NULL
    UNION SELECT 'author', author_id FROM articles_byline WHERE article_id = ANY(%(articles)s)
"""

type Said = dict[str, Any] | None
"""A profile's fields; None where there is none."""


def keep() -> None:
    """Bring all profiles to what the quotations are now."""
    Profile.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(_INSERTED.format(wanted=_ALL))


def keep_of(quoting: Collection[tuple[int, int]]) -> None:
    """Bring those to it whose quotations changed.

    `quoting` has the ids of articles and of the agencies whose releases they quote or quoted.
    """
    if not quoting:
        return
    articles, agencies = (sorted(ids) for ids in map(set, zip(*quoting, strict=True)))
    with connection.cursor() as cursor:
        cursor.execute(_CONCERNED, {"articles": articles, "agencies": agencies})
        found = [list(column) for column in zip(*cursor.fetchall(), strict=True)]
        cursor.execute(_REMOVED, found)
        cursor.execute(_INSERTED.format(wanted=_GIVEN), found)


def differing() -> Iterator[tuple[str, int, Said, Said]]:
    """The profiles, by kind and the authority's id, that are not kept as they should be.

    Of each what is kept, and what the quotations make of it.
    """
    kept, made = _said("kept"), _said("made")
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT kind, owner, {kept}, {made} FROM articles_profile kept
                FULL JOIN ({_MADE.format(wanted=_ALL)}) made USING (kind, owner)
                WHERE {kept} IS DISTINCT FROM {made} ORDER BY kind, owner"""
        )
        for kind, owner, *both in cursor.fetchall():
            held, found = (json.loads(one) if one else None for one in both)
            yield kind, owner, held, found


def _said(table: str) -> str:
    """A row's fields as one value; NULL where there is no row."""
    fields = ", ".join(f"'{field}', {table}.{field}" for field in _FIELDS)
    return f"CASE WHEN {table}.total IS NOT NULL THEN jsonb_build_object({fields}) END"

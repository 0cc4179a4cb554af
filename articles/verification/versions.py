"""Check the numbers of editions and versions, and the order of names in bylines and releases."""

from collections.abc import Iterator

from django.db import connection

from articles.verification.differences import Difference

# rows of each statement: (kind, key, field, expected value, actual value)

_EDITION_NUMBERS = """
    SELECT 'edition', number::text, 'number', place, number
    FROM (SELECT number, row_number() OVER (ORDER BY number) AS place FROM articles_edition)
    WHERE number <> place
"""
"""Editions are numbered 1, 2, 3."""

_TEXTS_PER_EDITION = """
    WITH texts AS (
        SELECT edition_id FROM articles_article
        UNION ALL SELECT edition_id FROM articles_pressrelease WHERE NOT known_by_quotation
        UNION ALL SELECT landed_in_id FROM articles_earlierversion),
    actual AS (SELECT edition_id, count(*) AS texts FROM texts GROUP BY edition_id),
    imported AS (
        SELECT replaced_in_id, count(*) AS versions FROM articles_earlierversion
        WHERE landed_in_id IS NULL GROUP BY replaced_in_id),
    loaded AS (
        SELECT number, (counts->>'new')::int + (counts->>'changed')::int
            - coalesce(versions, 0) AS texts
        FROM articles_edition LEFT JOIN imported ON replaced_in_id = number)
    SELECT 'edition', number::text, 'texts', 'at most ' || loaded.texts, actual.texts
    FROM loaded JOIN actual ON edition_id = number WHERE actual.texts > loaded.texts
"""
"""No edition has more texts than its load stored; a merger takes over some of earlier ones."""

_VERSION_NUMBERS = """
    SELECT 'version', number || ' of ' || kind || ' ' || key, 'number', previous + 1, number
    FROM (SELECT kind, key, number, landed_in_id,
                 coalesce(lag(number) OVER (PARTITION BY kind, key ORDER BY number), 0) AS previous
          FROM articles_earlierversion) version
    WHERE landed_in_id IS NOT NULL AND number <> previous + 1
"""
"""A version of this archive (not an imported one) has the number after the previous one."""

_VERSION_EDITIONS = """
    SELECT 'version', number || ' of ' || kind || ' ' || key, 'landed_in',
           'from ' || coalesce(previous, 1) || ' to ' || replaced_in_id - 1, landed_in_id
    FROM (SELECT *, lag(replaced_in_id) OVER (PARTITION BY kind, key ORDER BY number) AS previous
          FROM articles_earlierversion WHERE landed_in_id IS NOT NULL) version
    WHERE landed_in_id < previous OR landed_in_id >= replaced_in_id
"""
"""A version was loaded no earlier than the previous one was replaced, and then replaced itself."""

_CURRENT_EDITIONS = """
    SELECT kind, text.key, 'edition', 'from ' || max(replaced_in_id), text.edition_id
    FROM (SELECT 'article' AS kind, key, edition_id FROM articles_article
          UNION ALL SELECT 'release', key, edition_id FROM articles_pressrelease) text
    JOIN articles_earlierversion version USING (kind, key)
    WHERE landed_in_id IS NOT NULL
    GROUP BY kind, text.key, text.edition_id HAVING max(replaced_in_id) > text.edition_id
"""
"""A current text is of the edition that replaced its last earlier version, or of a later one."""

_NAME_POSITIONS = """
    SELECT '{kind}', key, '{field}', string_agg(place::text, ' ' ORDER BY position),
           string_agg(position::text, ' ' ORDER BY position)
    FROM (SELECT {kind}_id, position,
                 row_number() OVER (PARTITION BY {kind}_id ORDER BY position) AS place
          FROM articles_{link}) name
    JOIN articles_{table} text ON text.id = {kind}_id
    GROUP BY key HAVING bool_or(position <> place)
"""
"""The authors of an article, and the components of a release, are numbered 1, 2, 3."""

_CHECKS = (
    _EDITION_NUMBERS,
    _TEXTS_PER_EDITION,
    _VERSION_NUMBERS,
    _VERSION_EDITIONS,
    _CURRENT_EDITIONS,
    _NAME_POSITIONS.format(kind="article", field="authors", link="byline", table="article"),
    _NAME_POSITIONS.format(
        kind="release", field="components", link="component", table="pressrelease"
    ),
)


def check_history() -> Iterator[Difference]:
    """Yield numbers of editions, versions and names that contradict each other."""
    for statement in _CHECKS:
        with connection.cursor() as cursor:
            cursor.execute(f"{statement} ORDER BY 1, 2")
            rows = cursor.fetchall()
        for kind, key, field, expected_value, actual_value in rows:
            yield Difference(kind, key, field, str(expected_value), str(actual_value))

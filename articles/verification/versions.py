"""Which edition brought what, and in which order names stand."""

from collections.abc import Iterator

from django.db import connection

from articles.verification.differences import Difference

_EDITIONS = """
    SELECT 'edition', number::text, 'number', place, number
    FROM (SELECT number, row_number() OVER (ORDER BY number) AS place FROM articles_edition)
    WHERE number <> place
"""
"""They are numbered 1, 2, 3."""

_BROUGHT = """
    WITH texts AS (
        SELECT edition_id FROM articles_article
        UNION ALL SELECT edition_id FROM articles_pressrelease WHERE NOT known_by_quotation
        UNION ALL SELECT landed_in_id FROM articles_earlierversion),
    held AS (SELECT edition_id, count(*) AS texts FROM texts GROUP BY edition_id),
    told AS (
        SELECT replaced_in_id, count(*) AS versions FROM articles_earlierversion
        WHERE landed_in_id IS NULL GROUP BY replaced_in_id),
    brought AS (
        SELECT number, (counts->>'new')::int + (counts->>'changed')::int
            - coalesce(versions, 0) AS texts
        FROM articles_edition LEFT JOIN told ON replaced_in_id = number)
    SELECT 'edition', number::text, 'texts', 'at most ' || brought.texts, held.texts
    FROM brought JOIN held ON edition_id = number WHERE held.texts > brought.texts
"""
"""No more texts are of an edition than it brought; a merger takes some over from earlier ones."""

_NUMBERED = """
    SELECT 'version', number || ' of ' || kind || ' ' || key, 'number', before + 1, number
    FROM (SELECT kind, key, number, landed_in_id,
                 coalesce(lag(number) OVER (PARTITION BY kind, key ORDER BY number), 0) AS before
          FROM articles_earlierversion) version
    WHERE landed_in_id IS NOT NULL AND number <> before + 1
"""
"""A version that was kept here has the number after the last one."""

_SUCCEEDED = """
    SELECT 'version', number || ' of ' || kind || ' ' || key, 'landed_in',
           'from ' || coalesce(before, 1) || ' to ' || replaced_in_id - 1, landed_in_id
    FROM (SELECT *, lag(replaced_in_id) OVER (PARTITION BY kind, key ORDER BY number) AS before
          FROM articles_earlierversion WHERE landed_in_id IS NOT NULL) version
    WHERE landed_in_id < before OR landed_in_id >= replaced_in_id
"""
"""It landed when or after the one before it was replaced, and before it was replaced itself."""

_REPLACED = """
    SELECT kind, held.key, 'edition', 'from ' || max(replaced_in_id), held.edition_id
    FROM (SELECT 'article' AS kind, key, edition_id FROM articles_article
          UNION ALL SELECT 'release', key, edition_id FROM articles_pressrelease) held
    JOIN articles_earlierversion version USING (kind, key)
    WHERE landed_in_id IS NOT NULL
    GROUP BY kind, held.key, held.edition_id HAVING max(replaced_in_id) > held.edition_id
"""
"""What replaced an earlier version is of that edition or a later one."""

_SIGNED = """
    SELECT '{kind}', key, '{names}', string_agg(place::text, ' ' ORDER BY position),
           string_agg(position::text, ' ' ORDER BY position)
    FROM (SELECT {kind}_id, position,
                 row_number() OVER (PARTITION BY {kind}_id ORDER BY position) AS place
          FROM articles_{row}) named
    JOIN articles_{table} text ON text.id = {kind}_id
    GROUP BY key HAVING bool_or(position <> place)
"""
"""Names stand in the places 1, 2, 3."""

_FAULTS = (
    *(_EDITIONS, _BROUGHT, _NUMBERED, _SUCCEEDED, _REPLACED),
    _SIGNED.format(kind="article", names="authors", row="byline", table="article"),
    _SIGNED.format(kind="release", names="components", row="component", table="pressrelease"),
)


def of_history() -> Iterator[Difference]:
    """Numbers of editions, versions and places that cannot be as they stand."""
    for faults in _FAULTS:
        with connection.cursor() as cursor:
            cursor.execute(f"{faults} ORDER BY 1, 2")
            for kind, key, field, expected, found in cursor.fetchall():
                yield Difference(kind, key, field, str(expected), str(found))

"""Temporary tables that records pass through on their way into the archive.

Rows are copied in; what is new, changed, unchanged or in conflict is then found for all of them
at once.
"""

from django.db import connection

from articles.core.problems import Problem
from articles.loading.staged_columns import STAGED_COLUMNS


class StagingTables:
    """The staged releases, articles and versions of one load.

    Needs an open transaction, with which the tables disappear.
    """

    def __init__(self) -> None:
        with connection.cursor() as cursor:
            for kind, columns in STAGED_COLUMNS.items():
                definitions = ", ".join(f"{name} {type_}" for name, type_ in columns.items())
                cursor.execute(f"DROP TABLE IF EXISTS pg_temp.staged_{kind}")
                cursor.execute(
                    f"CREATE TEMPORARY TABLE staged_{kind} ({definitions}) ON COMMIT DROP"
                )
                if "text" in columns:  # as in the permanent tables
                    cursor.execute(f"ALTER TABLE staged_{kind} ALTER text SET STORAGE EXTERNAL")

    def copy_rows(self, rows_by_kind: dict[str, bytes]) -> None:
        """Add rows in the binary format of COPY."""
        django_errors = connection.wrap_database_errors  # psycopg's copy() is not wrapped
        for kind, rows in rows_by_kind.items():
            columns = ", ".join(STAGED_COLUMNS[kind])
            statement = f"COPY staged_{kind} ({columns}) FROM STDIN (FORMAT BINARY)"
            with connection.cursor() as cursor, django_errors, cursor.copy(statement) as copy:
                copy.write(rows)

    def drop_conflicts(self) -> list[Problem]:
        """Index the tables, and drop records with the same key but different content.

        Returns a problem for each dropped record.
        """
        problems = []
        for kind in STAGED_COLUMNS:
            with connection.cursor() as cursor:
                cursor.execute(f"CREATE INDEX ON staged_{kind} (key)")
                cursor.execute(f"ANALYZE staged_{kind}")
            problems += _drop_conflicts_of(kind)
        return problems


def _drop_conflicts_of(kind: str) -> list[Problem]:
    identity = "kind || ' ' || key || ' ' || number" if kind == "version" else "key"
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT {identity} AS identity, array_agg(location ORDER BY location)
                FROM staged_{kind} GROUP BY identity
                HAVING count(DISTINCT digest) > 1 ORDER BY identity"""
        )
        conflicts = cursor.fetchall()
        keys = [key for key, _ in conflicts]
        cursor.execute(f"DELETE FROM staged_{kind} WHERE {identity} = ANY(%s)", [keys])
    return [
        Problem(location, "key", key, f"is also used by {rival} with different content")
        for key, locations in conflicts
        for location in locations
        for rival in [_next_different(locations, location)]
    ]


def _next_different(locations: list[str], location: str) -> str:
    candidates = [*locations[1:], locations[0]]
    return next(candidate for candidate in candidates if candidate != location)

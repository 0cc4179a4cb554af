"""Records on their way into the tables: temporary tables that go with the transaction.

Rows come in by COPY; what is new, changed, the same or in conflict is then asked of the whole
at once.
"""

from django.db import connection

from articles.core.problems import Problem
from articles.loading.rows import COLUMNS


class Staging:
    """The staged releases, articles and versions of one load; needs an open transaction."""

    def __init__(self) -> None:
        with connection.cursor() as cursor:
            for kind, columns in COLUMNS.items():
                spelled = ", ".join(f"{name} {type_}" for name, type_ in columns.items())
                cursor.execute(f"DROP TABLE IF EXISTS pg_temp.staged_{kind}")
                cursor.execute(f"CREATE TEMPORARY TABLE staged_{kind} ({spelled}) ON COMMIT DROP")
                if "text" in columns:  # as in the tables it goes to
                    cursor.execute(f"ALTER TABLE staged_{kind} ALTER text SET STORAGE EXTERNAL")

    def add(self, packed: dict[str, bytes]) -> None:
        """Take rows in, by kind, as COPY takes them."""
        errors = connection.wrap_database_errors  # psycopg's own, as Django's
        for kind, rows in packed.items():
            statement = (
                f"COPY staged_{kind} ({', '.join(COLUMNS[kind])}) FROM STDIN (FORMAT BINARY)"
            )
            with connection.cursor() as cursor, errors, cursor.copy(statement) as copy:
                copy.write(rows)

    def finish(self) -> list[Problem]:
        """Index what was staged; returns one problem for each record that contradicts another."""
        problems = []
        for kind in COLUMNS:
            with connection.cursor() as cursor:
                cursor.execute(f"CREATE INDEX ON staged_{kind} (key)")
                cursor.execute(f"ANALYZE staged_{kind}")
            problems += _contradictions(kind)
        return problems


def _contradictions(kind: str) -> list[Problem]:
    """Records of one load that have one key and say different things; each names the others."""
    identity = "kind || ' ' || key || ' ' || number" if kind == "version" else "key"
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT {identity} AS one, array_agg(place ORDER BY place) FROM staged_{kind}
                GROUP BY one HAVING count(DISTINCT digest) > 1 ORDER BY one"""
        )
        found = cursor.fetchall()
        keys_ = [key for key, _ in found]
        cursor.execute(f"DELETE FROM staged_{kind} WHERE {identity} = ANY(%s)", [keys_])
    return [
        Problem(place, "key", key, f"is also that of {other}, which says something else")
        for key, places in found
        for place in places
        for other in [next(one for one in [*places[1:], places[0]] if one != place)]
    ]

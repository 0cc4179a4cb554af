"""Records on their way into the tables: temporary tables that go with the transaction.

Rows come in by COPY; what is new, changed, the same or in conflict is then asked of the whole
at once.
"""

from collections.abc import Iterable
from typing import Any

from django.db import connection
from psycopg.types.json import Jsonb

from articles import records
from articles.loading import keys
from articles.loading.authorities import Authorities
from articles.quoting.fingerprints import fingerprints
from articles.records import Problem
from articles.text import Words

BATCH = 1000

_COMMON = {
    "place": "text",
    "source": "text",
    "reader": "text",
    "captured": "text",
    "payload_digest": "text",
    "key": "text",
    "title": "text",
    "url": "text",
    "text": "text",
    "digest": "text",
    "fingerprints": "int4[]",
    "fiction": "bool",
    "withdrawn": "text",
}
COLUMNS = {
    "release": {
        **_COMMON,
        "agency_id": "int8",
        "city_id": "int8",
        "released": "text",
        "number": "text",
        "people": "int8[]",
    },
    "article": {
        **_COMMON,
        "outlet_id": "int8",
        "published": "text",
        "quotes": "jsonb",
        "people": "int8[]",
    },
    "version": {
        "place": "text",
        "kind": "text",
        "key": "text",
        "number": "int4",
        "digest": "text",
        "line": "text",
    },
}
"""The columns of the staged tables; `people` are the authors or components, in order."""


class Staging:
    """The staged releases and articles of one load; needs an open transaction."""

    def __init__(self, authorities: Authorities) -> None:
        self._authorities = authorities
        self._rows: dict[str, list[tuple[Any, ...]]] = {kind: [] for kind in COLUMNS}
        with connection.cursor() as cursor:
            for kind, columns in COLUMNS.items():
                spelled = ", ".join(f"{name} {type_}" for name, type_ in columns.items())
                cursor.execute(f"DROP TABLE IF EXISTS pg_temp.staged_{kind}")
                cursor.execute(f"CREATE TEMPORARY TABLE staged_{kind} ({spelled}) ON COMMIT DROP")

    def add(self, record: records.Text, where: str) -> None:
        self._rows[record.kind].append(self._row(record, where))
        if len(self._rows[record.kind]) >= BATCH:
            self._copy(record.kind)

    def _row(self, record: records.Text, where: str) -> tuple[Any, ...]:
        if isinstance(record, records.Release):
            return self._release(record, where)
        if isinstance(record, records.Article):
            return self._article(record, where)
        earlier = record.record
        line = records.line(earlier)
        return where, earlier.kind, earlier.key, record.number, records.fixity(earlier), line

    def finish(self) -> list[Problem]:
        """Index what was staged; returns one problem for each record that contradicts another."""
        problems = []
        for kind in COLUMNS:
            self._copy(kind)
            with connection.cursor() as cursor:
                cursor.execute(f"CREATE INDEX ON staged_{kind} (key)")
                cursor.execute(f"ANALYZE staged_{kind}")
            problems += _contradictions(kind)
        return problems

    def _copy(self, kind: str) -> None:
        columns, rows = COLUMNS[kind], self._rows[kind]
        statement = f"COPY staged_{kind} ({', '.join(columns)}) FROM STDIN (FORMAT BINARY)"
        errors = connection.wrap_database_errors  # psycopg's own, as Django's
        with connection.cursor() as cursor, errors, cursor.copy(statement) as copy:
            copy.set_types(list(columns.values()))
            for row in rows:
                copy.write_row(row)
        rows.clear()

    def _common(self, record: records.Release | records.Article, where: str) -> tuple[Any, ...]:
        origin = record.provenance or records.Provenance(source=where)
        return (
            where,
            origin.source,
            origin.reader,
            origin.captured,
            origin.payload_digest,
            record.key or "",
            record.title or "",
            record.url or "",
            record.text,
            records.fixity(record),
            fingerprints(Words(record.text).forms),
            record.fiction,
            record.withdrawn or "",
        )

    def _release(self, record: records.Release, where: str) -> tuple[Any, ...]:
        agency = self._authorities.agency(record.agency)
        components = _each_once(self._authorities.agency(name) for name in record.components)
        city = self._authorities.city(record.city) if record.city else None
        key = record.key or keys.of_release(
            agency.key, record.released, record.number, record.title, record.text
        )
        known = {
            "key": key,
            "agency": agency.key,
            "components": tuple(component.key for component in components),
            "city": city.key if city else None,
        }
        return (
            *self._common(record.model_copy(update=known), where),
            agency.pk,
            city.pk if city else None,
            str(record.released) if record.released else None,
            record.number or "",
            [component.pk for component in components],
        )

    def _article(self, record: records.Article, where: str) -> tuple[Any, ...]:
        outlet = self._authorities.outlet(record.outlet) if record.outlet else None
        authors = _each_once(self._authorities.author(name) for name in record.authors)
        names = tuple(author.key for author in authors)
        source = outlet.key if outlet else next(iter(names), "")
        key = record.key or keys.of_article(record.title, source, record.published)
        known = {"key": key, "outlet": outlet.key if outlet else None, "authors": names}
        resolved = record.model_copy(update=known)
        return (
            *self._common(resolved, where),
            outlet.pk if outlet else None,
            str(record.published) if record.published else None,
            Jsonb(resolved.model_dump()["quotes"]),
            [author.pk for author in authors],
        )


def _each_once[T](found: Iterable[T]) -> list[T]:
    return list(dict.fromkeys(found))


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

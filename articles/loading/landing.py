"""From the staged tables into the archive's own, set by set."""

from dataclasses import dataclass

from django.db import connection

from articles import exchange, records
from articles.models import Article, EarlierVersion, PressRelease
from articles.text import digest

_MANY = 1000
"""New texts after which the tables are worth a fresh look by the planner."""

_BOTH = ("title", "url", "text", "digest", "fingerprints", "fiction", "withdrawn")


@dataclass(frozen=True, slots=True)
class _Table:
    name: str
    index: str
    """The index of the fingerprints."""
    own: tuple[str, ...]
    """The columns that the other kind of text lacks."""
    people: tuple[str, str, str]
    """The table of authors or components, its column for the text and that for the person."""

    @property
    def columns(self) -> tuple[str, ...]:
        return (*_BOTH, *self.own)


_TABLES = {
    "release": _Table(
        "articles_pressrelease",
        "release_fingerprints",
        ("agency_id", "city_id", "released", "number"),
        ("articles_component", "release_id", "agency_id"),
    ),
    "article": _Table(
        "articles_article",
        "article_fingerprints",
        ("outlet_id", "published", "quotes"),
        ("articles_byline", "article_id", "author_id"),
    ),
}


@dataclass(frozen=True, slots=True)
class Landed:
    """How many texts of a load were new, changed or already held as they are."""

    new: int
    changed: int
    unchanged: int


def land(edition: int) -> Landed:
    """Bring what is staged into the tables as part of `edition`, which must exist."""
    unchanged = sum(_drop_unchanged(kind) for kind in _TABLES)
    changed = sum(_change(kind, edition) for kind in _TABLES)
    new = sum(_insert(kind, edition) for kind in _TABLES)
    for kind in _TABLES:
        _sign(kind)
    _settle(analyse=new > _MANY)
    return Landed(new, changed, unchanged)


def _settle(*, analyse: bool) -> None:
    """What autovacuum would do later: linking asks right away.

    The fingerprints' index keeps new entries in a list that every look-up reads to its end, and
    the planner does not know how much the tables have just grown.
    """
    with connection.cursor() as cursor:
        for table in _TABLES.values():
            cursor.execute("SELECT gin_clean_pending_list(%s)", [table.index])
            if analyse:
                cursor.execute(f"ANALYZE {table.name}, {table.people[0]}")


def _run(statement: str, *values: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows: int = cursor.rowcount
        return rows


def _drop_unchanged(kind: str) -> int:
    """Drop from the staged table what is held as it is, and what is staged twice."""
    same = _run(
        f"""DELETE FROM staged_{kind} staged USING {_TABLES[kind].name} held
            WHERE held.key = staged.key AND held.digest = staged.digest"""
    )
    twice = _run(
        f"""DELETE FROM staged_{kind} staged USING staged_{kind} other
            WHERE other.key = staged.key AND other.ctid < staged.ctid"""
    )
    return same + twice


def _change(kind: str, edition: int) -> int:
    table = _TABLES[kind]
    _keep_earlier(kind, edition)
    columns = ", ".join(f"{column} = staged.{column}" for column in table.columns)
    held = ", known_by_quotation = false" if kind == "release" else ""
    return _run(
        f"""UPDATE {table.name} held SET edition_id = %s, {columns} {held}
            FROM staged_{kind} staged WHERE held.key = staged.key""",
        edition,
    )


def _keep_earlier(kind: str, edition: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT key FROM {_TABLES[kind].name} JOIN staged_{kind} USING (key)")
        keys = [key for (key,) in cursor.fetchall()]
    found = (
        exchange.releases(PressRelease.objects.filter(key__in=keys, digest__isnull=False))
        if kind == "release"
        else exchange.articles(Article.objects.filter(key__in=keys, digest__isnull=False))
    )
    EarlierVersion.objects.bulk_create(
        (_version(record, edition) for record in found), batch_size=exchange.CHUNK
    )


def _version(record: records.Release | records.Article, edition: int) -> EarlierVersion:
    line = records.line(record)
    return EarlierVersion(
        kind=record.kind,
        key=record.key or "",
        digest=digest(line),
        line=line,
        replaced_in_id=edition,
    )


def _insert(kind: str, edition: int) -> int:
    table = _TABLES[kind]
    columns = ", ".join(table.columns)
    held, no = (", known_by_quotation", ", false") if kind == "release" else ("", "")
    return _run(
        f"""INSERT INTO {table.name} (key, edition_id, {columns} {held})
            SELECT key, %s, {columns} {no} FROM staged_{kind} staged
            WHERE NOT EXISTS (SELECT FROM {table.name} held WHERE held.key = staged.key)""",
        edition,
    )


def _sign(kind: str) -> None:
    """Write the authors or components of every staged text anew."""
    table = _TABLES[kind]
    people, text, person = table.people
    _run(
        f"""DELETE FROM {people} USING {table.name} held JOIN staged_{kind} USING (key)
            WHERE {people}.{text} = held.id"""
    )
    _run(
        f"""INSERT INTO {people} ({text}, {person}, position)
            SELECT held.id, one.id, one.position FROM staged_{kind} staged
            JOIN {table.name} held USING (key)
            CROSS JOIN unnest(staged.people) WITH ORDINALITY AS one (id, position)"""
    )

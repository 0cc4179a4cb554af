"""From the staged tables into the archive's own, set by set."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import batched

from django.db import connection
from django.db.models import Max

from articles.core.problems import Problem
from articles.core.text import digest
from articles.exchange import from_models, schema
from articles.models import (
    Article,
    Byline,
    Component,
    EarlierVersion,
    PressRelease,
    planner_statistics,
    text_numbers,
)

_PROVENANCE = ("source", "reader", "captured", "payload_digest", "provenance_digest")
_BOTH = ("title", "url", "text", "digest", "fiction", "withdrawn", *_PROVENANCE)


@dataclass(frozen=True, slots=True)
class _Table:
    name: str
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
        ("agency_id", "city_id", "released", "number"),
        ("articles_component", "release_id", "agency_id"),
    ),
    "article": _Table(
        "articles_article",
        ("outlet_id", "published", "quotes"),
        ("articles_byline", "article_id", "author_id"),
    ),
}


@dataclass(frozen=True, slots=True)
class Landed:
    """How many texts of a load were new, changed or already held as they are."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    left: Sequence[Problem] = ()
    """Records that were withdrawn and that the load would have brought back."""


def land(edition: int, since: int) -> Landed:
    """Bring what is staged into the tables as part of `edition`; new texts are numbered above
    `since`."""
    left = [problem for kind in _TABLES for problem in _leave_withdrawn(kind)]
    unchanged = sum(_drop_unchanged(kind) for kind in _TABLES) + len(left)
    changed = _add_versions(edition) + sum(_change(kind, edition) for kind in _TABLES)
    new = sum(_insert(kind, edition, since) for kind in _TABLES)
    text_numbers.number_rest(since)
    for kind in _TABLES:
        _sign(kind)
    planner_statistics.analyse(new, PressRelease, Component, Article, Byline)
    return Landed(new, changed, unchanged, left)


def _run(statement: str, *values: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows: int = cursor.rowcount
        return rows


def _leave_withdrawn(kind: str) -> list[Problem]:
    """Drop from the staged table what was withdrawn: only a withdrawal may follow on one."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""DELETE FROM staged_{kind} staged USING {_TABLES[kind].name} held
                WHERE held.key = staged.key AND held.withdrawn <> '' AND staged.withdrawn = ''
                RETURNING staged.place, staged.key, held.withdrawn"""
        )
        return [
            Problem(place, "key", key, f"was withdrawn ({reason}) and is left so")
            for place, key, reason in cursor.fetchall()
        ]


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
        f"""UPDATE {table.name} held SET edition_id = %s, {columns} {held},
                posting = CASE WHEN held.text = staged.text THEN posting END
            FROM staged_{kind} staged WHERE held.key = staged.key""",
        edition,
    )


def _keep_earlier(kind: str, edition: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT key FROM {_TABLES[kind].name} JOIN staged_{kind} USING (key)")
        keys = [key for (key,) in cursor.fetchall()]
    for batch in batched(keys, from_models.CHUNK, strict=False):
        EarlierVersion.objects.bulk_create(_earlier(kind, batch, edition))


def _earlier(kind: str, keys: Sequence[str], edition: int) -> Iterator[EarlierVersion]:
    """The records as they are held now, each as the version after the last one that was kept."""
    model = PressRelease if kind == "release" else Article
    held = model._default_manager.filter(key__in=keys, digest__isnull=False)
    landed_in = dict(held.values_list("key", "edition"))
    postings = _left_behind(keys) if kind == "release" else {}
    kept = EarlierVersion.objects.filter(kind=kind, key__in=keys).values_list("key")
    last = dict(kept.annotate(Max("number")))
    for record in from_models.records_of(held):
        key = record.key or ""
        yield EarlierVersion(
            kind=kind,
            key=key,
            number=last.get(key, 0) + 1,
            digest=schema.fixity(record),
            line=(line := schema.line(record)),
            line_digest=digest(line),
            posting=postings.get(key),
            landed_in_id=landed_in[key],
            replaced_in_id=edition,
        )


def _left_behind(keys: Sequence[str]) -> dict[str, int]:
    """By key the posting of releases whose text is about to change: the old text keeps it."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT key, posting FROM articles_pressrelease held JOIN staged_release staged
               USING (key) WHERE key = ANY(%s) AND held.text <> staged.text""",
            [list(keys)],
        )
        return dict(cursor.fetchall())


def _add_versions(edition: int) -> int:
    """Earlier versions that a record states (an export has them), where not held already."""
    return _run(
        """INSERT INTO articles_earlierversion
               (kind, key, number, digest, line, line_digest, replaced_in_id)
           SELECT DISTINCT ON (kind, key, number) kind, key, number, digest, line,
               encode(sha256(convert_to(line, 'UTF8')), 'hex'), %s
           FROM staged_version ON CONFLICT (kind, key, number) DO NOTHING""",
        edition,
    )


def _insert(kind: str, edition: int, since: int) -> int:
    table = _TABLES[kind]
    columns = ", ".join(table.columns)
    held, no = (", known_by_quotation", ", false") if kind == "release" else ("", "")
    return _run(
        f"""INSERT INTO {table.name} (key, edition_id, posting, {columns} {held})
            SELECT key, %s, %s + row_number() OVER (ORDER BY key), {columns} {no}
            FROM staged_{kind} staged
            WHERE NOT EXISTS (SELECT FROM {table.name} held WHERE held.key = staged.key)""",
        edition,
        max(since, text_numbers.last()),
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

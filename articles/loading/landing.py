"""Move records from the staging tables into the archive's tables, set by set."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import batched

from django.db import connection
from django.db.models import Max

from articles.core.ids import EditionNumber, TextNumber
from articles.core.problems import Problem
from articles.core.text import sha256_hex
from articles.exchange import from_models, schema
from articles.models import (
    TEXT_MODELS,
    Article,
    Byline,
    Component,
    EarlierVersion,
    PressRelease,
    planner_statistics,
    text_numbers,
)

_PROVENANCE_COLUMNS = ("source", "reader", "captured", "payload_digest", "provenance_digest")
_COMMON_COLUMNS = (
    *("title", "url", "text", "digest", "fiction", "withdrawn"),
    *_PROVENANCE_COLUMNS,
)


@dataclass(frozen=True, slots=True)
class _Table:
    name: str
    own_columns: tuple[str, ...]
    """The columns that the table of the other kind lacks."""
    link_table: str
    """The table of bylines or components."""
    text_column: str
    """The link table's reference to the text."""
    authority_column: str
    """The link table's reference to the author or agency."""

    @property
    def columns(self) -> tuple[str, ...]:
        return (*_COMMON_COLUMNS, *self.own_columns)


_TABLES = {
    "release": _Table(
        "articles_pressrelease",
        ("agency_id", "city_id", "released", "number"),
        *("articles_component", "release_id", "agency_id"),
    ),
    "article": _Table(
        "articles_article",
        ("outlet_id", "published", "quotes"),
        *("articles_byline", "article_id", "author_id"),
    ),
}


@dataclass(frozen=True, slots=True)
class LandingCounts:
    """How many texts of a load were new, changed or unchanged."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    kept_withdrawn: Sequence[Problem] = ()
    """Withdrawn records that the load would have restored; they count as unchanged."""


def land_staged(edition_number: EditionNumber, after_number: TextNumber) -> LandingCounts:
    """Move the staged records into the tables as part of an edition.

    Texts without a text number get the next ones above `after_number`.
    """
    kept_withdrawn = [problem for kind in _TABLES for problem in _drop_withdrawn(kind)]
    unchanged = sum(_drop_unchanged(kind) for kind in _TABLES) + len(kept_withdrawn)
    changed = _insert_versions(edition_number)
    changed += sum(_update_changed(kind, edition_number) for kind in _TABLES)
    new = sum(_insert_new(kind, edition_number, after_number) for kind in _TABLES)
    text_numbers.assign_numbers(after_number)
    for kind in _TABLES:
        _rewrite_links(kind)
    planner_statistics.analyze_tables(new, PressRelease, Component, Article, Byline)
    return LandingCounts(new, changed, unchanged, kept_withdrawn)


def _execute(statement: str, *values: int) -> int:
    """Execute a statement and return the number of rows it changed."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row_count: int = cursor.rowcount
        return row_count


def _drop_withdrawn(kind: str) -> list[Problem]:
    """Drop staged records of withdrawn ones, unless they withdraw them again."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""DELETE FROM staged_{kind} staged USING {_TABLES[kind].name} stored
                WHERE stored.key = staged.key
                    AND stored.withdrawn <> '' AND staged.withdrawn = ''
                RETURNING staged.location, staged.key, stored.withdrawn"""
        )
        return [
            Problem(location, "key", key, f"was withdrawn ({reason}) and stays withdrawn")
            for location, key, reason in cursor.fetchall()
        ]


def _drop_unchanged(kind: str) -> int:
    """Drop staged records that are stored already, or staged twice."""
    stored = _execute(
        f"""DELETE FROM staged_{kind} staged USING {_TABLES[kind].name} stored
            WHERE stored.key = staged.key AND stored.digest = staged.digest"""
    )
    repeated = _execute(
        f"""DELETE FROM staged_{kind} staged USING staged_{kind} earlier
            WHERE earlier.key = staged.key AND earlier.ctid < staged.ctid"""
    )
    return stored + repeated


def _update_changed(kind: str, edition_number: EditionNumber) -> int:
    table = _TABLES[kind]
    _archive_current_versions(kind, edition_number)
    columns = ", ".join(f"{column} = staged.{column}" for column in table.columns)
    loaded_whole = ", known_by_quotation = false" if kind == "release" else ""
    return _execute(
        f"""UPDATE {table.name} stored SET edition_id = %s, {columns} {loaded_whole},
                text_number = CASE WHEN stored.text = staged.text THEN text_number END
            FROM staged_{kind} staged WHERE stored.key = staged.key""",
        edition_number,
    )


def _archive_current_versions(kind: str, edition_number: EditionNumber) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT key FROM {_TABLES[kind].name} JOIN staged_{kind} USING (key)")
        keys = [key for (key,) in cursor.fetchall()]
    for batch in batched(keys, from_models.CHUNK_ROWS, strict=False):
        EarlierVersion.objects.bulk_create(_make_earlier_versions(kind, batch, edition_number))


def _make_earlier_versions(
    kind: str, keys: Sequence[str], edition_number: EditionNumber
) -> Iterator[EarlierVersion]:
    """Yield the stored records as versions, each numbered after its latest earlier version."""
    stored = TEXT_MODELS[kind]._default_manager.filter(key__in=keys, digest__isnull=False)
    landed_in = dict(stored.values_list("key", "edition"))
    replaced_numbers = _replaced_text_numbers(keys) if kind == "release" else {}
    versions = EarlierVersion.objects.filter(kind=kind, key__in=keys).values_list("key")
    latest_numbers = dict(versions.annotate(Max("number")))
    for record in from_models.iter_texts(stored):
        key = record.key or ""
        yield EarlierVersion(
            kind=kind,
            key=key,
            number=latest_numbers.get(key, 0) + 1,
            digest=schema.compute_fixity(record),
            line=(line := schema.to_line(record)),
            line_digest=sha256_hex(line),
            text_number=replaced_numbers.get(key),
            landed_in_id=landed_in[key],
            replaced_in_id=edition_number,
        )


def _replaced_text_numbers(keys: Sequence[str]) -> dict[str, int]:
    """Map keys of releases whose text is about to change to text numbers: old texts keep them."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT key, text_number
               FROM articles_pressrelease stored JOIN staged_release staged USING (key)
               WHERE key = ANY(%s) AND stored.text <> staged.text""",
            [list(keys)],
        )
        return dict(cursor.fetchall())


def _insert_versions(edition_number: EditionNumber) -> int:
    """Insert the earlier versions that the input states, as exports do, and that are new."""
    return _execute(
        """INSERT INTO articles_earlierversion
               (kind, key, number, digest, line, line_digest, replaced_in_id)
           SELECT DISTINCT ON (kind, key, number) kind, key, number, digest, line,
               encode(sha256(convert_to(line, 'UTF8')), 'hex'), %s
           FROM staged_version ON CONFLICT (kind, key, number) DO NOTHING""",
        edition_number,
    )


def _insert_new(kind: str, edition_number: EditionNumber, after_number: TextNumber) -> int:
    table = _TABLES[kind]
    columns = ", ".join(table.columns)
    flag, value = (", known_by_quotation", ", false") if kind == "release" else ("", "")
    return _execute(
        f"""INSERT INTO {table.name} (key, edition_id, text_number, {columns} {flag})
            SELECT key, %s, %s + row_number() OVER (ORDER BY key), {columns} {value}
            FROM staged_{kind} staged
            WHERE NOT EXISTS (SELECT FROM {table.name} stored WHERE stored.key = staged.key)""",
        edition_number,
        max(after_number, text_numbers.last_number()),
    )


def _rewrite_links(kind: str) -> None:
    """Replace the bylines or components of every staged text."""
    table = _TABLES[kind]
    _execute(
        f"""DELETE FROM {table.link_table} link
            USING {table.name} stored JOIN staged_{kind} USING (key)
            WHERE link.{table.text_column} = stored.id"""
    )
    _execute(
        f"""INSERT INTO {table.link_table}
                ({table.text_column}, {table.authority_column}, position)
            SELECT stored.id, authority.id, authority.position
            FROM staged_{kind} staged JOIN {table.name} stored USING (key)
            CROSS JOIN unnest(staged.authority_ids)
                WITH ORDINALITY AS authority (id, position)"""
    )

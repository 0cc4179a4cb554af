"""Releases, articles and their earlier versions against their digests."""

from collections.abc import Iterator
from typing import Any

from django.db import connection

from articles.core.text import collapse_spaces, sha256_hex
from articles.exchange import from_models, schema
from articles.models import EarlierVersion, PressRelease
from articles.models.texts import ArchivedText
from articles.verification.differences import (
    Difference,
    Tally,
    Unreadable,
    compared,
    read_rows,
    shown,
)

_PLAIN = ("title", "url", "withdrawn")


def of_texts(model: type[ArchivedText], tally: Tally) -> Iterator[Difference]:
    kind = model.kind
    further = ("number",) if model is PressRelease else ()
    columns = ("pk", "key", "text", "text_digest", "digest", "provenance_digest")
    columns = (*columns, *_PLAIN, *further)
    for rows, found in read_rows(model, from_models.iter_texts):
        reasons = {one.row: one.reason for one in found if isinstance(one, Unreadable)}
        rebuilt = {one.key: one for one in found if not isinstance(one, Unreadable)}
        for row in rows.values(*columns):
            tally.add(f"{kind}s")
            if row["pk"] in reasons:
                yield Difference(kind, row["key"], "record", "one", shown(reasons[row["pk"]]))
            yield from _text(kind, row, rebuilt.get(row["key"]))


def _text(
    kind: str, row: dict[str, Any], record: schema.Release | schema.Article | None
) -> Iterator[Difference]:
    """`record` is None for a release known by quotation, which has no digest of its own."""
    text = record.text if record else row["text"]
    yield from compared(kind, row["key"], text_digest=(row["text_digest"], sha256_hex(text)))
    if record:
        plain = [name for name in (*_PLAIN, "number") if name in row]
        written = {name: (getattr(record, name) or "", row[name]) for name in plain}
        yield from compared(kind, row["key"], **written)
        yield from compared(kind, row["key"], digest=(row["digest"], schema.compute_fixity(record)))
        yield from _provenance(kind, row, record.provenance)


def _provenance(
    kind: str, row: dict[str, Any], known: schema.Provenance | None
) -> Iterator[Difference]:
    kept = row["provenance_digest"]
    if kept:
        made = schema.compute_provenance_digest(known) if known else ""
        yield from compared(kind, row["key"], provenance=(kept, made))


def of_known_by_quotation() -> Iterator[Difference]:
    """Releases known only by quotation that are not as an article names them."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT key, title FROM articles_pressrelease held
               WHERE held.known_by_quotation AND NOT EXISTS (
                   SELECT FROM articles_article article, jsonb_array_elements(quotes) AS named
                   WHERE article.withdrawn = '' AND coalesce(named->>'title', '') = held.title
                   AND coalesce(named->>'url', '') = held.url
                   AND named->>'released' IS NOT DISTINCT FROM held.released)
               ORDER BY key"""
        )
        for key, title in cursor.fetchall():
            expected = "the title, address and date that an article gives"
            yield Difference("release", key, "title, url, released", expected, shown(title))


def of_versions(tally: Tally) -> Iterator[Difference]:
    for version in EarlierVersion.objects.iterator(from_models.CHUNK_ROWS):
        tally.add("versions")
        name = f"{version.number} of {version.kind} {version.key}"
        try:
            record = schema.parse_text(version.line)
        except ValueError as error:
            yield Difference("version", name, "line", "a record", shown(collapse_spaces(str(error))))
            continue
        yield from compared(
            "version",
            name,
            kind=(version.kind, record.kind),
            key=(version.key, record.key),
            digest=(version.digest, schema.compute_fixity(record)),
            line=(schema.to_line(record), version.line),
            line_digest=(version.line_digest or sha256_hex(version.line), sha256_hex(version.line)),
        )

"""Check releases, articles and their earlier versions against their digests."""

from collections.abc import Iterator
from typing import Any

from articles.core.text import collapse_spaces, sha256_hex
from articles.exchange import from_models, schema
from articles.models import EarlierVersion, PressRelease
from articles.models.texts import ArchivedText
from articles.verification.differences import (
    Difference,
    Tally,
    UnreadableRow,
    compare_fields,
    format_value,
    read_rows,
)

_STRING_FIELDS = ("title", "url", "withdrawn")
"""Fields whose values are stored exactly as the record has them."""


def check_texts(model: type[ArchivedText], tally: Tally) -> Iterator[Difference]:
    """Yield releases or articles that differ from their digests."""
    string_fields = (*_STRING_FIELDS, *(("number",) if model is PressRelease else ()))
    columns = ("pk", "key", "text", "text_digest", "digest", "provenance_digest", *string_fields)
    for rows, records in read_rows(model, from_models.iter_texts):
        reasons = {row.row_id: row.reason for row in records if isinstance(row, UnreadableRow)}
        by_key = {record.key: record for record in records if not isinstance(record, UnreadableRow)}
        for row in rows.values(*columns):
            tally.add(f"{model.kind}s")
            if row["pk"] in reasons:
                reason = format_value(reasons[row["pk"]])
                yield Difference(model.kind, row["key"], "record", "one", reason)
            yield from _check_text(model.kind, row, by_key.get(row["key"]))


def _check_text(
    kind: str, row: dict[str, Any], record: schema.Release | schema.Article | None
) -> Iterator[Difference]:
    """Compare a row; `record` is None for a release known by quotation, which has no digest."""
    key, text = row["key"], record.text if record else row["text"]
    yield from compare_fields(kind, key, text_digest=(row["text_digest"], sha256_hex(text)))
    if record:
        names = [name for name in (*_STRING_FIELDS, "number") if name in row]
        strings = {name: (getattr(record, name) or "", row[name]) for name in names}
        yield from compare_fields(kind, key, **strings)
        yield from compare_fields(kind, key, digest=(row["digest"], schema.compute_fixity(record)))
        yield from _check_provenance(kind, row, record.provenance)


def _check_provenance(
    kind: str, row: dict[str, Any], provenance: schema.Provenance | None
) -> Iterator[Difference]:
    stored_digest = row["provenance_digest"]
    if stored_digest:
        digest = schema.compute_provenance_digest(provenance) if provenance else ""
        yield from compare_fields(kind, row["key"], provenance=(stored_digest, digest))


def check_versions(tally: Tally) -> Iterator[Difference]:
    """Yield earlier versions that differ from their digests, or are not in the standard form."""
    for version in EarlierVersion.objects.iterator(from_models.CHUNK_ROWS):
        tally.add("versions")
        name = f"{version.number} of {version.kind} {version.key}"
        try:
            record = schema.parse_text(version.line)
        except ValueError as error:
            reason = format_value(collapse_spaces(str(error)))
            yield Difference("version", name, "line", "a record", reason)
            continue
        line_digest = sha256_hex(version.line)
        yield from compare_fields(
            "version",
            name,
            kind=(version.kind, record.kind),
            key=(version.key, record.key),
            digest=(version.digest, schema.compute_fixity(record)),
            line=(schema.to_line(record), version.line),
            line_digest=(version.line_digest or line_digest, line_digest),
        )

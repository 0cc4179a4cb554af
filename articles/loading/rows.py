"""Convert texts to rows of the staging tables; runs in worker processes, without a database."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from articles.core import pg_copy
from articles.exchange import schema
from articles.loading import keys
from articles.loading.resolved_names import ResolvedName, ResolvedNames
from articles.loading.spool import split_texts
from articles.loading.staged_columns import STAGED_COLUMNS

type Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class PackedRows:
    """Rows in the binary format of COPY."""

    count: int
    rows_by_kind: dict[str, bytes]


def pack_rows(chunk: tuple[ResolvedNames, str]) -> PackedRows:
    """Pack the texts of a spooled chunk; all names that they mention must be resolved."""
    resolved_names, texts = chunk
    rows_by_kind: dict[str, list[Row]] = {kind: [] for kind in STAGED_COLUMNS}
    for location, line in split_texts(texts):
        record = schema.parse_text_or_version(line)
        rows_by_kind[record.kind].append(_to_row(record, location, resolved_names))
    return PackedRows(
        sum(map(len, rows_by_kind.values())),
        {
            kind: pg_copy.encode_rows(STAGED_COLUMNS[kind].values(), rows)
            for kind, rows in rows_by_kind.items()
            if rows
        },
    )


def _to_row(record: schema.TextOrVersion, location: str, resolved_names: ResolvedNames) -> Row:
    if isinstance(record, schema.Release):
        return _release_row(record, location, resolved_names)
    if isinstance(record, schema.Article):
        return _article_row(record, location, resolved_names)
    text = record.record
    line = schema.to_line(text)
    return location, text.kind, text.key, record.number, schema.compute_fixity(text), line


def _release_row(record: schema.Release, location: str, resolved_names: ResolvedNames) -> Row:
    agency_id, agency_key = resolved_names["agency", record.agency]
    components = _drop_repeats(resolved_names["agency", name] for name in record.components)
    city_id, city_key = resolved_names["city", record.city] if record.city else (None, None)
    key = record.key or keys.make_release_key(
        agency_key, record.released, record.number, record.title, record.text
    )
    resolved_keys = {
        "key": key,
        "agency": agency_key,
        "components": tuple(component.key for component in components),
        "city": city_key,
    }
    return (
        *_common_values(record.model_copy(update=resolved_keys), location),
        agency_id,
        city_id,
        str(record.released) if record.released else None,
        record.number or "",
        [component.authority_id for component in components],
    )


def _article_row(record: schema.Article, location: str, resolved_names: ResolvedNames) -> Row:
    outlet_id, outlet_key = (
        resolved_names["outlet", record.outlet] if record.outlet else (None, None)
    )
    authors = _drop_repeats(resolved_names["author", name] for name in record.authors)
    author_keys = tuple(author.key for author in authors)
    outlet_or_author = outlet_key or next(iter(author_keys), "")
    key = record.key or keys.make_article_key(record.title, outlet_or_author, record.published)
    resolved_keys = {"key": key, "outlet": outlet_key, "authors": author_keys}
    return (
        *_common_values(record.model_copy(update=resolved_keys), location),
        outlet_id,
        str(record.published) if record.published else None,
        [source.model_dump() for source in record.quotes],
        [author.authority_id for author in authors],
    )


def _common_values(record: schema.TextRecord, location: str) -> Iterator[Any]:
    origin = record.provenance or schema.Provenance(source=location)
    yield from (location, origin.source, origin.reader, origin.captured, origin.payload_digest)
    yield schema.compute_provenance_digest(origin)
    yield from (record.key, record.title or "", record.url or "", record.text)
    yield from (schema.compute_fixity(record), record.fiction, record.withdrawn or "")


def _drop_repeats(authorities: Iterable[ResolvedName]) -> list[ResolvedName]:
    return list(dict.fromkeys(authorities))

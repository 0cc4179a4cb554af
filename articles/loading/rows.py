"""Texts as rows of the staged tables; needs no database."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from articles.core import pg_copy
from articles.exchange import schema
from articles.loading import keys
from articles.loading.spool import texts
from articles.loading.validating import Name

_COMMON = {
    "place": "text",
    "source": "text",
    "reader": "text",
    "captured": "text",
    "payload_digest": "text",
    "provenance_digest": "text",
    "key": "text",
    "title": "text",
    "url": "text",
    "text": "text",
    "digest": "text",
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

type Known = tuple[int, str]
"""The id and the key of an authority."""
type Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Packed:
    """Texts as COPY takes them."""

    count: int
    rows: dict[str, bytes]
    """By kind."""


def packed(chunk: tuple[dict[Name, Known], str]) -> Packed:
    """The rows of a chunk's texts; every name that they mention must be known."""
    names, written = chunk
    rows: dict[str, list[Row]] = {kind: [] for kind in COLUMNS}
    for where, line in texts(written):
        record = schema.spooled(line)
        rows[record.kind].append(_row(record, where, names))
    return Packed(
        sum(map(len, rows.values())),
        {kind: pg_copy.binary(COLUMNS[kind].values(), some) for kind, some in rows.items() if some},
    )


def _row(record: schema.Text, where: str, names: dict[Name, Known]) -> Row:
    if isinstance(record, schema.Release):
        return _release(record, where, names)
    if isinstance(record, schema.Article):
        return _article(record, where, names)
    earlier = record.record
    line = schema.line(earlier)
    return where, earlier.kind, earlier.key, record.number, schema.fixity(earlier), line


def _release(record: schema.Release, where: str, names: dict[Name, Known]) -> Row:
    agency, agency_key = names["agency", record.agency]
    components = _each_once(names["agency", name] for name in record.components)
    city, city_key = names["city", record.city] if record.city else (None, None)
    key = record.key or keys.of_release(
        agency_key, record.released, record.number, record.title, record.text
    )
    known = {
        "key": key,
        "agency": agency_key,
        "components": tuple(key for _, key in components),
        "city": city_key,
    }
    return (
        *_common(record.model_copy(update=known), where),
        agency,
        city,
        str(record.released) if record.released else None,
        record.number or "",
        [component for component, _ in components],
    )


def _article(record: schema.Article, where: str, names: dict[Name, Known]) -> Row:
    outlet, outlet_key = names["outlet", record.outlet] if record.outlet else (None, None)
    authors = _each_once(names["author", name] for name in record.authors)
    signed = tuple(key for _, key in authors)
    source = outlet_key or next(iter(signed), "")
    key = record.key or keys.of_article(record.title, source, record.published)
    resolved = record.model_copy(update={"key": key, "outlet": outlet_key, "authors": signed})
    return (
        *_common(resolved, where),
        outlet,
        str(record.published) if record.published else None,
        [source.model_dump() for source in resolved.quotes],
        [author for author, _ in authors],
    )


def _common(record: schema.Release | schema.Article, where: str) -> Iterator[Any]:
    origin = record.provenance or schema.Provenance(source=where)
    yield from (where, origin.source, origin.reader, origin.captured, origin.payload_digest)
    yield schema.provenance_digest(origin)
    yield from (record.key, record.title or "", record.url or "", record.text)
    yield from (schema.fixity(record), record.fiction, record.withdrawn or "")


def _each_once(found: Iterable[Known]) -> list[Known]:
    return list(dict.fromkeys(found))

"""Django fixtures with natural keys, and plain JSON (.json).

A fixture is what `dumpdata --natural-foreign --natural-primary` writes: a list of objects with
"model" and "fields" (https://docs.djangoproject.com/en/6.1/topics/serialization/). What the
archive works out by itself (slugs, digests, quotations, editions) is left out.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from articles.core.problems import Problem
from articles.readers.decoding.json_items import ItemError, iter_json_items
from articles.readers.entry import Entry
from articles.readers.formats.json_lines import make_json_entry
from articles.readers.mapping import Mapping
from articles.readers.source import Source

type Fields = dict[str, Any]

_KINDS = {
    "agency": "agency",
    "city": "city",
    "outlet": "outlet",
    "author": "author",
    "article": "article",
    "pressrelease": "release",
}
_REFERENCES = ("agency", "article", "author", "city", "outlet", "parent", "release")
_WORKED_OUT = {
    *("slug", "alias_slugs", "text_digest", "digest", "text_number", "edition"),
    "posting",  # the text number in archives that have not run migration 0002
    *("known_by_quotation", "source", "reader", "captured", "payload_digest"),
    "provenance_digest",
}
_LEFT_OUT = {
    *("quotation", "holding", "duplicate", "figure", "edition", "earlierversion"),
    *("segment", "block"),
}


@dataclass(frozen=True)
class _List:
    """A list in a record whose items are rows of a model of their own."""

    model: str
    owner: str
    """The row's reference to the record,"""
    named: str
    """its reference to what is listed,"""
    field: str
    """and the list's name in the exchange format."""


_LISTS = {
    "article": _List("byline", "article", "author", "authors"),
    "pressrelease": _List("component", "release", "agency", "components"),
}
_BY_MODEL = {one.model: one for one in _LISTS.values()}


@dataclass(frozen=True)
class _Row:
    """An object of a fixture: where it stands, its model, its fields with [key] as key."""

    number: int
    model: str
    fields: Fields


def read_json_file(source: Source, mapping: Mapping | None = None) -> Iterator[Entry | Problem]:
    """The file's entries: of a fixture, or of a list of objects (or a single one) in the exchange
    format, to which alone `mapping` applies.

    Objects come as they are read; a fixture's rows are held until its end. Raises OSError, and
    ValueError where the JSON cannot be read any further.
    """
    rows: list[_Row] = []
    for number, item in enumerate(iter_json_items(source.stream), 1):
        if isinstance(item, ItemError):
            yield source.make_problem(item, number)
        elif not _is_row(item):
            yield make_json_entry(source, number, item, mapping)
        else:
            yield from _gathered(source, number, item, rows)
    yield from _records(source, rows)


def _gathered(source: Source, number: int, item: Fields, rows: list[_Row]) -> Iterator[Problem]:
    try:
        rows.append(_row(number, item))
    except ValueError as refusal:
        yield source.make_problem(refusal, number, str(item["model"]))


def _is_row(item: object) -> bool:
    return isinstance(item, dict) and "model" in item and isinstance(item.get("fields"), dict)


def _row(number: int, item: Fields) -> _Row:
    model = str(item["model"]).lower().removeprefix("articles.")
    if model not in {*_KINDS, *_BY_MODEL, *_LEFT_OUT}:
        raise ValueError("is no model of the archive's")
    fields = item["fields"] if model in _LEFT_OUT else _keyed(item["fields"])
    return _Row(number, model, fields)


def _keyed(fields: Fields) -> Fields:
    """The fields with [key] as key; ValueError where a reference is a row's number."""
    keyed = dict(fields)
    for name in _REFERENCES:
        match fields.get(name):
            case None:
                pass
            case [str(key)]:
                keyed[name] = key
            case _:
                raise ValueError(f'refers in {name!r} to something else than a key, as ["ICE"] is')
    return keyed


def _records(source: Source, rows: list[_Row]) -> Iterator[Entry | Problem]:
    items: dict[tuple[str, str], list[_Row]] = defaultdict(list)
    for row in rows:
        if row.model in _BY_MODEL:
            items[row.model, _owner(row)].append(row)
    for row in rows:
        if row.model in _KINDS:
            raw = _raw(row) | _list(row, items)
            if not row.fields.get("known_by_quotation"):
                yield source.make_entry(raw, row.number)
    for row in chain.from_iterable(items.values()):
        yield source.make_problem("belongs to no record of this file", row.number, _owner(row))


def _owner(row: _Row) -> str:
    return str(row.fields.get(_BY_MODEL[row.model].owner))


def _list(row: _Row, items: dict[tuple[str, str], list[_Row]]) -> Fields:
    """The list that the record `row` has, if it is of a kind that has one, taken out of `items`."""
    if row.model not in _LISTS:
        return {}
    one = _LISTS[row.model]
    found = items.pop((one.model, str(row.fields.get("key"))), [])
    return {one.field: [item.fields.get(one.named) for item in sorted(found, key=_position)]}


def _position(row: _Row) -> int:
    position = row.fields.get("position")
    return position if isinstance(position, int) else 0


def _raw(row: _Row) -> Fields:
    fields = {name: value for name, value in row.fields.items() if name not in _WORKED_OUT}
    return {"kind": _KINDS[row.model]} | {
        name: _listed(value) if name == "aliases" else None if value == "" else value
        for name, value in fields.items()
    }


def _listed(value: object) -> object:
    """Django writes a PostgreSQL array as the JSON text of a list."""
    return json.loads(value) if isinstance(value, str) and value.startswith("[") else value

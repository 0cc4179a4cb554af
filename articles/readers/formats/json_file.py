"""JSON files (.json): Django fixtures with natural keys, and lists of records.

A fixture is what `dumpdata --natural-foreign --natural-primary` writes: a list of objects with
"model" and "fields" (https://docs.djangoproject.com/en/6.1/topics/serialization/). What the archive
computes itself (slugs, digests, quotations, editions) is left out.
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
    "thirdsource": "source",
}
"""Map the models of records to their kinds."""
_MODELS_WITHOUT_REFERENCES = ("thirdsource",)
_REFERENCE_FIELDS = ("agency", "article", "author", "city", "outlet", "parent", "release")
_COMPUTED_FIELDS = {
    *("slug", "alias_slugs", "text_digest", "digest", "text_number", "edition"),
    "posting",  # the text number in archives that have not run migration 0002
    *("known_by_quotation", "source", "reader", "captured", "payload_digest"),
    "provenance_digest",
}
_COMPUTED_MODELS = {
    *("quotation", "holding", "duplicate", "figure", "edition", "earlierversion"),
    *("formeraddress", "segment", "block"),
}


@dataclass(frozen=True)
class _ListModel:
    """A model whose rows are the items of a list in a record."""

    model: str
    owner_field: str
    """The field that refers to the record."""
    item_field: str
    """The field that refers to the listed object."""
    list_name: str
    """The name of the list in the exchange format."""


_LIST_MODELS = {
    "article": _ListModel("byline", "article", "author", "authors"),
    "pressrelease": _ListModel("component", "release", "agency", "components"),
}
"""By the model of the record."""
_LIST_MODELS_BY_ITEM = {list_model.model: list_model for list_model in _LIST_MODELS.values()}


@dataclass(frozen=True)
class _Row:
    """An object of a fixture: its number in the file, its model, and its fields."""

    number: int
    model: str
    fields: Fields
    """References are keys, not lists of one key as in the file."""


def read_json_file(source: Source, mapping: Mapping | None = None) -> Iterator[Entry | Problem]:
    """Yield the entries of a fixture, or of a list of objects (or a single one) in the exchange
    format; `mapping` applies only to the latter.

    Objects are yielded while the file is read; the rows of a fixture are kept in memory until its
    end. Raises OSError, and ValueError if the JSON can't be read any further.
    """
    rows: list[_Row] = []
    for number, item in enumerate(iter_json_items(source.stream), 1):
        if isinstance(item, ItemError):
            yield source.make_problem(item, number)
        elif not _is_row(item):
            yield make_json_entry(source, number, item, mapping)
        else:
            yield from _add_row(source, number, item, rows)
    yield from _iter_records(source, rows)


def _add_row(source: Source, number: int, item: Fields, rows: list[_Row]) -> Iterator[Problem]:
    try:
        rows.append(_make_row(number, item))
    except ValueError as error:
        yield source.make_problem(error, number, str(item["model"]))


def _is_row(item: object) -> bool:
    return isinstance(item, dict) and "model" in item and isinstance(item.get("fields"), dict)


def _make_row(number: int, item: Fields) -> _Row:
    model = str(item["model"]).lower().removeprefix("articles.")
    if model not in {*_KINDS, *_LIST_MODELS_BY_ITEM, *_COMPUTED_MODELS}:
        raise ValueError("is not a model of the archive")
    fields = item["fields"]
    if model not in (*_COMPUTED_MODELS, *_MODELS_WITHOUT_REFERENCES):
        fields = _resolve_references(fields)
    return _Row(number, model, fields)


def _resolve_references(fields: Fields) -> Fields:
    """Return the fields with `[key]` as key. Raises ValueError if a reference is not a key."""
    resolved_fields = dict(fields)
    for name in _REFERENCE_FIELDS:
        match fields.get(name):
            case None:
                pass
            case [str(key)]:
                resolved_fields[name] = key
            case _:
                raise ValueError(
                    f'has a reference {name!r} that is not a natural key, such as ["ICE"]; '
                    "use dumpdata --natural-foreign --natural-primary"
                )
    return resolved_fields


def _iter_records(source: Source, rows: list[_Row]) -> Iterator[Entry | Problem]:
    """Yield the records of a fixture in order, then the list items whose record is missing."""
    list_rows: dict[tuple[str, str], list[_Row]] = defaultdict(list)
    for row in rows:
        if row.model in _LIST_MODELS_BY_ITEM:
            list_rows[row.model, _owner_key(row)].append(row)
    for row in rows:
        if row.model in _KINDS:
            raw = _make_raw_record(row) | _take_list(row, list_rows)
            if not row.fields.get("known_by_quotation"):
                yield source.make_entry(raw, row.number)
    for row in chain.from_iterable(list_rows.values()):
        reason = "belongs to a record that is not in this file"
        yield source.make_problem(reason, row.number, _owner_key(row))


def _owner_key(row: _Row) -> str:
    return str(row.fields.get(_LIST_MODELS_BY_ITEM[row.model].owner_field))


def _take_list(row: _Row, list_rows: dict[tuple[str, str], list[_Row]]) -> Fields:
    """Remove and return the list of a record; nothing if its kind has none."""
    if row.model not in _LIST_MODELS:
        return {}
    list_model = _LIST_MODELS[row.model]
    items = list_rows.pop((list_model.model, str(row.fields.get("key"))), [])
    items.sort(key=_position_of)
    return {list_model.list_name: [item.fields.get(list_model.item_field) for item in items]}


def _position_of(row: _Row) -> int:
    position = row.fields.get("position")
    return position if isinstance(position, int) else 0


def _make_raw_record(row: _Row) -> Fields:
    fields = {name: value for name, value in row.fields.items() if name not in _COMPUTED_FIELDS}
    return {"kind": _KINDS[row.model]} | {
        name: _parse_array(value) if name == "aliases" else None if value == "" else value
        for name, value in fields.items()
    }


def _parse_array(value: object) -> object:
    """Return a PostgreSQL array as a list: Django writes it as the JSON text of a list."""
    return json.loads(value) if isinstance(value, str) and value.startswith("[") else value

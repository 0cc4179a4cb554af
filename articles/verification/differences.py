"""Differences from what was stored, and helpers to find them."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import batched
from typing import Any

from django.db.models import Model, QuerySet

from articles.core.text import collapse_spaces, shorten
from articles.exchange import from_models

PROGRESS_INTERVAL = 5000
"""Records of a kind from one progress message to the next."""
MAX_VALUE_LENGTH = 100
"""Characters of a value in a message."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that is not as it was stored, or not as it should be."""

    kind: str
    """article, release, version, quotation, edition, catalog or the like."""
    key: str
    field: str
    expected: str
    actual: str

    def __str__(self) -> str:
        name = f"{self.kind} {self.key}".strip()
        return f"{name}: {self.field}: expected {self.expected}, found {self.actual}"


@dataclass
class Tally:
    """How many records of each kind were checked, and where to report progress."""

    progress: Callable[[str], object]
    """Writes one line."""
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, unit: str) -> None:
        """Count one more record, of a kind in the plural ("articles")."""
        self.counts[unit] += 1
        if self.counts[unit] % PROGRESS_INTERVAL == 0:
            self.progress(f"checked {self.counts[unit]:,} {unit}")


def compare_fields(kind: str, key: str, /, **fields: tuple[object, object]) -> Iterator[Difference]:
    """Yield a difference for each field whose expected and actual values are not equal."""
    for name, (expected_value, actual_value) in fields.items():
        if expected_value != actual_value:
            yield Difference(
                kind, key, name, format_value(expected_value), format_value(actual_value)
            )


def format_value(value: object) -> str:
    """Return a value as messages show it; strings are quoted."""
    return shorten(repr(value) if isinstance(value, str) else str(value), MAX_VALUE_LENGTH)


@dataclass(frozen=True, slots=True)
class UnreadableRow:
    """A row that cannot be read as what its table should contain."""

    row_id: int
    reason: str


def read_rows[T](
    model: type[Model], read_chunk: Callable[[QuerySet[Any]], Iterable[T]]
) -> Iterator[tuple[QuerySet[Any], list[T | UnreadableRow]]]:
    """Yield the rows of a table, some hundreds at a time, with what `read_chunk` makes of them.

    Rows for which `read_chunk` raises ValueError become unreadable rows.
    """
    table = model._default_manager.order_by("pk")
    ids = table.values_list("pk", flat=True).iterator(from_models.CHUNK_ROWS)
    for chunk_ids in batched(ids, from_models.CHUNK_ROWS, strict=False):
        rows = table.filter(pk__in=chunk_ids)
        try:
            yield rows, list(read_chunk(rows))
        except ValueError:
            yield (
                rows,
                [item for row_id in chunk_ids for item in _read_row(rows, row_id, read_chunk)],
            )


def _read_row[T](
    rows: QuerySet[Any], row_id: int, read_chunk: Callable[[QuerySet[Any]], Iterable[T]]
) -> list[T | UnreadableRow]:
    try:
        return list(read_chunk(rows.filter(pk=row_id)))
    except ValueError as error:
        return [UnreadableRow(row_id, collapse_spaces(str(error)))]

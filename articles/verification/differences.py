"""What is not as it was kept, and the rows to look at."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import batched
from typing import Any

from django.db.models import Model, QuerySet

from articles.core.text import collapse_spaces, shorten
from articles.exchange import from_models

type Say = Callable[[str], object]

PROGRESS = 5000
"""Records between two lines of progress."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that is not as it was kept."""

    kind: str
    """article, release, version, quotation, edition or catalog."""
    key: str
    field: str
    expected: str
    found: str

    def __str__(self) -> str:
        name = f"{self.kind} {self.key}".strip()
        return f"{name}: {self.field}: expected {self.expected}, found {self.found}"


@dataclass
class Tally:
    """How many of each kind of thing were checked, and where progress is told."""

    say: Say
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, what: str) -> None:
        self.counts[what] += 1
        if self.counts[what] % PROGRESS == 0:
            self.say(f"checked {self.counts[what]:,} {what}")


def compared(kind: str, key: str, /, **fields: tuple[object, object]) -> Iterator[Difference]:
    """A difference for each field whose two values, the one kept and the one found, differ."""
    for name, (kept, found) in fields.items():
        if kept != found:
            yield Difference(kind, key, name, shown(kept), shown(found))


def shown(value: object) -> str:
    return shorten(repr(value) if isinstance(value, str) else str(value), 100)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A row that is not what its table should hold."""

    row: int
    reason: str


def read_rows[T](
    model: type[Model], read: Callable[[QuerySet[Any]], Iterable[T]]
) -> Iterator[tuple[QuerySet[Any], list[T | Unreadable]]]:
    """The rows of a table, some hundreds at a time, and what `read` makes of them."""
    every = model._default_manager.order_by("pk")
    numbers = every.values_list("pk", flat=True).iterator(from_models.CHUNK_ROWS)
    for some in batched(numbers, from_models.CHUNK_ROWS, strict=False):
        rows = every.filter(pk__in=some)
        try:
            yield rows, list(read(rows))
        except ValueError:
            yield rows, [one for pk in some for one in _alone(rows, pk, read)]


def _alone[T](
    rows: QuerySet[Any], pk: int, read: Callable[[QuerySet[Any]], Iterable[T]]
) -> list[T | Unreadable]:
    try:
        return list(read(rows.filter(pk=pk)))
    except ValueError as error:
        return [Unreadable(pk, collapse_spaces(str(error)))]

"""Count the facets of one query."""

from collections.abc import Callable, Hashable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass

from tantivy import Query

from articles.catalog.index.catalog import Catalog
from articles.catalog.index.facet_counts import (
    FieldCounts,
    ValueCounts,
    split_counts,
    start_counts,
)
from articles.catalog.index.schema import (
    COUNT_FIELDS,
    FACET_SEPARATOR,
    MULTIVALUED,
    multivalued_field,
)


@dataclass(frozen=True, slots=True)
class StartedCounts:
    """Counts of a query, some of which other threads may still be making."""

    counts: FieldCounts
    futures: list[Future[FieldCounts]]

    def result(self) -> FieldCounts:
        """Return the counts when all are made."""
        for future in self.futures:
            self.counts.update(future.result())
        return self.counts


class FacetCounter:
    """Counts each field for counting once. Equal queries in a process share their counts."""

    def __init__(self, catalog: Catalog, key: Hashable, compile_query: Callable[[], Query]) -> None:
        """Equal queries have equal keys; `compile_query` is called if something must be counted."""
        self._catalog = catalog
        self._compile_query = compile_query
        self._counts = catalog.cached_counts(key)

    def start(self, *facets: str) -> StartedCounts:
        """Start to count the facets, and the total with them."""
        return self._start_fields(
            ["dates", *(field for facet in facets for field in _count_fields(facet))]
        )

    def count_facet(self, facet: str) -> ValueCounts:
        """Return how many records have each value of a facet."""
        combined_field, *multivalued_fields = _count_fields(facet)
        combined = self.count_combinations(combined_field, *multivalued_fields)
        position = COUNT_FIELDS[combined_field].index(facet)
        counts = split_counts(combined[combined_field], position)
        for field in multivalued_fields:
            for value, count in combined[field].items():
                counts[value] = counts.get(value, 0) + count
        counts.pop("", None)
        return counts

    def count_combinations(self, *fields: str) -> FieldCounts:
        """Return how many records have each combined value of these fields, among others."""
        return self._start_fields(fields).result()

    def count_records(self) -> int:
        """Return how many records match the query."""
        return sum(self.count_combinations("dates")["dates"].values())

    def count_periods(self) -> dict[str, dict[str, int]]:
        """Return how many records of each kind are from each year and month, by period and kind."""
        periods: dict[str, dict[str, int]] = {}
        for combination, count in self.count_combinations("dates")["dates"].items():
            year, month, kind = combination.split(FACET_SEPARATOR)
            for period in filter(None, (year, month)):
                counts = periods.setdefault(period, {})
                counts[kind] = counts.get(kind, 0) + count
        return periods

    def _start_fields(self, fields: Iterable[str]) -> StartedCounts:
        missing_fields = [field for field in dict.fromkeys(fields) if field not in self._counts]
        if not missing_fields:
            return StartedCounts(self._counts, [])
        searcher = self._catalog.searcher
        return StartedCounts(
            self._counts, start_counts(searcher, self._compile_query(), missing_fields)
        )


def _count_fields(facet: str) -> list[str]:
    """Return the fields in which a facet is counted: the combined one first."""
    fields = [field for field, facets in COUNT_FIELDS.items() if facet in facets]
    return [*fields, multivalued_field(facet)] if facet in MULTIVALUED else fields

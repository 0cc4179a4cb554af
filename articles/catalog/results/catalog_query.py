"""Search the catalog: choose records, sort them, and count their facets."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Self

import tantivy
from tantivy import Query

from articles.catalog.index.cards import Card
from articles.catalog.index.catalog import Catalog, current_catalog
from articles.catalog.index.facet_counts import (
    ValueCounts,
    add_hash_prefix,
    most_common_values,
)
from articles.catalog.index.scan import iterate_batches
from articles.catalog.query.compiler import QueryCompiler
from articles.catalog.query.parser import ParsedQuery, parse_query
from articles.catalog.query.spelling import suggest_spelling
from articles.catalog.query.tantivy_queries import match_dates, match_every, match_values
from articles.catalog.results import result_page
from articles.catalog.results.date_windows import find_window
from articles.catalog.results.facet_counter import FacetCounter
from articles.catalog.results.result_page import Hit, ResultPage
from articles.catalog.results.snippets import (
    HighlightTerms,
    collect_highlight_terms,
    make_snippet,
)

_MAX_UNCOUNTED_OFFSET = 10_000
"""A page further down is searched for only once it is known that the list is that long."""

SORTS = ("relevance", "newest", "oldest", "quoted")
_SORT_FIELDS = {
    "newest": ("date_sort", tantivy.Order.Desc),
    "oldest": ("date_sort", tantivy.Order.Asc),
    "quoted": ("quoted_sort", tantivy.Order.Desc),
}
_FACETS_TO_PLACE = {"quoted": ("quoted",)}
"""Facets that must be counted, by sort, to find the place of a page in the list."""


@dataclass(frozen=True)
class CatalogQuery:
    """A query, refined step by step like a queryset; `page`, `cards` and counts evaluate it."""

    catalog: Catalog
    words: str = ""
    values: tuple[tuple[str, tuple[str, ...]], ...] = ()
    first_day: date | None = None
    last_day: date | None = None
    sort: str = ""
    model: None = None
    """A FilterSet of django-filter reads its queryset's model, and does nothing with None."""

    @classmethod
    def all_records(cls) -> Self:
        """Return a query for all records. Raises CatalogError if there is no catalog."""
        return cls(current_catalog())

    def all(self) -> Self:
        """Return the query itself, for django-filter."""
        return self

    def search(self, words: str) -> Self:
        """Restrict to records that match what a person typed."""
        return replace(self, words=words)

    def with_any(self, facet: str, values: Iterable[str]) -> Self:
        """Restrict to records with at least one of the values."""
        return replace(self, values=(*self.values, (facet, tuple(values))))

    def without_filter(self, facet: str) -> Self:
        """Lift all restrictions on a facet; for year and month, those on the date."""
        if facet in ("year", "month"):
            return replace(self, first_day=None, last_day=None)
        return replace(self, values=tuple(pair for pair in self.values if pair[0] != facet))

    def from_day(self, first_day: date) -> Self:
        """Restrict to records all of whose possible days are `first_day` or later."""
        return replace(self, first_day=first_day)

    def to_day(self, last_day: date) -> Self:
        """Restrict to records all of whose possible days are `last_day` or earlier."""
        return replace(self, last_day=last_day)

    def sorted_by(self, sort: str) -> Self:
        """Sort by one of SORTS; by default and without words, newest first."""
        return replace(self, sort=sort)

    @property
    def effective_sort(self) -> str:
        """The sort asked for, else relevance; without words there is no relevance."""
        if self.sort == "relevance" and not self.words:
            return "newest"
        return self.sort or ("relevance" if self.words else "newest")

    @cached_property
    def parsed_query(self) -> ParsedQuery:
        return parse_query(self.words)

    def suggest_spelling(self) -> str | None:
        """Return the words with each unknown one replaced by a similar known one, if there is."""
        return suggest_spelling(self.words, self.catalog.searcher)

    def page(self, number: int, *facets: str) -> ResultPage:
        """Return a page, by number from 1; it is empty beyond the end of the list.

        Meanwhile counts the facets. Tantivy reserves memory for all records before those that it
        is asked for, whether they exist or not.
        """
        offset = (number - 1) * result_page.PAGE_SIZE
        skip_counts = self.effective_sort == "relevance" and offset <= _MAX_UNCOUNTED_OFFSET
        if not skip_counts:
            self._counter.start(*_FACETS_TO_PLACE.get(self.effective_sort, ())).result()
        started_counts = self._counter.start(*facets)
        hits = self._hits(offset) if skip_counts or offset < self.total else ()
        started_counts.result()
        return ResultPage(self.total, number, hits)

    def cards(self) -> Iterator[Card]:
        """Yield all records, in the order of the pages.

        Sorted by date or quotations, this takes the memory of one batch and the longest month;
        by relevance, 40 bytes for each record, since scores have no date windows.
        """
        return map(_read_card, map(self.catalog.searcher.doc, iterate_batches(self._find)))

    @property
    def total(self) -> int:
        """How many records match."""
        return self._counter.count_records()

    def labels(self, facet: str) -> dict[str, str]:
        """Return the names of a facet's authorities by slug; empty if it has no authorities."""
        return self.catalog.labels.get(facet, {})

    def periods(self) -> dict[str, dict[str, int]]:
        """Return how many records of each kind are from each year and month, by period and kind."""
        return self._counter.count_periods()

    def counts(self, *facets: str) -> dict[str, list[tuple[str, int]]]:
        """Return, for each facet, its values with the exact number of records, most first."""
        return {
            facet: [(value, counts[value]) for value in most_common_values(counts)]
            for facet, counts in self.value_counts(*facets).items()
        }

    def value_counts(self, *facets: str) -> dict[str, ValueCounts]:
        """Return, for each facet, the exact number of records by value, unsorted."""
        self._counter.start(*facets).result()
        return {facet: self._counter.count_facet(facet) for facet in facets}

    @cached_property
    def _counter(self) -> FacetCounter:
        key = (self.words, self.values, self.first_day, self.last_day)
        return FacetCounter(self.catalog, key, lambda: self._unscored_query)

    @cached_property
    def _scored_query(self) -> Query:
        return self._compile(scored=True)

    @cached_property
    def _unscored_query(self) -> Query:
        """Matches the same records, faster."""
        return self._compile(scored=False)

    def _compile(self, *, scored: bool) -> Query:
        conditions = [match_values(facet, values) for facet, values in self.values]
        if self.first_day or self.last_day:
            conditions.append(match_dates(self.first_day, self.last_day))
        if self.words:
            compiler = QueryCompiler(self.catalog.inflections, scored=scored)
            conditions.append(compiler.compile(self.parsed_query.tree))
        return match_every(conditions)

    def _hits(self, offset: int) -> tuple[Hit, ...]:
        """Return the records of the page that begins at `offset`."""
        terms = HighlightTerms()
        if self.words:
            terms = collect_highlight_terms(self.parsed_query.tree, self.catalog.inflections)
        addresses = self._find(offset, result_page.PAGE_SIZE)
        documents = map(self.catalog.searcher.doc, addresses)
        return tuple(_read_hit(document, terms) for document in documents)

    def _find(self, offset: int, size: int) -> list[tantivy.DocAddress]:
        """Return the records from `offset` to `offset + size` of the list."""
        match self.effective_sort:
            case "relevance":
                return self._search_index(self._scored_query, offset, size)
            case "quoted":
                return self._find_most_quoted(offset, size)
        date_counts = self._counter.count_combinations("dates")["dates"]
        window = find_window(date_counts, self.effective_sort, offset, size)
        dates = match_values("dates", map(add_hash_prefix, window.dates))
        return self._search_index(match_every([self._unscored_query, dates]), window.offset, size)

    def _find_most_quoted(self, offset: int, size: int) -> list[tantivy.DocAddress]:
        """Find records with quotations first; the others, newest first, are many more."""
        quoted_records = self.with_any("quoted", ["yes"])
        unquoted_records = self.with_any("quoted", ["no"]).sorted_by("newest")
        quoted_count = self._counter.count_facet("quoted").get("yes", 0)
        addresses: list[tantivy.DocAddress] = []
        if offset < quoted_count:
            addresses = self._search_index(quoted_records._unscored_query, offset, size)
        if len(addresses) < size:
            addresses += unquoted_records._find(
                max(0, offset - quoted_count), size - len(addresses)
            )
        return addresses

    def _search_index(self, query: Query, offset: int, size: int) -> list[tantivy.DocAddress]:
        field, direction = _SORT_FIELDS.get(self.effective_sort, (None, tantivy.Order.Desc))
        result = self.catalog.searcher.search(
            query, size, count=False, offset=offset, order_by_field=field, order=direction
        )
        return [address for _, address in result.hits]


def _read_hit(document: tantivy.Document, terms: HighlightTerms) -> Hit:
    text: bytes = document.get_first("text") or b""
    return Hit(_read_card(document), make_snippet(text.decode(), terms))


def _read_card(document: tantivy.Document) -> Card:
    return Card.from_json(document.get_first("card") or b"")

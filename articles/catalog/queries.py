"""Questions to the catalog: which records, in which order, counted by what."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Self

import tantivy
from tantivy import Occur, Query

from articles.catalog.cards import Card
from articles.catalog.keywords import Keywords, dated
from articles.catalog.language import Reading, read
from articles.catalog.schema import SCHEMA
from articles.catalog.snippets import Stretches, Wanted, snippet, wanted
from articles.catalog.store import Catalog, current

PAGE_SIZE = 20
EVERY_VALUE = 65_000
"""More values than a facet page can show."""

SORTS = ("relevance", "newest", "oldest")


@dataclass(frozen=True, slots=True)
class Hit:
    card: Card
    snippet: Stretches
    """Stretches of text, each with whether it is one of the words searched for."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some records of a result, and how many it has in all."""

    hits: tuple[Hit, ...]
    total: int
    number: int
    """From 1."""

    @property
    def count(self) -> int:
        """How many pages there are; one where nothing was found."""
        return max(1, -(-self.total // PAGE_SIZE))

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.number < self.count else None

    @property
    def fiction(self) -> bool:
        """Whether it shows a made-up sample."""
        return any(hit.card.fiction for hit in self.hits)


@dataclass(frozen=True)
class CatalogQuery:
    """A question, built step by step like a queryset; asking is `page` and `counts`."""

    catalog: Catalog
    words: str = ""
    values: tuple[tuple[str, tuple[str, ...]], ...] = ()
    first: date | None = None
    last: date | None = None
    sort: str = ""
    model: None = None
    """django-filter asks a queryset for its model; there is none."""

    @classmethod
    def of_all(cls) -> Self:
        return cls(current())

    def all(self) -> Self:
        return self

    def search(self, words: str) -> Self:
        """Those with every word and phrase of `words`."""
        return replace(self, words=words)

    def having(self, facet: str, values: Iterable[str]) -> Self:
        """Those with at least one of `values`."""
        return replace(self, values=(*self.values, (facet, tuple(values))))

    def without(self, facet: str) -> Self:
        """The same question with no condition on `facet`; that on the year is its dates."""
        if facet == "year":
            return replace(self, first=None, last=None)
        return replace(self, values=tuple(pair for pair in self.values if pair[0] != facet))

    def since(self, first: date) -> Self:
        """Those of which every day that their date can mean is `first` or later."""
        return replace(self, first=first)

    def until(self, last: date) -> Self:
        """Those of which every day that their date can mean is `last` or earlier."""
        return replace(self, last=last)

    def ordered(self, sort: str) -> Self:
        return replace(self, sort=sort)

    @property
    def order(self) -> str:
        """The order that was asked for, else by relevance with words, newest first without."""
        return self.sort or ("relevance" if self.words else "newest")

    @cached_property
    def reading(self) -> Reading:
        """How the words were read."""
        return read(self.words)

    def page(self, number: int) -> Page:
        """The records on page `number`, from 1; beyond the last page there are none.

        Tantivy reserves memory for all records before those it is asked for, held or not.
        """
        offset = (number - 1) * PAGE_SIZE
        if offset and offset >= (total := self.total()):
            return Page((), total, number)
        searcher = self.catalog.searcher
        found = _ordered(searcher, self._query(), self.order, offset)
        marked = wanted(self.reading.tree, self.catalog.forms) if self.words else Wanted()
        hits = tuple(_hit(searcher.doc(address), marked) for _, address in found.hits)
        return Page(hits, _count(found), number)

    def total(self) -> int:
        return _count(self.catalog.searcher.search(self._query(), limit=1))

    def counts(self, *facets: str, size: int = EVERY_VALUE) -> dict[str, list[tuple[str, int]]]:
        """For each facet its values with the number of records, most first; exact."""
        wanted = {
            facet: {"terms": {"field": facet, "size": size, "order": {"_count": "desc"}}}
            for facet in facets
        }
        answer = self.catalog.searcher.aggregate(self._query(), wanted)
        return {
            facet: [(bucket["key"], bucket["doc_count"]) for bucket in answer[facet]["buckets"]]
            for facet in facets
        }

    def _query(self) -> Query:
        conditions = [(Occur.Must, _exactly(facet, values)) for facet, values in self.values]
        if self.first or self.last:
            conditions.append((Occur.Must, dated(self.first, self.last)))
        if self.words:
            keywords = Keywords(self.catalog.forms)
            conditions.append((Occur.Must, keywords.query(self.reading.tree)))
        return Query.boolean_query(conditions) if conditions else Query.all_query()


def _hit(document: tantivy.Document, marked: Wanted) -> Hit:
    card: bytes = document.get_first("card") or b""
    text: bytes = document.get_first("text") or b""
    return Hit(Card.from_json(card), snippet(text.decode(), marked))


def _count(found: tantivy.SearchResult) -> int:
    count: int = found.count  # type: ignore[attr-defined]  # the stub lacks it
    return count


def _exactly(facet: str, values: tuple[str, ...]) -> Query:
    return Query.const_score_query(Query.term_set_query(SCHEMA, facet, values), 0.0)


def _ordered(
    searcher: tantivy.Searcher, query: Query, order: str, offset: int
) -> tantivy.SearchResult:
    if order == "relevance":
        return searcher.search(query, PAGE_SIZE, offset=offset)
    direction = tantivy.Order.Asc if order == "oldest" else tantivy.Order.Desc
    return searcher.search(
        query, PAGE_SIZE, offset=offset, order_by_field="moment", order=direction
    )

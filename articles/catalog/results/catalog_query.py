"""Questions to the catalog: which records, in which order, counted by what."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Self

import tantivy
from tantivy import Occur, Query

from articles.catalog.index.builds import Catalog, current
from articles.catalog.index.cards import Card
from articles.catalog.index.facet_counts import Counts, begun, commonest, marked, tallied
from articles.catalog.index.scan import in_turn
from articles.catalog.index.schema import BETWEEN_FACETS, COUNTED, SCHEMA, SEVERAL, several
from articles.catalog.query.compiler import Keywords, dated
from articles.catalog.query.parser import Reading, read
from articles.catalog.query.spelling import respelled
from articles.catalog.results.date_windows import window
from articles.catalog.results.snippets import Stretches, Wanted, snippet, wanted

PAGE_SIZE = 20
_NEAR = 10_000
"""Records before a page that is looked for before it's known whether there are so many."""

SORTS = ("relevance", "newest", "oldest", "quoted")
_ORDERS = {
    "newest": ("moment", tantivy.Order.Desc),
    "oldest": ("moment", tantivy.Order.Asc),
    "quoted": ("prominence", tantivy.Order.Desc),
}
_PLACING = {"quoted": ("quoted",)}
"""What is counted, the total apart, to know where in a list a page of it is."""


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
    """A question, built step by step like a queryset; asking is `page`, `counts` and `cards`."""

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
        """Those that `words` ask for, as `language` reads them."""
        return replace(self, words=words)

    def having(self, facet: str, values: Iterable[str]) -> Self:
        """Those with at least one of `values`."""
        return replace(self, values=(*self.values, (facet, tuple(values))))

    def without(self, facet: str) -> Self:
        """The same question with no condition on `facet`; that on the year is its dates."""
        if facet in ("year", "month"):
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
        if self.sort == "relevance" and not self.words:
            return "newest"
        return self.sort or ("relevance" if self.words else "newest")

    @cached_property
    def reading(self) -> Reading:
        """How the words were read."""
        return read(self.words)

    def respelled(self) -> str | None:
        """The words with those that stand nowhere as others that do; None where none is near."""
        return respelled(self.words, self.catalog.searcher)

    def page(self, number: int, *facets: str) -> Page:
        """The records on page `number`, from 1; beyond the last page there are none.

        `facets` are counted meanwhile. Tantivy reserves memory for all records before those that
        it is asked for, held or not.
        """
        offset = (number - 1) * PAGE_SIZE
        by_score = self.order == "relevance" and offset <= _NEAR
        if not by_score:
            self._counting(*_PLACING.get(self.order, ()))()
        counts = self._counting(*facets)
        hits = self._hits(offset) if by_score or offset < self.total else ()
        counts()
        return Page(hits, self.total, number)

    def cards(self) -> Iterator[Card]:
        """Every record, in the order of the pages.

        A list by date or by quotations takes the memory of a batch and of its longest month; one
        by relevance takes 40 bytes for each of its records, since scores have no windows.
        """
        return map(_card, map(self.catalog.searcher.doc, in_turn(self._found)))

    @property
    def total(self) -> int:
        """How many there are."""
        return sum(self._combined("dates")["dates"].values())

    def labels(self, facet: str) -> dict[str, str]:
        """What the values of a facet are called; of agencies, cities, authors and outlets only."""
        return self.catalog.labels.get(facet, {})

    def periods(self) -> dict[str, dict[str, int]]:
        """How many records of each kind there are from each year, and from each month."""
        found: dict[str, dict[str, int]] = {}
        for dates, count in self._combined("dates")["dates"].items():
            year, month, kind = dates.split(BETWEEN_FACETS)
            for period in filter(None, (year, month)):
                counts = found.setdefault(period, {})
                counts[kind] = counts.get(kind, 0) + count
        return found

    def counts(self, *facets: str) -> dict[str, list[tuple[str, int]]]:
        """For each facet its values with the number of records, most first; exact."""
        tallies = self.tallies(*facets)
        return {
            facet: [(value, tally[value]) for value in commonest(tally)]
            for facet, tally in tallies.items()
        }

    def tallies(self, *facets: str) -> dict[str, Counts]:
        """For each facet how many records have each of its values; exact, in no order."""
        self._counting(*facets)()
        return {facet: self._tally(facet) for facet in facets}

    def _counting(self, *facets: str) -> Callable[[], object]:
        """Begin to count these facets, and the total with them; a call waits for all."""
        return self._known("dates", *(name for facet in facets for name in _fields(facet)))

    def _tally(self, facet: str) -> Counts:
        name, *others = _fields(facet)
        combined = self._combined(name, *others)
        tally = tallied(combined[name], COUNTED[name].index(facet))
        for other in others:
            for value, count in combined[other].items():
                tally[value] = tally.get(value, 0) + count
        tally.pop("", None)
        return tally

    def _combined(self, *names: str) -> dict[str, Counts]:
        """How often each combination of values occurs in these fields; all asked for at once."""
        return self._known(*names)()

    def _known(self, *names: str) -> Callable[[], dict[str, Counts]]:
        """Begin to count what of these fields is not known; a call waits for it."""
        known = self.catalog.counted((self.words, self.values, self.first, self.last))
        missing = [name for name in dict.fromkeys(names) if name not in known]
        counts = begun(self.catalog.searcher, self._matching, missing) if missing else dict

        def all_known() -> dict[str, Counts]:
            known.update(counts())
            return known

        return all_known

    @cached_property
    def _best(self) -> Query:
        """Scores what it finds."""
        return self._asked(scored=True)

    @cached_property
    def _matching(self) -> Query:
        """Finds the same in less time."""
        return self._asked(scored=False)

    def _asked(self, *, scored: bool) -> Query:
        conditions = [_exactly(facet, values) for facet, values in self.values]
        if self.first or self.last:
            conditions.append(dated(self.first, self.last))
        if self.words:
            keywords = Keywords(self.catalog.forms, scored=scored)
            conditions.append(keywords.query(self.reading.tree))
        return _every(conditions)

    def _hits(self, offset: int) -> tuple[Hit, ...]:
        """The records of the page that begins at `offset`."""
        sought = wanted(self.reading.tree, self.catalog.forms) if self.words else Wanted()
        documents = map(self.catalog.searcher.doc, self._found(offset, PAGE_SIZE))
        return tuple(_hit(one, sought) for one in documents)

    def _found(self, offset: int, size: int) -> list[tantivy.DocAddress]:
        """Where so many records of the list from `offset` on stand in the index."""
        match self.order:
            case "relevance":
                return self._some(self._best, offset, size)
            case "quoted":
                return self._most_quoted(offset, size)
        near = window(self._combined("dates")["dates"], self.order, offset, size)
        dates = _exactly("dates", map(marked, near.dates))
        return self._some(_every([self._matching, dates]), near.offset, size)

    def _most_quoted(self, offset: int, size: int) -> list[tantivy.DocAddress]:
        """The records with quotations; after them the others, newest first, which are far more."""
        quoted, others = self.having("quoted", ["yes"]), self.having("quoted", ["no"])
        before = dict(self.counts("quoted")["quoted"]).get("yes", 0)
        found = self._some(quoted._matching, offset, size) if offset < before else []
        if len(found) == size:
            return found
        return found + others.ordered("newest")._found(max(0, offset - before), size - len(found))

    def _some(self, query: Query, offset: int, size: int) -> list[tantivy.DocAddress]:
        field, direction = _ORDERS.get(self.order, (None, tantivy.Order.Desc))
        found = self.catalog.searcher.search(
            query, size, count=False, offset=offset, order_by_field=field, order=direction
        )
        return [address for _, address in found.hits]


def _fields(facet: str) -> list[str]:
    """The fields in which a facet is counted."""
    names = [name for name, facets in COUNTED.items() if facet in facets]
    return [*names, several(facet)] if facet in SEVERAL else names


def _hit(document: tantivy.Document, wanted: Wanted) -> Hit:
    text: bytes = document.get_first("text") or b""
    return Hit(_card(document), snippet(text.decode(), wanted))


def _card(document: tantivy.Document) -> Card:
    return Card.from_json(document.get_first("card") or b"")


def _every(conditions: list[Query]) -> Query:
    """Tantivy finds the best of one question faster than of several."""
    if not conditions:
        return Query.all_query()
    if len(conditions) == 1:
        return conditions[0]
    return Query.boolean_query([(Occur.Must, one) for one in conditions])


def _exactly(field: str, values: Iterable[str]) -> Query:
    return Query.const_score_query(Query.term_set_query(SCHEMA, field, list(values)), 0.0)

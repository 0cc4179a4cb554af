"""One page of a list of records."""

from dataclasses import dataclass

from articles.catalog.index.cards import Card
from articles.catalog.results.snippets import Snippet

PAGE_SIZE = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """A record on a page."""

    card: Card
    snippet: Snippet


@dataclass(frozen=True, slots=True)
class ResultPage:
    """Some records of a list, and how many the list has."""

    hits: tuple[Hit, ...]
    total: int
    number: int
    """Number of the page, from 1."""

    @property
    def page_count(self) -> int:
        """How many pages the list has: one, even if it has no records."""
        return max(1, -(-self.total // PAGE_SIZE))

    @property
    def previous_number(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def next_number(self) -> int | None:
        return self.number + 1 if self.number < self.page_count else None

"""One page of a list."""

from dataclasses import dataclass

from articles.catalog.index.cards import Card
from articles.catalog.results.snippets import Snippet

PAGE_SIZE = 20
NEARBY_PAGES = 2
"""Pages linked before and after the current one."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A record on a page."""

    card: Card
    snippet: Snippet


@dataclass(frozen=True, slots=True)
class NumberedPage:
    """The number of a page, and how many entries its list has."""

    total: int
    number: int
    """Number of the page, from 1."""

    @property
    def page_count(self) -> int:
        """How many pages the list has: one, even if it has no entries."""
        return max(1, -(-self.total // PAGE_SIZE))

    @property
    def previous_number(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def next_number(self) -> int | None:
        return self.number + 1 if self.number < self.page_count else None

    @property
    def nearby_numbers(self) -> range:
        """The numbers of this page and of those linked before and after it."""
        end = min(self.page_count, self.number + NEARBY_PAGES) + 1
        return range(max(1, self.number - NEARBY_PAGES), end)


@dataclass(frozen=True, slots=True)
class ResultPage(NumberedPage):
    """Some records of a list, and how many the list has."""

    hits: tuple[Hit, ...]

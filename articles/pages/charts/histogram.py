"""How the records of a list are spread over time, as bars of years, months or days."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from articles.catalog.results.catalog_query import CatalogQuery
from articles.core.dates import PartialDate
from articles.core.text import format_count

_MONTHS_OF = 3
"""Years, at most, that are shown by month; one month is shown by day."""
_YEARS = 120
"""Years, at most, that are shown where some of them hold nothing."""
_HEIGHT, _BAR = 40.0, 10
"""Of the tallest bar, and the width of each with the gap beside it; in units of the drawing."""
_UNITS = {len("2017"): "year", len("2017-07"): "month", len("2017-07-28"): "day"}
_YEAR, _MONTH, _ = _UNITS
_KINDS = ("article", "release")


@dataclass(frozen=True, slots=True)
class Bar:
    """A year, month or day, and how many articles and releases are from it."""

    date: PartialDate
    address: str
    """Of the records of that date."""
    articles: int
    releases: int
    place: int
    up: float
    """The height of the articles' bar, above the axis; the releases' is below."""
    down: float

    @property
    def left(self) -> int:
        return self.place * _BAR

    @property
    def top(self) -> float:
        return _HEIGHT - self.up

    @property
    def said(self) -> str:
        """All that it shows, in words."""
        articles = format_count(self.articles, "article")
        return f"{self.date.long_form}: {articles}, {format_count(self.releases, 'press release')}"


class Spread:
    """The years, months or days of a result in order, those without a record between them too.

    `address` is that of the records of a date.
    """

    def __init__(self, query: CatalogQuery, address: Callable[[PartialDate], str]) -> None:
        self._query = query
        self._address = address
        self._periods = query.periods()

    @cached_property
    def bars(self) -> list[Bar]:
        spans = self._spans()
        known = self._days() if spans and len(spans[0]) > _MONTH else self._periods
        counts = [known.get(span, {}) for span in spans]
        most = max([1, *(number for count in counts for number in count.values())])
        spread = enumerate(zip(spans, counts, strict=True))
        return [self._bar(place, span, count, most) for place, (span, count) in spread]

    @cached_property
    def filled(self) -> list[Bar]:
        return [bar for bar in self.bars if bar.articles or bar.releases]

    @property
    def width(self) -> int:
        return len(self.bars) * _BAR

    @property
    def unit(self) -> str:
        """year, month or day; there must be bars."""
        return _UNITS[len(self.bars[0].date.iso)]

    @property
    def left_out(self) -> int:
        """How many records have no date, or one that is known less well than to the unit."""
        return self._query.total - sum(bar.articles + bar.releases for bar in self.filled)

    def _bar(self, place: int, span: str, count: dict[str, int], most: int) -> Bar:
        date = PartialDate(span)
        articles, releases = count.get("article", 0), count.get("release", 0)
        up, down = (round(number * _HEIGHT / most, 1) for number in (articles, releases))
        return Bar(date, self._address(date), articles, releases, place, up, down)

    def _spans(self) -> list[str]:
        years = sorted({int(period[:_YEAR]) for period in self._periods})
        every = range(years[0], years[-1] + 1) if years else range(0)
        if len(every) > _MONTHS_OF:
            return [f"{year:04}" for year in (every if len(every) <= _YEARS else years)]
        months = sorted(period for period in self._periods if len(period) > _YEAR)
        if months and months[0] == months[-1]:
            return _days_of(PartialDate(months[0]))
        whole = [f"{year:04}-{month:02}" for year in every for month in range(1, 13)]
        return [month for month in whole if months and months[0] <= month <= months[-1]]

    def _days(self) -> dict[str, dict[str, int]]:
        """How many records of each kind there are from each day."""
        found: dict[str, dict[str, int]] = {}
        for kind in _KINDS:
            for day, count in self._query.with_any("kind", [kind]).counts("day")["day"]:
                found.setdefault(day, {})[kind] = count
        return found


def _days_of(month: PartialDate) -> list[str]:
    return [f"{month.iso}-{day:02}" for day in range(1, month.last_day.day + 1)]

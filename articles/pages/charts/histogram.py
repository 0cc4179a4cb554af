"""The records of a list over time, as bars of years, months or days."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from articles.catalog.results.catalog_query import CatalogQuery
from articles.core.dates import PartialDate
from articles.core.text import format_count

MAX_YEARS_BY_MONTH = 3
"""Years of the longest period that has a bar for each month; a single month has them by day."""
MAX_YEARS_WITH_GAPS = 120
"""Years of the longest period that has room for years without records."""
BAR_HEIGHT, BAR_WIDTH = 40.0, 10
"""Height of the tallest bar, and width of each with the gap beside it, in units of the drawing."""

_UNITS = {len("2017"): "year", len("2017-07"): "month", len("2017-07-28"): "day"}
_YEAR_LENGTH, _MONTH_LENGTH, _ = _UNITS
_KINDS = ("article", "release")


@dataclass(frozen=True, slots=True)
class HistogramBar:
    """The articles and releases of a year, month or day: two bars, above and below the axis."""

    date: PartialDate
    address: str
    """Address of the list of that date's records."""
    article_count: int
    release_count: int
    index: int
    article_height: float
    release_height: float

    @property
    def x(self) -> int:
        return self.index * BAR_WIDTH

    @property
    def article_y(self) -> float:
        return BAR_HEIGHT - self.article_height

    @property
    def description(self) -> str:
        """The date and both numbers, in words."""
        articles = format_count(self.article_count, "article")
        releases = format_count(self.release_count, "press release")
        return f"{self.date.long_form}: {articles}, {releases}"


class DateHistogram:
    """The years, months or days of a list in order, with those between them without records.

    `address_for` returns the address of the list of a date's records.
    """

    def __init__(self, query: CatalogQuery, address_for: Callable[[PartialDate], str]) -> None:
        self._query = query
        self._address_for = address_for
        self._period_counts = query.periods()

    @cached_property
    def bars(self) -> list[HistogramBar]:
        periods = self._choose_periods()
        by_day = periods and len(periods[0]) > _MONTH_LENGTH
        counts_by_period = self._count_days() if by_day else self._period_counts
        counts = [counts_by_period.get(period, {}) for period in periods]
        highest_count = max([1, *(number for kinds in counts for number in kinds.values())])
        return [
            self._make_bar(index, period, kinds, highest_count)
            for index, (period, kinds) in enumerate(zip(periods, counts, strict=True))
        ]

    @cached_property
    def nonempty_bars(self) -> list[HistogramBar]:
        return [bar for bar in self.bars if bar.article_count or bar.release_count]

    @property
    def width(self) -> int:
        return len(self.bars) * BAR_WIDTH

    @property
    def unit(self) -> str:
        """What a bar stands for: year, month or day. Raises IndexError if there are no bars."""
        return _UNITS[len(self.bars[0].date.iso)]

    @property
    def omitted_count(self) -> int:
        """How many records have no date, or one less precise than the unit."""
        return self._query.total - sum(
            bar.article_count + bar.release_count for bar in self.nonempty_bars
        )

    def _make_bar(
        self, index: int, period: str, counts: dict[str, int], highest_count: int
    ) -> HistogramBar:
        date = PartialDate(period)
        article_count, release_count = (counts.get(kind, 0) for kind in _KINDS)
        article_height, release_height = (
            round(count * BAR_HEIGHT / highest_count, 1) for count in (article_count, release_count)
        )
        return HistogramBar(
            date,
            self._address_for(date),
            article_count,
            release_count,
            index,
            article_height,
            release_height,
        )

    def _choose_periods(self) -> list[str]:
        """Return the years, months or days that have a bar."""
        years = sorted({int(period[:_YEAR_LENGTH]) for period in self._period_counts})
        year_range = range(years[0], years[-1] + 1) if years else range(0)
        if len(year_range) > MAX_YEARS_BY_MONTH:
            fits = len(year_range) <= MAX_YEARS_WITH_GAPS
            return [f"{year:04}" for year in (year_range if fits else years)]
        months = sorted(period for period in self._period_counts if len(period) > _YEAR_LENGTH)
        if months and months[0] == months[-1]:
            return _days_of(PartialDate(months[0]))
        months_of_years = [f"{year:04}-{month:02}" for year in year_range for month in range(1, 13)]
        return [month for month in months_of_years if months and months[0] <= month <= months[-1]]

    def _count_days(self) -> dict[str, dict[str, int]]:
        """Return how many records of each kind are from each day."""
        counts: dict[str, dict[str, int]] = {}
        for kind in _KINDS:
            for day, count in self._query.with_any("kind", [kind]).counts("day")["day"]:
                counts.setdefault(day, {})[kind] = count
        return counts


def _days_of(month: PartialDate) -> list[str]:
    return [f"{month.iso}-{day:02}" for day in range(1, month.last_day.day + 1)]

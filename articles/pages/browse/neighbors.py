"""The nearest years, months or days with records."""

from bisect import bisect, bisect_left
from datetime import timedelta
from typing import NamedTuple

from articles.catalog.results.catalog_query import CatalogQuery
from articles.core.dates import PartialDate
from articles.pages.listing import query_all_records

MAX_PAGES_SEARCHED = 5
"""Pages of a list searched for a date known to the day."""

_ONE_DAY = timedelta(days=1)


class NeighborPeriods(NamedTuple):
    """The nearest earlier and later period of the same unit with records; None if there is none."""

    previous: PartialDate | None
    next: PartialDate | None


def find_neighbor_periods(period: PartialDate) -> NeighborPeriods:
    """Return the neighbors of a year, month or day."""
    return _find_neighbor_days(period) if period.day else _find_neighbor_months_or_years(period)


def _find_neighbor_months_or_years(period: PartialDate) -> NeighborPeriods:
    periods = sorted(iso for iso in query_all_records().periods() if len(iso) == len(period.iso))
    next_index = bisect(periods, period.iso)
    index = bisect_left(periods, period.iso)
    return NeighborPeriods(
        PartialDate(periods[index - 1]) if index else None,
        PartialDate(periods[next_index]) if next_index < len(periods) else None,
    )


def _find_neighbor_days(day: PartialDate) -> NeighborPeriods:
    date = day.first_day
    newest_first = query_all_records().sorted_by("newest")
    oldest_first = query_all_records().sorted_by("oldest")
    return NeighborPeriods(
        _first_full_date(newest_first.to_day(date - _ONE_DAY)) if date > date.min else None,
        _first_full_date(oldest_first.from_day(date + _ONE_DAY)) if date < date.max else None,
    )


def _first_full_date(query: CatalogQuery) -> PartialDate | None:
    """Return the first date of the list that is known to the day."""
    for number in range(1, MAX_PAGES_SEARCHED + 1):
        page = query.page(number)
        for hit in page.hits:
            if hit.card.date and hit.card.date.day:
                return PartialDate(hit.card.date.iso[:10])
        if not page.next_number:
            break
    return None

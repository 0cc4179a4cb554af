"""Find the months of a list sorted by date that contain a page of it.

Tantivy finds a page far down a list slowly: it ranks all records before it. Among the records of
these months, no page is far from the start.
"""

from collections.abc import Mapping
from typing import NamedTuple

from articles.catalog.index.schema import FACET_SEPARATOR


class DateWindow(NamedTuple):
    """A run of months in a list."""

    dates: tuple[str, ...]
    """Values of the field `dates` that the records of these months have."""
    offset: int
    """How many records of these months precede the page."""


def find_window(counts: Mapping[str, int], sort: str, offset: int, size: int) -> DateWindow:
    """Return the window that contains the records from `offset` to `offset + size` of a list.

    `counts` are those of the field `dates` for the whole list. `sort` is newest or oldest; undated
    records are last in both.
    """
    dates_by_month: dict[str, list[str]] = {}
    for dates in counts:
        dates_by_month.setdefault(_sort_month(dates), []).append(dates)
    undated_dates = dates_by_month.pop("", [])
    months = sorted(dates_by_month, reverse=sort == "newest")
    window: list[str] = []
    window_count = 0
    for month_dates in [*(dates_by_month[month] for month in months), undated_dates]:
        month_count = sum(counts[dates] for dates in month_dates)
        if not window and month_count <= offset:
            offset -= month_count
            continue
        window += month_dates
        window_count += month_count
        if window_count >= offset + size:
            break
    return DateWindow(tuple(window), offset)


def _sort_month(dates: str) -> str:
    """Return the month by which a record is sorted: January if only the year is known."""
    year, month, _ = dates.split(FACET_SEPARATOR)
    return month or (f"{year}-01" if year else "")

"""Which part of a list ordered by date holds a page of it, so that no page is far from the start.

Pure: imports `schema` only.
"""

from collections.abc import Mapping
from typing import NamedTuple

from articles.catalog.index.schema import BETWEEN_FACETS


class Window(NamedTuple):
    dates: tuple[str, ...]
    """Of the field `dates`: those of the records in which the page lies."""
    offset: int
    """How many of these records come before the page."""


def window(counts: Mapping[str, int], order: str, offset: int, size: int) -> Window:
    """Where the records `offset` to `offset + size` of a list are, by its count of `dates`.

    Months are gone through in the order of the list, newest or oldest; what has no date is last.
    """
    months: dict[str, list[str]] = {}
    for dates in counts:
        months.setdefault(_month(dates), []).append(dates)
    undated = months.pop("", [])
    ordered = [months[month] for month in sorted(months, reverse=order == "newest")]
    chosen: list[str] = []
    for some in [*ordered, undated]:
        count = sum(counts[dates] for dates in some)
        if not chosen and count <= offset:
            offset -= count
            continue
        chosen += some
        if sum(counts[dates] for dates in chosen) >= offset + size:
            break
    return Window(tuple(chosen), offset)


def _month(dates: str) -> str:
    """The month to which a record belongs in the list; one known to the year begins it."""
    year, month, _ = dates.split(BETWEEN_FACETS)
    return month or (f"{year}-01" if year else "")

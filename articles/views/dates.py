"""Browsing by date: years, months and days with their neighbours, months as calendars."""

from bisect import bisect, bisect_left
from calendar import Calendar, month_name
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from articles.catalog.results.catalog_query import CatalogQuery
from articles.core.dates import PartialDate
from articles.pages.listing import Listing, everything

_PAGES = 5
"""Pages gone through to find a day that holds something, past dates known less well."""
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """A year, month or day, and how much it holds."""

    label: str
    date: PartialDate
    count: int


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a calendar."""

    date: PartialDate
    weeks: list[list[Period | None]]
    """Seven places each, from Monday; None where the day is another month's."""

    @property
    def name(self) -> str:
        return month_name[self.date.month or 0]

    @property
    def weekdays(self) -> tuple[str, ...]:
        return _WEEKDAYS


class Beside(NamedTuple):
    """The nearest years, months or days, as the one that they are beside, that hold something."""

    previous: PartialDate | None
    next: PartialDate | None


def date_list(request: HttpRequest) -> HttpResponse:
    """The years that hold something, and how many records have no date."""
    query = everything()
    periods = _periods(query, "year")
    dated = sum(period.count for period in periods)
    context = {"periods": periods, "undated": query.total - dated}
    return render(request, "pages/date_list.html", context)


def date_detail(request: HttpRequest, year: str, month: str = "", day: str = "") -> HttpResponse:
    """The records of a year, a month or a day; a date known less well is listed a level higher."""
    date = asked_for(year, month, day)
    listing = Listing(request, {"from": date.iso, "to": date.iso})
    context = {
        "date": date,
        "heading": date.long_form,
        "broader": [PartialDate(date.iso[:length]) for length in (4, 7) if length < len(date.iso)],
        "periods": [] if month else _periods(listing.query, "month"),
        "months": [] if day else _months(date, dict(listing.query.counts("day")["day"])),
        "beside": _days_beside(date) if day else _periods_beside(date),
        "anniversaries": _anniversaries(date) if day else [],
        "listing": listing,
    }
    return render(request, "pages/date_detail.html", context)


def asked_for(year: str, month: str = "", day: str = "") -> PartialDate:
    """The date of an address. Raises Http404 where there is no such date."""
    written = "-".join(part for part in (year, month, day) if part)
    try:
        return PartialDate(written)
    except ValueError as error:
        raise Http404(f"There is no date {written}.") from error


def _periods(query: CatalogQuery, facet: str) -> list[Period]:
    counted = sorted(query.counts(facet)[facet])
    dated = ((PartialDate(value), count) for value, count in counted)
    return [Period(date.long_form, date, count) for date, count in dated]


def _months(date: PartialDate, counts: Mapping[str, int]) -> list[Month]:
    """The months of a year that have days with something, or the one month."""
    wanted = [date.iso] if date.month else sorted({day[:7] for day in counts})
    return [_month(PartialDate(month), counts) for month in wanted]


def _month(month: PartialDate, counts: Mapping[str, int]) -> Month:
    number = month.month or 0
    weeks = Calendar().monthdayscalendar(month.year, number)
    return Month(month, [[_cell(month, day, counts) for day in week] for week in weeks])


def _cell(month: PartialDate, day: int, counts: Mapping[str, int]) -> Period | None:
    if not day:
        return None
    written = f"{month.iso}-{day:02}"
    return Period(str(day), PartialDate(written), counts.get(written, 0))


def _periods_beside(period: PartialDate) -> Beside:
    """Of a year or a month."""
    held = sorted(one for one in everything().periods() if len(one) == len(period.iso))
    after = bisect(held, period.iso)
    before = bisect_left(held, period.iso)
    return Beside(
        PartialDate(held[before - 1]) if before else None,
        PartialDate(held[after]) if after < len(held) else None,
    )


def _days_beside(day: PartialDate) -> Beside:
    at = day.first_day
    earlier = everything().sorted_by("newest")
    later = everything().sorted_by("oldest")
    return Beside(
        _first_day(earlier.to_day(at - _A_DAY)) if at > at.min else None,
        _first_day(later.from_day(at + _A_DAY)) if at < at.max else None,
    )


def _first_day(query: CatalogQuery) -> PartialDate | None:
    """The first date of the list that is known to the day."""
    for number in range(1, _PAGES + 1):
        page = query.page(number)
        for hit in page.hits:
            if hit.card.date and hit.card.date.day:
                return PartialDate(hit.card.date.iso[:10])
        if not page.next_number:
            break
    return None


def _anniversaries(day: PartialDate) -> list[Period]:
    """The same day of other years that hold something on it."""
    years = [year for year, _ in everything().counts("year")["year"]]
    days = [f"{year}{day.iso[4:]}" for year in years if year != day.iso[:4]]
    found = sorted(everything().with_any("day", days).counts("year")["year"]) if days else []
    dates = [(PartialDate(f"{year}{day.iso[4:]}"), count) for year, count in found]
    return [Period(date.iso[:4], date, count) for date, count in dates]

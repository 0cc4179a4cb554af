"""Years, months and days with their numbers of records; months as calendars."""

from calendar import SUNDAY, Calendar, month_name
from collections.abc import Mapping
from dataclasses import dataclass

from articles.catalog.results.catalog_query import CatalogQuery
from articles.core.dates import PartialDate
from articles.pages.listing import query_all_records

_WEEKDAYS = ("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat")


@dataclass(frozen=True, slots=True)
class PeriodCount:
    """A year, month or day, and the number of its records."""

    label: str
    date: PartialDate
    count: int


@dataclass(frozen=True, slots=True)
class CalendarMonth:
    date: PartialDate
    weeks: list[list[PeriodCount | None]]
    """Seven days each, from Sunday; None for days of another month."""

    @property
    def name(self) -> str:
        return month_name[self.date.month or 0]

    @property
    def weekdays(self) -> tuple[str, ...]:
        return _WEEKDAYS


def count_periods(query: CatalogQuery, unit: str) -> list[PeriodCount]:
    """Return the years or months (`unit` is "year" or "month") with records, in order."""
    counts = ((PartialDate(period), count) for period, count in sorted(query.counts(unit)[unit]))
    return [PeriodCount(date.long_form, date, count) for date, count in counts]


def broader_periods(date: PartialDate) -> list[PartialDate]:
    """Return the year of a month, the year and the month of a day."""
    return [PartialDate(date.iso[:length]) for length in (4, 7) if length < len(date.iso)]


def build_calendar(query: CatalogQuery, period: PartialDate) -> list[CalendarMonth]:
    """Return the months of a year that have days with records, or the single month."""
    counts = dict(query.counts("day")["day"])
    months = [period.iso] if period.month else sorted({day[:7] for day in counts})
    return [_build_month(PartialDate(month), counts) for month in months]


def _build_month(month: PartialDate, counts: Mapping[str, int]) -> CalendarMonth:
    weeks = Calendar(SUNDAY).monthdayscalendar(month.year, month.month or 0)
    return CalendarMonth(
        month, [[_build_day(month, day, counts) for day in week] for week in weeks]
    )


def _build_day(month: PartialDate, day: int, counts: Mapping[str, int]) -> PeriodCount | None:
    if not day:
        return None
    iso = f"{month.iso}-{day:02}"
    return PeriodCount(str(day), PartialDate(iso), counts.get(iso, 0))


def count_anniversaries(day: PartialDate) -> list[PeriodCount]:
    """Return the same day of other years, if it has records."""
    month_and_day = day.iso[4:]
    years = [year for year, _ in query_all_records().counts("year")["year"]]
    days = [f"{year}{month_and_day}" for year in years if year != day.iso[:4]]
    if not days:
        return []
    counts = query_all_records().with_any("day", days).counts("year")["year"]
    return [
        PeriodCount(year, PartialDate(f"{year}{month_and_day}"), count)
        for year, count in sorted(counts)
    ]

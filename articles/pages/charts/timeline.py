"""How often something happened in each day, month or year, as bars."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from articles.core.dates import PartialDate

WIDTH, HEIGHT = 600, 80
"""Size of the drawing, in its own units."""
MAX_DAYS, MAX_MONTHS = 62, 180
"""Length of the longest period shown by day, and of the longest shown by month."""
MAX_BAR_WIDTH, MIN_BAR_WIDTH = 48.0, 2.0
"""In units of the drawing."""
BAR_SHARE = 0.8
"""Share of the room for a bar that it fills; the remainder is the gap."""

_ISO_LENGTHS = {"day": 10, "month": 7, "year": 4}
"""Characters of a date in ISO 8601, by its unit."""


@dataclass(frozen=True, slots=True)
class TimelineBar:
    """A day, month or year in which something happened, and its bar in units of the drawing."""

    date: PartialDate
    count: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Timeline:
    unit: str
    """day, month or year."""
    first_date: PartialDate
    last_date: PartialDate
    bars: tuple[TimelineBar, ...]
    omitted_count: int
    """How many dates are unknown, or less precise than the unit."""
    width: int = WIDTH
    height: int = HEIGHT


def build_timeline(
    dates: Iterable[PartialDate | None], start: PartialDate | None
) -> Timeline | None:
    """Return the dates by the finest unit that fits; None if all are unknown.

    The timeline begins with `start` if that is as precise as the unit.
    """
    all_dates = list(dates)
    known_dates = [date for date in all_dates if date]
    if not known_dates:
        return None
    start_dates = [start] if start else []
    unit = _choose_unit(known_dates, start_dates)
    counts = Counter(_truncate_dates(known_dates, unit))
    ends = [*counts, *_truncate_dates(start_dates, unit)]
    first_date, last_date = min(ends, key=str), max(ends, key=str)
    bars = _draw_bars(counts, first_date, last_date)
    return Timeline(unit, first_date, last_date, bars, len(all_dates) - counts.total())


def _choose_unit(known_dates: list[PartialDate], start_dates: list[PartialDate]) -> str:
    """Return the finest unit that has room for its bars and that most dates are precise to."""
    for unit, max_length in (("day", MAX_DAYS), ("month", MAX_MONTHS)):
        dates = _truncate_dates(known_dates, unit)
        numbers = [_period_number(date) for date in (*dates, *_truncate_dates(start_dates, unit))]
        if len(dates) * 2 > len(known_dates) and max(numbers) - min(numbers) < max_length:
            return unit
    return "year"


def _truncate_dates(dates: Iterable[PartialDate], unit: str) -> list[PartialDate]:
    """Return the dates without what is finer than the unit, leaving out less precise ones."""
    length = _ISO_LENGTHS[unit]
    return [PartialDate(date.iso[:length]) for date in dates if len(date.iso) >= length]


def _period_number(date: PartialDate) -> int:
    """Return the number of a day, month or year: that of the next one is higher by 1."""
    if date.day:
        return date.first_day.toordinal()
    return date.year * 12 + date.month if date.month else date.year


def _draw_bars(
    counts: Counter[PartialDate], first_date: PartialDate, last_date: PartialDate
) -> tuple[TimelineBar, ...]:
    step = WIDTH / (_period_number(last_date) - _period_number(first_date) + 1)
    width = min(max(MIN_BAR_WIDTH, step * BAR_SHARE), MAX_BAR_WIDTH)
    highest_count = max(counts.values())
    bars = []
    for date, count in sorted(counts.items(), key=lambda item: str(item[0])):
        x = (_period_number(date) - _period_number(first_date)) * step
        height = round(HEIGHT * count / highest_count, 2)
        y = round(HEIGHT - height, 2)
        bars.append(TimelineBar(date, count, round(x, 2), y, round(width, 2), height))
    return tuple(bars)

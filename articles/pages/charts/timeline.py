"""When something happened: how often in each day, month or year, as bars. Imports no sibling."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from articles.core.dates import PartialDate

WIDTH, HEIGHT = 600, 80
"""Of the drawing, in its own units."""
DAYS, MONTHS = 62, 180
"""The longest stretch of time that is shown by days, and the longest by months."""
_WRITTEN = {"day": 10, "month": 7, "year": 4}
"""Characters of a date's written form, by what it is counted by."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A day, month or year in which something happened, and its bar in the drawing."""

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
    first: PartialDate
    last: PartialDate
    bars: tuple[Bar, ...]
    left_out: int
    """How many dates are not known, or known less well than to the unit."""
    width: int = WIDTH
    height: int = HEIGHT


def timeline(dates: Iterable[PartialDate | None], since: PartialDate | None) -> Timeline | None:
    """The dates by the finest unit that fits, on a line that begins with `since`, where known.

    None where no date is known.
    """
    given = list(dates)
    known = [one for one in given if one]
    if not known:
        return None
    start = [since] if since else []
    unit = _unit(known, start)
    counts = Counter(cut for one in known if (cut := _cut(one, unit)))
    ends = [*counts, *(cut for one in start if (cut := _cut(one, unit)))]
    first, last = min(ends, key=str), max(ends, key=str)
    return Timeline(unit, first, last, _bars(counts, first, last), len(given) - counts.total())


def _unit(known: list[PartialDate], start: list[PartialDate]) -> str:
    """The finest that makes few enough bars and that most dates are known to."""
    for unit, most in (("day", DAYS), ("month", MONTHS)):
        cut = [one for one in (_cut(one, unit) for one in known) if one]
        places = [_place(one) for one in (*cut, *(_cut(one, unit) for one in start)) if one]
        if len(cut) * 2 > len(known) and max(places) - min(places) < most:
            return unit
    return "year"


def _cut(one: PartialDate, unit: str) -> PartialDate | None:
    written = str(one)[: _WRITTEN[unit]]
    return PartialDate(written) if len(written) == _WRITTEN[unit] else None


def _place(one: PartialDate) -> int:
    """The number of a day, month or year among its like."""
    if one.day:
        return one.first_day.toordinal()
    return one.year * 12 + one.month if one.month else one.year


def _bars(counts: Counter[PartialDate], first: PartialDate, last: PartialDate) -> tuple[Bar, ...]:
    step = WIDTH / (_place(last) - _place(first) + 1)
    width, most = min(max(2.0, step * 0.8), 48.0), max(counts.values())
    bars = []
    for one, count in sorted(counts.items(), key=lambda item: str(item[0])):
        x = (_place(one) - _place(first)) * step
        height = round(HEIGHT * count / most, 2)
        bars.append(
            Bar(one, count, round(x, 2), round(HEIGHT - height, 2), round(width, 2), height)
        )
    return tuple(bars)

"""Dates known to the year, the month, the day or the minute.

The written form is that of ISO 8601 with reduced precision: 2017, 2017-07, 2017-07-28,
2017-07-28T10:01, 2017-07-28T10:01:30-05:00. What is not known is absent: nothing is padded.
"""

import re
from calendar import month_name, monthrange
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

_ISO = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)"
    r"(?:T(?P<time>\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?))?)?)?"
)
_HAS_YEAR = re.compile(r"\b\d{4}\b|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2}\b")
_ABSOLUTE = {"PARSERS": ["absolute-time"], "RETURN_TIME_AS_PERIOD": True}
_WHOLE = {"REQUIRE_PARTS": ["day", "month", "year"]}
_DROPPED = (
    (re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.IGNORECASE), ""),
    (re.compile(r"\s+[ECMP]\.?T\.?$"), ""),
    (re.compile(r"(?<=-\d\d) (?=\d\d:\d\d)"), "T"),
    (re.compile(r"(?<=:\d\d)\.\d+"), ""),
)
_FORMS = {"year": "%Y", "month": "%Y-%m", "day": "%Y-%m-%d", "time": "%Y-%m-%dT%H:%M"}


@dataclass(frozen=True)
class PartialDate:
    """A date as far as it is known.

    Raises ValueError where the written form is not one of the module's, or no such day exists.
    """

    iso: str

    def __post_init__(self) -> None:
        match = _ISO.fullmatch(self.iso)
        if match is None:
            raise ValueError("is not a date such as 2017, 2017-07 or 2017-07-28")
        datetime.fromisoformat(self._filled(match))

    def _filled(self, match: re.Match[str]) -> str:
        year, month, day, time = match.group("year", "month", "day", "time")
        return f"{year}-{month or '01'}-{day or '01'}T{time or '00:00'}"

    def __str__(self) -> str:
        return self.iso

    @cached_property
    def year(self) -> int:
        return int(self.iso[:4])

    @cached_property
    def month(self) -> int | None:
        return int(self.iso[5:7] or 0) or None

    @cached_property
    def day(self) -> int | None:
        return int(self.iso[8:10] or 0) or None

    @property
    def spelled(self) -> str:
        """As English prose has it, without the clock time: 2017, July 2017, 28 July 2017."""
        if self.month is None:
            return str(self.year)
        month = f"{month_name[self.month]} {self.year}"
        return f"{self.day} {month}" if self.day else month

    @property
    def time(self) -> str:
        """The clock time where it is known, as HH:MM, else nothing."""
        return self.iso[11:16]

    @property
    def minutes(self) -> int:
        """The clock time in minutes after midnight; 0 where it is not known."""
        hours, _, minutes = self.time.partition(":")
        return int(hours) * 60 + int(minutes) if minutes else 0

    @cached_property
    def earliest(self) -> date:
        """The first day that it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @cached_property
    def latest(self) -> date:
        """The last day that it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def surely_after(self, other: "PartialDate") -> bool:
        """Whether every day it can mean is later than every day that `other` can mean."""
        return self.earliest > other.latest


def read_date(text: str) -> PartialDate:
    """The date that a newsroom wrote: ISO 8601 or English ("Oct 9, 2013 9:25 AM", "July 2017").

    Raises ValueError where it is none, is relative ("yesterday"), lacks its year, or has a clock
    time without its day.
    """
    text = _unreadable_parts_dropped(text.strip())
    if _ISO.fullmatch(text):
        return PartialDate(text)
    found = _parser().get_date_data(text) if _HAS_YEAR.search(text) else None
    if found is None or found.date_obj is None:
        raise ValueError("is not a date that can be read")
    if found.period == "time" and _parser(whole=True).get_date_data(text).date_obj is None:
        raise ValueError("has a clock time, and no day that it belongs to")
    return _as_known(found.date_obj, found.period or "day")


@cache
def _parser(*, whole: bool = False) -> "DateDataParser":
    """One that takes English dates; `whole` ones must have day, month and year."""
    from dateparser.date import DateDataParser  # takes a quarter of a second

    settings: dict[str, Any] = _ABSOLUTE | (_WHOLE if whole else {})
    return DateDataParser(languages=["en"], settings=settings)


def _unreadable_parts_dropped(text: str) -> str:
    """Without the weekday, parts of a second, and a zone that doesn't say which season it is."""
    for part, instead in _DROPPED:
        text = part.sub(instead, text)
    return text


def _as_known(moment: datetime, period: str) -> PartialDate:
    iso = f"{moment:{_FORMS[period]}}"
    if period == "time" and moment.tzinfo is not None:
        offset = f"{moment:%z}"
        iso += f"{offset[:3]}:{offset[3:5]}"
    return PartialDate(iso)

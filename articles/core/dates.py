"""Dates known to the year, the month, the day or the minute.

Their text is ISO 8601 with reduced precision: 2017, 2017-07, 2017-07-28, 2017-07-28T10:01,
2017-07-28T10:01:30-05:00. Unknown parts are absent, never padded.
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
_NO_RELATIVE_DATES = {"PARSERS": ["absolute-time"], "RETURN_TIME_AS_PERIOD": True}
_FULL_DATES_ONLY = {"REQUIRE_PARTS": ["day", "month", "year"]}
_REPLACEMENTS = (
    (re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.IGNORECASE), ""),
    (re.compile(r"\s+[ECMP]\.?T\.?$"), ""),  # does not say whether daylight time
    (re.compile(r"(?<=-\d\d) (?=\d\d:\d\d)"), "T"),
    (re.compile(r"(?<=:\d\d)\.\d+"), ""),  # fractions of a second
)
_ISO_FORMATS = {"year": "%Y", "month": "%Y-%m", "day": "%Y-%m-%d", "time": "%Y-%m-%dT%H:%M"}


@dataclass(frozen=True)
class PartialDate:
    """A date as far as it is known.

    Raises ValueError if `iso` has another form, or there is no such day.
    """

    iso: str

    def __post_init__(self) -> None:
        match = _ISO.fullmatch(self.iso)
        if match is None:
            raise ValueError("is not a date such as 2017, 2017-07 or 2017-07-28")
        datetime.fromisoformat(self._pad(match))

    def _pad(self, match: re.Match[str]) -> str:
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
    def long_form(self) -> str:
        """The date in American English, without the time: 2017, July 2017, July 28, 2017."""
        if self.month is None:
            return str(self.year)
        month = month_name[self.month]
        return f"{month} {self.day}, {self.year}" if self.day else f"{month} {self.year}"

    @property
    def time(self) -> str:
        """The time as HH:MM; empty if unknown."""
        return self.iso[11:16]

    @property
    def clock_time(self) -> str:
        """The time in Associated Press style ("10:01 a.m.", "noon"); empty if unknown."""
        if not self.time:
            return ""
        hour, minute = divmod(self.minute_of_day, 60)
        if minute == 0 and hour % 12 == 0:
            return "noon" if hour else "midnight"
        half = "a.m." if hour < 12 else "p.m."  # noqa: PLR2004 - hours of half a day
        minutes = f":{minute:02}" if minute else ""
        return f"{hour % 12 or 12}{minutes} {half}"

    @property
    def minute_of_day(self) -> int:
        """The time in minutes after midnight; 0 if unknown."""
        hours, _, minutes = self.time.partition(":")
        return int(hours) * 60 + int(minutes) if minutes else 0

    @cached_property
    def first_day(self) -> date:
        """The first day that the date can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @cached_property
    def last_day(self) -> date:
        """The last day that the date can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def is_surely_after(self, date: "PartialDate") -> bool:
        """Whether every day this date can mean is later than every day that `date` can mean."""
        return self.first_day > date.last_day


def read_date(text: str) -> PartialDate:
    """Read a date in ISO 8601 or English ("Oct 9, 2013 9:25 AM", "July 2017").

    Raises ValueError if there is none, it is relative ("yesterday"), lacks its year, or has a time
    but no day.
    """
    text = _replace_unreadable_parts(text.strip())
    if _ISO.fullmatch(text):
        return PartialDate(text)
    reading = _get_parser().get_date_data(text) if _HAS_YEAR.search(text) else None
    if reading is None or reading.date_obj is None:
        raise ValueError("is not a readable date")
    if reading.period == "time":
        full_date = _get_parser(full_dates_only=True).get_date_data(text).date_obj
        if full_date is None:
            raise ValueError("has a time but no day")
    return _to_partial_date(reading.date_obj, reading.period or "day")


@cache
def _get_parser(*, full_dates_only: bool = False) -> "DateDataParser":
    """Return a parser of English dates; with `full_dates_only` a date must have all its parts."""
    from dateparser.date import DateDataParser  # takes a quarter of a second

    settings: dict[str, Any] = _NO_RELATIVE_DATES | (_FULL_DATES_ONLY if full_dates_only else {})
    return DateDataParser(languages=["en"], settings=settings)


def _replace_unreadable_parts(text: str) -> str:
    """Remove what the parser misreads: weekdays, fractions of a second, zones without a season."""
    for pattern, replacement in _REPLACEMENTS:
        text = pattern.sub(replacement, text)
    return text


def _to_partial_date(moment: datetime, period: str) -> PartialDate:
    iso = f"{moment:{_ISO_FORMATS[period]}}"
    if period == "time" and moment.tzinfo is not None:
        offset = f"{moment:%z}"
        iso += f"{offset[:3]}:{offset[3:5]}"
    return PartialDate(iso)

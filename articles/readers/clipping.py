"""Clippings (.txt): a title, perhaps a byline and a date, paragraphs. May import `dates`.

Bylines are read as newsrooms write them: "JANE ROE Posted at 10:01 am on July 28, 2017",
"By Jane Roe and John Doe | March 7, 2003 | Page 9", a byline and a date on two lines.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from articles.readers.bylines import is_name, names, starts_with_by
from articles.readers.entry import Entry, place, problem, unreadable
from articles.readers.mapping import Mapping, brought_over, convert
from articles.readers.strict import whole_text
from articles.records import Problem

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_TIME = r"\d{1,2}:\d\d(?::\d\d)?(?:\s*[ap]\.?m\b\.?)?(?:\s*(?:[ecmp][sd]t|gmt|utc)\b)?"
_DATE = re.compile(
    rf"\b(?:(?P<early>{_TIME})(?:\s*[ecmp]t\b)?,?\s+(?:on\s+)?)?{_WEEKDAY}"
    rf"(?P<day>{_MONTH}\s+{_DAY},?\s+\d{{4}}|(?:{_DAY}\s+)?{_MONTH},?\s+\d{{4}}|"
    r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?|\d{1,2}/\d{1,2}/\d{4})\b"
    rf"(?:,?\s*(?:at\s+|@\s*)?(?P<late>{_TIME})(?:\s*[ecmp]t\b)?)?",
    re.IGNORECASE,
)
"""A day, and the time before or after it, without "ET", which leaves summer time open."""
_FURNITURE = re.compile(
    r"\b(?:first\s+|last\s+)?(?:posted|published|updated)\b(?:\s+(?:at|on)\b)?:?|"
    r"\b(?:page|p\.)\s*[a-z]?\d+|\b(?:on|at)\s*$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[|·•–—]|\s-+\s|[-,]\s*$|^\s*[-,]")
_LONGEST_LINE = 200
_FEW = 4
"""The most words of a signature that is no person's name ("By The Editors")."""
_HEADER = 4
"""The lines after the title among which a byline and a date can stand."""


@dataclass(frozen=True)
class _Line:
    """What a line of the header says."""

    byline: str = ""
    date: str = ""


def read(path: Path, mapping: Mapping | None = None) -> Iterator[Entry | Problem]:
    """The one article that the file is."""
    try:
        raw = article(whole_text(path))
    except OSError as error:
        yield unreadable(path, error)
    except ValueError as refusal:
        yield problem(place(path), str(refusal))
    else:
        yield Entry(place(path), brought_over(raw, mapping))


def article(clipping: str) -> dict[str, Any]:
    """The article in a clipping, with what can be read of byline and date.

    ValueError where nothing follows the title and the byline.
    """
    title, _, rest = clipping.strip().partition("\n")
    header, text = _header(rest)
    if not text:
        raise ValueError("holds a title and no text")
    raw: dict[str, Any] = {"kind": "article", "title": title.strip(), "text": text}
    if byline := next((line.byline for line in header if line.byline), ""):
        raw["authors"] = names(byline)
    if date := next((line.date for line in header if line.date), ""):
        raw["published"] = convert("published", date)
    return raw


def _header(rest: str) -> tuple[list[_Line], str]:
    """The byline and date lines with which `rest` begins, and what follows them."""
    found: list[_Line] = []
    while len(found) < _HEADER:
        line, _, after = rest.lstrip().partition("\n")
        said = _said(line.strip()) or _name_before_date(line.strip(), after)
        if said is None:
            break
        found.append(said)
        rest = after
    return found, rest.strip()


def _said(line: str) -> _Line | None:
    """What the line says as a byline, a date line or both; None where it is neither."""
    if len(line) > _LONGEST_LINE:
        return None
    date = _DATE.search(line)
    around = [line[: date.start()], line[date.end() :]] if date else [line]
    parts = [part for other in around for part in _parts(other)]
    by = [part for part in parts if starts_with_by(part)]
    if not (by or date) or (not by and parts[1:]):
        return None
    byline = next(iter(by or parts), "")
    if byline and not _signs(byline):
        return None
    return _Line(byline, " ".join(filter(None, date.group("day", "late", "early"))) if date else "")


def _parts(text: str) -> list[str]:
    """What a line says beside dates, pages and the like."""
    text = _FURNITURE.sub("|", _DATE.sub("|", text))
    return [part.strip() for part in _BETWEEN.split(text) if part.strip()]


def _signs(part: str) -> bool:
    """Whether a part of a line is a name or, after "By", can be one."""
    first = next(iter(names(part)), "")
    few = starts_with_by(part) and len(first.split()) <= _FEW and part[-1] not in ".!?:,"
    return is_name(first) or (few and first[:1].isupper())


def _name_before_date(line: str, after: str) -> _Line | None:
    if len(line) > _LONGEST_LINE or not is_name(line):
        return None
    following = _said(after.lstrip().partition("\n")[0].strip())
    return _Line(line) if following and not following.byline else None

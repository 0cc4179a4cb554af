"""Clippings (.txt): a title, perhaps a byline and a date, paragraphs.

Bylines are read as newsrooms write them: "JANE ROE Posted at 10:01 am on July 28, 2017",
"By Jane Roe and John Doe | March 7, 2003 | Page 9", a byline and a date on two lines.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from articles.core.problems import Problem
from articles.readers.bylines import is_person_name, parse_byline, starts_with_by
from articles.readers.decoding.encodings import decode_text
from articles.readers.entry import Entry
from articles.readers.mapping import Mapping, apply_map, convert_value, mapped_kind
from articles.readers.source import Source

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
    r"\b(?:pages?|p\.)\s*[a-z]?\d+(?:\s*(?:and|to|[-–,])\s*[a-z]?\d+)*|\b(?:on|at)\s*$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[|·•–—]|\s-+\s|[-,]\s*$|^\s*[-,]")
_LONGEST_LINE = 200
_FEW = 4
"""The most words of a signature that is no person's name ("By The Editors")."""
_HEADER = 4
"""The lines after the title among which a byline and a date can stand."""


@dataclass(frozen=True)
class ClippingHeader:
    """What lines between a title and a text say: as they are written, empty where they don't."""

    byline: str = ""
    date: str = ""


def read_clipping(source: Source, mapping: Mapping | None = None) -> Iterator[Entry | Problem]:
    """The one article that the file is; a release where a map without [fields] says so.

    Raises OSError, and ValueError where it is none.
    """
    text, told = decode_text(source.read_all())
    named = mapping is not None and bool(mapping.fields)
    read_as = parse_release if mapped_kind(mapping) == "release" and not named else parse_article
    yield source.make_entry(apply_map(read_as(text), mapping), warnings=told)


def parse_release(clipping: str) -> dict[str, Any]:
    """The press release in a clipping: who signed it is a part of the text."""
    title, found, text = _parted(clipping)
    text = "\n\n".join(filter(None, [found.byline, text]))
    raw = {"kind": "release", "title": title, "text": text}
    return raw | ({"released": convert_value("released", found.date)} if found.date else {})


def parse_article(clipping: str) -> dict[str, Any]:
    """The article in a clipping, with what can be read of byline and date.

    ValueError where nothing follows the title and the byline.
    """
    title, found, text = _parted(clipping)
    raw: dict[str, Any] = {"kind": "article", "title": title, "text": text}
    if found.byline:
        raw["authors"] = parse_byline(found.byline)
    if found.date:
        raw["published"] = convert_value("published", found.date)
    return raw


def _parted(clipping: str) -> tuple[str, ClippingHeader, str]:
    title, _, rest = clipping.strip().partition("\n")
    found, text = parse_header(rest)
    if not text:
        raise ValueError("holds a title and no text")
    return title.strip(), found, text


def parse_header(rest: str) -> tuple[ClippingHeader, str]:
    """The byline and the date with which `rest`, what follows a title, begins; and what follows
    the lines that hold them."""
    found: list[ClippingHeader] = []
    while len(found) < _HEADER:
        line, _, after = rest.lstrip().partition("\n")
        said = _said(line.strip()) or _name_before_date(line.strip(), after)
        if said is None:
            break
        found.append(said)
        rest = after
    byline = next((line.byline for line in found if line.byline), "")
    return ClippingHeader(
        byline, next((line.date for line in found if line.date), "")
    ), rest.strip()


def _said(line: str) -> ClippingHeader | None:
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
    if byline and not _signs(byline, dated=date is not None):
        return None
    return ClippingHeader(byline, _written(date) if date else "")


def _written(date: re.Match[str]) -> str:
    return " ".join(filter(None, date.group("day", "late", "early")))


def _parts(text: str) -> list[str]:
    """What a line says beside dates, pages and the like."""
    text = _FURNITURE.sub("|", _DATE.sub("|", text))
    return [part.strip() for part in _BETWEEN.split(text) if part.strip()]


def _signs(part: str, *, dated: bool) -> bool:
    """Whether a part of a line is a name or, after "By", can be one: in small letters too where the
    line has a date ("By a pilot | March 7, 2003")."""
    first = next(iter(parse_byline(part)), "")
    few = starts_with_by(part) and len(first.split()) <= _FEW and part[-1] not in ".!?:,"
    return is_person_name(first) or (few and (first[:1].isupper() or (dated and first != "")))


def _name_before_date(line: str, after: str) -> ClippingHeader | None:
    if len(line) > _LONGEST_LINE or not is_person_name(line):
        return None
    following = _said(after.lstrip().partition("\n")[0].strip())
    return ClippingHeader(line) if following and not following.byline else None

"""Clippings (.txt): a title, possibly a byline and a date, and paragraphs.

Bylines are read as newsrooms write them: "JANE ROE Posted at 10:01 am on July 28, 2017",
"By Jane Roe and John Doe | March 7, 2003 | Page 9", or a byline and a date on two lines.
"""

import re
from collections.abc import Iterator, Sequence
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
    rf"\b(?:(?P<time_before>{_TIME})(?:\s*[ecmp]t\b)?,?\s+(?:on\s+)?)?{_WEEKDAY}"
    rf"(?P<day>{_MONTH}\s+{_DAY},?\s+\d{{4}}|(?:{_DAY}\s+)?{_MONTH},?\s+\d{{4}}|"
    r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?|\d{1,2}/\d{1,2}/\d{4})\b"
    rf"(?:,?\s*(?:at\s+|@\s*)?(?P<time_after>{_TIME})(?:\s*[ecmp]t\b)?)?",
    re.IGNORECASE,
)
"""A day, with the time before or after it. "ET" is left out: it may be summer time or not."""
_FURNITURE = re.compile(
    r"\b(?:first\s+|last\s+)?(?:posted|published|updated)\b(?:\s+(?:at|on)\b)?:?|"
    r"\b(?:pages?|p\.)\s*[a-z]?\d+(?:\s*(?:and|to|[-–,])\s*[a-z]?\d+)*|\b(?:on|at)\s*$",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"[|·•–—]|\s-+\s|[-,]\s*$|^\s*[-,]")
_MAX_HEADER_LINE_LENGTH = 200
"""Characters; a longer line is text."""
_MAX_SIGNATURE_WORDS = 4
"""Of a byline that does not name a person ("By The Editors")."""
_MAX_HEADER_LINES = 4
"""Lines after the title that can be a byline or a date."""


@dataclass(frozen=True)
class TextHeader:
    """The byline and the date between a title and a text, as written; "" if there is none."""

    byline: str = ""
    date: str = ""


def read_clipping(source: Source, mapping: Mapping | None = None) -> Iterator[Entry | Problem]:
    """Yield the clipping as an entry: an article, or a release if a map without [fields] says so.

    Raises OSError, and ValueError if it contains no text.
    """
    text, warnings = decode_text(source.read_all())
    has_field_names = mapping is not None and bool(mapping.fields)
    is_release = mapped_kind(mapping) == "release" and not has_field_names
    raw = parse_release(text) if is_release else parse_article(text)
    yield source.make_entry(apply_map(raw, mapping), warnings=warnings)


def parse_release(clipping: str) -> dict[str, Any]:
    """Return the fields of a press release; its byline is part of the text."""
    title, header, text = _split_clipping(clipping)
    text = "\n\n".join(filter(None, [header.byline, text]))
    raw = {"kind": "release", "title": title, "text": text}
    return raw | ({"released": convert_value("released", header.date)} if header.date else {})


def parse_article(clipping: str) -> dict[str, Any]:
    """Return the fields of an article, with its byline and date if they can be read.

    Raises ValueError if nothing follows the title and the byline.
    """
    title, header, text = _split_clipping(clipping)
    raw: dict[str, Any] = {"kind": "article", "title": title, "text": text}
    if header.byline:
        raw["authors"] = parse_byline(header.byline)
    if header.date:
        raw["published"] = convert_value("published", header.date)
    return raw


def parse_header(text: str) -> tuple[TextHeader, str]:
    """Return the byline and the date with which `text` (without a title) begins, and the text
    after the lines that contain them."""
    headers: list[TextHeader] = []
    while len(headers) < _MAX_HEADER_LINES:
        line, _, following_text = text.lstrip().partition("\n")
        header = _parse_header_line(line.strip()) or _parse_name_before_date(
            line.strip(), following_text
        )
        if header is None:
            break
        headers.append(header)
        text = following_text
    return merge_headers(headers), text.strip()


def merge_headers(headers: Sequence[TextHeader]) -> TextHeader:
    """Return the first byline and the first date."""
    byline = next((header.byline for header in headers if header.byline), "")
    date = next((header.date for header in headers if header.date), "")
    return TextHeader(byline, date)


def _split_clipping(clipping: str) -> tuple[str, TextHeader, str]:
    """Return the title, the header and the text."""
    title, _, body = clipping.strip().partition("\n")
    header, text = parse_header(body)
    if not text:
        raise ValueError("contains a title but no text")
    return title.strip(), header, text


def _parse_header_line(line: str) -> TextHeader | None:
    """Return what a line says as a byline, a date line or both; None if it is neither."""
    if len(line) > _MAX_HEADER_LINE_LENGTH:
        return None
    date = _DATE.search(line)
    texts_beside_date = [line[: date.start()], line[date.end() :]] if date else [line]
    parts = [part for text in texts_beside_date for part in _split_line(text)]
    by_parts = [part for part in parts if starts_with_by(part)]
    if not (by_parts or date) or (not by_parts and parts[1:]):
        return None
    byline = next(iter(by_parts or parts), "")
    if byline and not _can_be_byline(byline, has_date=date is not None):
        return None
    return TextHeader(byline, _format_date(date) if date else "")


def _format_date(date: re.Match[str]) -> str:
    return " ".join(filter(None, date.group("day", "time_after", "time_before")))


def _split_line(text: str) -> list[str]:
    """Return the parts of a line that are not dates, page numbers and the like."""
    text = _FURNITURE.sub("|", _DATE.sub("|", text))
    return [part.strip() for part in _SEPARATOR.split(text) if part.strip()]


def _can_be_byline(part: str, *, has_date: bool) -> bool:
    """Whether a part of a line is a name or, after "By", a few words that can stand for one.

    In a line with a date these may be in lowercase ("By a pilot | March 7, 2003").
    """
    name = next(iter(parse_byline(part)), "")
    if is_person_name(name):
        return True
    is_short = starts_with_by(part) and len(name.split()) <= _MAX_SIGNATURE_WORDS
    if not is_short or part[-1] in ".!?:,":
        return False
    return name[:1].isupper() or (has_date and name != "")


def _parse_name_before_date(line: str, following_text: str) -> TextHeader | None:
    """Return the byline if a line is a name and the next line is a date."""
    if len(line) > _MAX_HEADER_LINE_LENGTH or not is_person_name(line):
        return None
    next_header = _parse_header_line(following_text.lstrip().partition("\n")[0].strip())
    return TextHeader(line) if next_header and not next_header.byline else None

"""Datelines: where a press release says that it was issued."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.core.text import Span
from articles.names.cities import City, find_city, is_city_name, needs_no_state
from articles.names.regions import find_country, find_postal_code

MAX_DATELINE_OFFSET = 3_000
"""How far into a text a dateline can be, in characters: titles and contacts may precede it."""

_UPPERCASE_WORD = r"(?:Mc|Mac|De|La|Le|Du)?[^\W\d_a-zà-öø-ÿ](?:[^\W\d_a-zà-öø-ÿ]|[.'’‘])*+"
_TITLE_CASE_WORD = r"[^\W\d_a-zà-öø-ÿ](?:[^\W\d_]|[.'’‘])++"
_STATE = r"(?!AND\b)[^\W\d_a-z][A-Za-z.]*(?:\ [A-Z][A-Za-z.]*){0,3}"
_DAY = r"""
    (?i:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?
    (?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[A-Za-z]*\.?\s+\d{1,2}(?:,?\s+\d{4})?
    | \d{1,2}/\d{1,2}/\d{2,4}
"""
_DASH = r"(?:\s*[—–―‒]+|\s*-{2,3}(?!-)|[^\S\n]+[-‑](?!\S)|[-‑](?=\s|[A-Z][a-z]))"
_MARGIN = r"[\s*_]*+"


def _place_pattern(word: str) -> str:
    place = rf"{word}(?:(?:[ \t-]++|\n){word}){{0,4}}"
    return rf"""
        (?P<place>(?P<name>{place})(?:\s*,\s*(?P<state>{_STATE}))?)
        (?:\s*(?:/|;|&|,?\ (?i:and)\b)\s*{place}(?:,\s*{_STATE})?)*
    """


def _compile_dateline(word: str) -> re.Pattern[str]:
    """Compile a place and a dash, with the day before or after the place.

    A place in parentheses needs no dash.
    """
    day = rf"[\s,]*[(\[]?(?:{_DAY})[)\]]?"
    return re.compile(
        rf"""
        {_MARGIN}(?:{day}{_MARGIN}(?:[,:|]|{_DASH})?{_MARGIN})?
        (?P<bracket>[(\[])?{_place_pattern(word)},?(?(bracket)[)\]])\**
        (?:{day}\**(?P<colon>:)?)?
        (?:(?P<dash>{_DASH})|(?(colon)|(?(bracket)\s+(?=[A-Z])|(?!))))\s*(?=\S)
        """,
        re.VERBOSE,
    )


_UPPERCASE_DATELINE = _compile_dateline(_UPPERCASE_WORD)
_TITLE_CASE_DATELINE = _compile_dateline(_TITLE_CASE_WORD)
_DATELINE_WITHOUT_DASH = re.compile(
    r"""
    \s*(?P<place>(?P<name>(?:ST\.\ |FT\.\ |MT\.\ )?[A-Z]+?(?:\ [A-Z]+?){0,4}?)
    (?:(?:\s*+,\s*+|\s++)(?P<state>
        D\.?\s?C\b\.? | (?!U\.)[A-Z]\.\s?[A-Z]\. | [A-Z][A-Za-z]{2,4}\.
        | [A-Z]{2}\b | (?<=,\s)[A-Z]{4,}\b
    ))?)
    ,?\s*+
    (?=(?!County|Parish|Borough)[A-Z][a-z]|An?\ (?:[a-z]|[A-Z][a-z]|U\.)|U\.?\s?S\b)
    """,
    re.VERBOSE,
)
_NOT_A_PLACE = re.compile(r"(?:THE|U\.?S\.?)\b|.*\n|(?:\S+\s+){3}\S")
_DAY_NAMES = "mon|tue|wed|thu|fri|sat|sun"
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_PROSE = re.compile(rf"[\w.'’‘]++[ \t]++(?!(?:and|{_DAY_NAMES}|{_MONTHS}))[a-z]")
"""The beginning of most lines of prose, to skip them fast: no dateline goes on in lowercase."""
_LINE_BREAK = re.compile(r"\n\s*+(?=\S)")


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline; if it names several places, the first."""

    place: str
    """The place as written."""
    span: Span
    """The characters of the place."""
    body_start: int
    """The offset of the text after the dateline."""
    city: City | None
    """None if the place is unknown or ambiguous."""


def read_dateline(text: str) -> Dateline | None:
    """Return the dateline of a release, or None.

    At the beginning of the text it may lack its dash ("WASHINGTON The ..."); on a later line,
    within the first `MAX_DATELINE_OFFSET` characters, it needs one. The place must be a city's
    name, or anything in capitals followed by a state or country.
    """
    datelines = (_read_on_line(text, line_start) for line_start in _line_starts(text))
    on_first_line = next(datelines, None)
    return on_first_line or _read_at_start(text) or next(filter(None, datelines), None)


def _line_starts(text: str) -> Iterator[int]:
    """Yield the offsets of the lines on which a dateline can be."""
    yield len(text) - len(text.lstrip())
    yield from (match.end() for match in _LINE_BREAK.finditer(text, 0, MAX_DATELINE_OFFSET))


def _read_on_line(text: str, line_start: int) -> Dateline | None:
    if _PROSE.match(text, line_start):
        return None
    uppercase = _UPPERCASE_DATELINE.match(text, line_start)
    dateline = _make_dateline(uppercase) if uppercase else None
    if dateline:
        return dateline
    title_case = _TITLE_CASE_DATELINE.match(text, line_start)
    if not title_case or not title_case["state"] or _is_amid_prose(title_case):
        return None
    dateline = _make_dateline(title_case)
    return dateline if dateline and dateline.city else None


def _is_amid_prose(match: re.Match[str]) -> bool:
    """Whether a sentence goes on after the dash, or the dash joins a name (Minneapolis–Saint Paul).

    After a place in title case, a dash without any space is no sign of a dateline.
    """
    is_joined = match.end("dash") == match.end() and not match["dash"][:1].isspace()
    return is_joined or match.string[match.end()].islower()


def _read_at_start(text: str) -> Dateline | None:
    title_case = _TITLE_CASE_DATELINE.match(text)
    if title_case and needs_no_state(title_case["name"]) and not _is_amid_prose(title_case):
        return _make_dateline(title_case)
    dashless = _DATELINE_WITHOUT_DASH.match(text)
    dateline = _make_dateline(dashless) if dashless else None
    return dateline if dateline and dateline.city else None


def _make_dateline(match: re.Match[str]) -> Dateline | None:
    name, state = match["name"], match["state"]
    city = find_city(name, state)
    if not city and not _is_place(name, state):
        return None
    return Dateline(match["place"], Span(*match.span("place")), match.end(), city)


def _is_place(name: str, state: str | None) -> bool:
    """Whether `name` is a place although the gazetteer has no such city, or several."""
    if state is None:
        return is_city_name(name)
    return not _NOT_A_PLACE.match(name) and bool(find_postal_code(state) or find_country(state))

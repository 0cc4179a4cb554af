"""Where a release says that it was issued: the dateline at its start."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.core.text import Span
from articles.names.cities import (
    City,
    country,
    find_city,
    names_a_city,
    postal_code,
    stands_alone,
)

HEAD = 3_000
"""How far into a text a dateline may stand, in characters: behind titles, contacts and the like."""

_CAPITALS = r"(?:Mc|Mac|De|La|Le|Du)?[^\W\d_a-zà-öø-ÿ](?:[^\W\d_a-zà-öø-ÿ]|[.'’‘])*+"
_USUAL = r"[^\W\d_a-zà-öø-ÿ](?:[^\W\d_]|[.'’‘])++"
_STATE = r"(?!AND\b)[^\W\d_a-z][A-Za-z.]*(?:\ [A-Z][A-Za-z.]*){0,3}"
_DAY = r"""
    (?i:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?
    (?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[A-Za-z]*\.?\s+\d{1,2}(?:,?\s+\d{4})?
    | \d{1,2}/\d{1,2}/\d{2,4}
"""
_DASH = r"(?:\s*[—–―‒]+|\s*-{2,3}(?!-)|[^\S\n]+[-‑](?!\S)|[-‑](?=\s|[A-Z][a-z]))"
_EDGE = r"[\s*_]*+"


def _names(word: str) -> str:
    place = rf"{word}(?:(?:[ \t-]++|\n){word}){{0,4}}"
    return rf"""
        (?P<place>(?P<name>{place})(?:\s*,\s*(?P<state>{_STATE}))?)
        (?:\s*(?:/|;|&|,?\ (?i:and)\b)\s*{place}(?:,\s*{_STATE})?)*
    """


def _form(word: str) -> re.Pattern[str]:
    """Place and dash, with the day before or behind it; or place in brackets, dash or none."""
    day = rf"[\s,]*[(\[]?(?:{_DAY})[)\]]?"
    return re.compile(
        rf"""
        {_EDGE}(?:{day}{_EDGE}(?:[,:|]|{_DASH})?{_EDGE})?
        (?P<bracket>[(\[])?{_names(word)},?(?(bracket)[)\]])\**
        (?:{day}\**(?P<colon>:)?)?
        (?:(?P<dash>{_DASH})|(?(colon)|(?(bracket)\s+(?=[A-Z])|(?!))))\s*(?=\S)
        """,
        re.VERBOSE,
    )


_IN_CAPITALS = _form(_CAPITALS)
_IN_USUAL_CASE = _form(_USUAL)
_DASH_LOST = re.compile(
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
_NO_PLACE = re.compile(r"(?:THE|U\.?S\.?)\b|.*\n|(?:\S+\s+){3}\S")
_DAY_NAMES = "mon|tue|wed|thu|fri|sat|sun"
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_PROSE = re.compile(rf"[\w.'’‘]++[ \t]++(?!(?:and|{_DAY_NAMES}|{_MONTHS}))[a-z]")
"""A line that begins as most do: no dateline has a small letter there."""
_LINE = re.compile(r"\n\s*+(?=\S)")


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline: `place` as written (the first, where there are several) and its characters."""

    place: str
    span: Span
    body: int
    """Where the text behind the dateline begins."""
    city: City | None
    """None where the gazetteer does not know the place, or not which of several it is."""


def dateline(text: str) -> Dateline | None:
    """The dateline of a release; None where it has none.

    At the very start it may have lost its dash ("WASHINGTON The ..."); on a later line, within
    the first `HEAD` characters, it needs one. What stands there has to be a city's name, or
    anything in capitals behind which a state or a country stands.
    """
    found = (_on_line(text, line) for line in _lines(text))
    first = next(found, None)
    return first or _at_start(text) or next(filter(None, found), None)


def _lines(text: str) -> Iterator[int]:
    """Where the lines begin at which a dateline may stand."""
    yield len(text) - len(text.lstrip())
    yield from (match.end() for match in _LINE.finditer(text, 0, HEAD))


def _on_line(text: str, line: int) -> Dateline | None:
    if _PROSE.match(text, line):
        return None
    capitals = _IN_CAPITALS.match(text, line)
    found = _read(capitals) if capitals else None
    if found:
        return found
    usual = _IN_USUAL_CASE.match(text, line)
    if not usual or not usual["state"] or _amid_prose(usual):
        return None
    found = _read(usual)
    return found if found and found.city else None


def _amid_prose(match: re.Match[str]) -> bool:
    """Whether a sentence runs on, or a name (Minneapolis–Saint Paul), at a line's start by chance.

    Behind a place in usual case, a dash with no space on either side says nothing.
    """
    glued = match.end("dash") == match.end() and not match["dash"][:1].isspace()
    return glued or match.string[match.end()].islower()


def _at_start(text: str) -> Dateline | None:
    usual, lost = _IN_USUAL_CASE.match(text), _DASH_LOST.match(text)
    if usual and stands_alone(usual["name"]) and not _amid_prose(usual):
        return _read(usual)
    found = _read(lost) if lost else None
    return found if found and found.city else None


def _read(match: re.Match[str]) -> Dateline | None:
    name, state = match["name"], match["state"]
    city = find_city(name, state)
    if not city and not _is_somewhere(name, state):
        return None
    return Dateline(match["place"], Span(*match.span("place")), match.end(), city)


def _is_somewhere(name: str, state: str | None) -> bool:
    """Whether it is a place, though the gazetteer cannot say which city."""
    if state is None:
        return names_a_city(name)
    return not _NO_PLACE.match(name) and bool(postal_code(state) or country(state))

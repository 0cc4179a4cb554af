"""The officials who speak for an agency: whom its releases name with the title of an office."""

import re
from functools import lru_cache
from itertools import chain

_TITLE = (
    r"(?:District|U\.?\s?S\.|United States) Attorney|Attorney General|Solicitor General"
    r"|Inspector General|Surgeon General|Special Agent in Charge|Sheriff|Police Chief|Chief"
    r"|Commissioner|Director|Superintendent|Secretary|Administrator|Prosecutor|Marshal"
    r"|Spokes(?:man|woman|person)"
)
_GIVEN_NAME = r"[A-Z][\w’'-]*\.?"
_OFFICIAL = re.compile(
    rf"\b(?P<title>{_TITLE})\s+(?P<given>{_GIVEN_NAME})(?:\s+[A-Z]\.)*"
    r"\s+(?P<last>[A-Z][a-z][\w’'-]*\w)"
)
_SPOKESPERSON = re.compile(
    rf"\b(?P<given>{_GIVEN_NAME})(?:\s+[A-Z]\.)*\s+(?P<last>[A-Z][a-z][\w’'-]*\w)"
    r",\s+(?:a|the)?\s*spokes(?:man|woman|person)\b"
)


@lru_cache(256)
def find_officials(release_text: str) -> tuple[tuple[str, str], ...]:
    """Return the given and last names of the officials that a release names, each once.

    For example ("Ann", "Poe") for “said District Attorney Ann B. Poe”.
    """
    matches = chain(_OFFICIAL.finditer(release_text), _SPOKESPERSON.finditer(release_text))
    return tuple(dict.fromkeys((match["given"], match["last"]) for match in matches))


def names_official(text: str, given_name: str, last_name: str) -> bool:
    """Whether a text names an official in full, or by the title of an office and last name."""
    return _name_pattern(given_name, last_name).search(text) is not None


def mentions_name(last_name: str, text: str) -> bool:
    """Whether a text has a last name as it is written."""
    return re.search(rf"\b{re.escape(last_name)}\b", text) is not None


@lru_cache(1024)
def _name_pattern(given_name: str, last_name: str) -> re.Pattern[str]:
    given, last = re.escape(given_name), re.escape(last_name)
    return re.compile(rf"\b(?:{given}(?:\s+[A-Z]\.)*|{_TITLE}|D\.?A\.?|A\.?G\.?)\s+{last}\b")

"""Under which forms an agency's name is known, and which other names may mean the same one."""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from articles.core.text import one_line, slug

NEAR = 85.0
"""Score (0 to 100) from which `near` asks whether two names mean one agency."""

JUSTICE = "Department of Justice"
CHAMBERS = {
    "Senate": ("Senator", "U.S. Senate"),
    "House": ("Representative", "U.S. House of Representatives"),
}

_BEGINNING = re.compile(
    r"(?:the\s+)?(?:(?:united states(?: of america)?|u\.\s?s\.(?:\s?a\.)?|us)\s+(?!of\s))?(?=\S)",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\s*\((?:the\s+)?[\"“]?(?P<acronym>[A-Z][A-Za-z&./-]{1,11})[\"”]?\)")
_WORD = re.compile(r"[A-Za-z]+")
_SMALL = frozenset(("a", "and", "for", "in", "of", "on", "the", "to"))
_FILLERS = _SMALL | {"us", "united", "states", "office", "offices", "department", "agency"}
_SPELLINGS = {"dept": "department", "atty": "attorney", "admin": "administration"}
_COMPASS = frozenset(
    ("north", "south", "east", "west", "northern", "southern", "eastern", "western")
)
_SHORTEST_ACRONYM = 3
_TYPO = 0.8
_SHORTEST_TYPO = 5
_BY_INITIALS = 90.0

_ATTORNEYS = (
    r"(?:USAO|(?:U\.\s?S\.|US|United States) Attorney['’]?s['’]?(?: Office)?)"
    r"\s*(?:[-–—/,:]\s*|for\s+)(?:the\s+)?"
)
_QUARTER = r"(?P<quarter>Northern|Southern|Eastern|Western|Middle|Central)"
_BY_STATE = re.compile(rf"{_ATTORNEYS}(?P<state>[A-Z][\w. &]*\w)(?:,\s*{_QUARTER})?")
_BY_DISTRICT = re.compile(rf"{_ATTORNEYS}(?:{_QUARTER}\s+)?Districts? of (?:the )?(?P<state>.+)")
_MEMBER = re.compile(r"(?:US|U\.S\.|United States) (?P<chamber>Senate|House)\s+[/–-]\s+(?P<who>.+)")
_RUN_ON = re.compile(r"(?<!\bMc)(?<!\bMac)(?<!\bDe)(?<!\bDi)(?<!\bLa)(?<!\bLe)(?<=[a-z])(?=[A-Z])")
_ISLANDS = re.compile(r"(?<!the )\b(?:Northern Mariana|Virgin) Islands")
_UNIT = re.compile(
    r".*\b(?:Administration|Branch|Bureau|Directorate|Division|Office|Program|Section|Service|Unit)"
    r"|(?:Bureau|Division|Office) (?:of|on|for) .+"
)
_WHOLE = re.compile(r".*\b(?:Agency|Bureau|Commission|Department|Division|Office|Police|Service)\b")
_DEPARTMENT = re.compile(r"(?:the )?(?:U\.S\. |US |United States )?Department of .+")


class Component(NamedTuple):
    """A part of an agency, and the agency that it is a part of; both as names.

    A part's name may need its parent's to be told apart: every department has its Office of
    Inspector General.
    """

    name: str
    parent: str


@lru_cache(2**16)
def agency_forms(name: str) -> tuple[str, ...]:
    """The forms (as slugs) that names of one agency have in common, the fullest first.

    Left aside: a leading "the", "U.S." or "United States", full stops and apostrophes; "&" is
    "and". An acronym in brackets is a form of its own where its capitals are initials of the name:
    "Drug Enforcement Administration (DEA)". None is made up: two divisions can share one.
    """
    line = one_line(name)
    acronyms = []
    for match in _IN_BRACKETS.finditer(line):
        without = line.replace(match[0], "")
        if _stands_for(match["acronym"], without):
            line = without
            acronyms.append(slug(match["acronym"]))
    return tuple(dict.fromkeys((_plain(line), *acronyms)))


@lru_cache(2**12)
def agency_parent(name: str) -> Component | None:
    """The component and its parent where `name` states both, else None.

    "USAO - Florida, Southern" is the U.S. Attorney's Office for the Southern District of Florida,
    within the Department of Justice: by law the Attorney General directs the United States
    Attorneys (28 U.S.C. 519), and their Executive Office assists them (28 CFR 0.22).
    "US Senate / Doe" is the office of Senator Doe. Otherwise the whole stands before the part
    ("Department of Justice, Antitrust Division"), or a department after it.
    """
    line = one_line(name)
    return _district(line) or _member(line) or _part(line)


def near_pairs(created: Iterable[str], known: Collection[str]) -> Iterator[tuple[str, str]]:
    """Names of `created`, in their order, with each of `known` that is near; a pair comes once."""
    told: set[frozenset[str]] = set()
    for name in created:
        for other, _ in near(name, known):
            if frozenset((name, other)) not in told:
                told.add(frozenset((name, other)))
                yield name, other


def near(name: str, known: Iterable[str]) -> list[tuple[str, float]]:
    """Those of `known` that may mean the agency of `name`, each with its score, likeliest first.

    For the question "is this the same as ...?", never a reason to merge. Near are names that
    differ in spelling or by such words as "Office" and "U.S.", and an acronym to the name of which
    it is the initials. Never near are names with a word of their own on one side or both: Northern
    and Southern, Civil and Civil Rights.
    """
    scored = ((other, _nearness(name, other)) for other in known if other != name)
    found = [(other, score) for other, score in scored if score >= NEAR]
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))


def _plain(line: str) -> str:
    return slug(_BEGINNING.sub("", line, count=1).replace("&", " and "))


def _stands_for(acronym: str, name: str) -> bool:
    """Whether the capitals of `acronym` are initials of words of `name`, in their order."""
    initials = iter(_initials(name, small=True))
    return all(letter in initials for letter in acronym if letter.isupper())


def _initials(name: str, *, small: bool) -> str:
    words = _WORD.findall(re.sub(r"\bUS\b", "U S", name))
    return "".join(word[0].upper() for word in words if small or word.lower() not in _SMALL)


def _district(line: str) -> Component | None:
    match = _BY_DISTRICT.fullmatch(line) or _BY_STATE.fullmatch(line)
    if match is None:
        return None
    state = match["state"].replace("&", "and").removeprefix("District of ")
    state = _ISLANDS.sub(r"the \g<0>", state)
    plural = "s" if " and " in state else ""
    quarter = f"{match['quarter']} " if match["quarter"] else ""
    return Component(
        f"U.S. Attorney's Office for the {quarter}District{plural} of {state}", JUSTICE
    )


def _member(line: str) -> Component | None:
    match = _MEMBER.fullmatch(line)
    if match is None:
        return None
    title, chamber = CHAMBERS[match["chamber"]]
    return Component(f"Office of {title} {_RUN_ON.sub(' ', match['who'])}", chamber)


def _part(line: str) -> Component | None:
    whole, slash, part = line.rpartition(" / ")
    if slash:
        return Component(part, whole)
    for mark in (" - ", " – ", " — "):
        whole, found, part = line.rpartition(mark)
        if found and _UNIT.fullmatch(part):
            return Component(part, whole)
    before, _, behind = line.rpartition(", ")
    if _UNIT.fullmatch(behind) and _WHOLE.match(before):
        return Component(behind, before)
    first, _, last = line.partition(", ")
    return (
        Component(first, last) if _DEPARTMENT.fullmatch(last) and _UNIT.fullmatch(first) else None
    )


def _nearness(one: str, other: str) -> float:
    if _is_initials(one, other) or _is_initials(other, one):
        return _BY_INITIALS
    if set(agency_forms(one)) & set(agency_forms(other)):
        return 100.0
    ours, theirs = _own_words(one), _own_words(other)
    if not ours or not theirs or not _match(ours, theirs):
        return 0.0
    return fuzz.ratio(" ".join(sorted(ours)), " ".join(sorted(theirs)))


def _is_initials(acronym: str, name: str) -> bool:
    letters = acronym.replace(".", "")
    if not (letters.isalpha() and letters.isupper() and len(letters) >= _SHORTEST_ACRONYM):
        return False
    forms = (name, _BEGINNING.sub("", name, count=1))
    return any(letters == _initials(form, small=small) for form in forms for small in (True, False))


def _own_words(name: str) -> set[str]:
    words = (_SPELLINGS.get(word, word) for word in agency_forms(name)[0].split("-"))
    return {word for word in words if word not in _FILLERS}


def _match(ours: set[str], theirs: set[str]) -> bool:
    """Whether each word that only one side has is a misspelt one of the other side."""
    left, right = sorted(ours - theirs), sorted(theirs - ours)
    return len(left) == len(right) and all(map(_is_misspelt, left, right))


def _is_misspelt(word: str, other: str) -> bool:
    if min(len(word), len(other)) < _SHORTEST_TYPO or _COMPASS & {word, other}:
        return False
    return Indel.normalized_similarity(word, other) >= _TYPO

"""Names of agencies: their forms, the parents they state, and similar names."""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from articles.core.text import collapse_spaces, make_slug

MIN_SIMILARITY = 85.0
"""Score (0 to 100) from which two names may mean the same agency."""

JUSTICE_DEPARTMENT = "Department of Justice"
CHAMBERS = {
    "Senate": ("Senator", "U.S. Senate"),
    "House": ("Representative", "U.S. House of Representatives"),
}

_LEADING_COUNTRY = re.compile(
    r"(?:the\s+)?(?:(?:united states(?: of america)?|u\.\s?s\.(?:\s?a\.)?|us)\s+(?!of\s))?(?=\S)",
    re.IGNORECASE,
)
_PARENTHESIZED_ACRONYM = re.compile(
    r"\s*\((?:the\s+)?[\"“]?(?P<acronym>[A-Z][A-Za-z&./-]{1,11})[\"”]?\)"
)
_WORD = re.compile(r"[A-Za-z]+")
_SMALL_WORDS = frozenset(("a", "and", "for", "in", "of", "on", "the", "to"))
_FILLER_WORDS = _SMALL_WORDS.union(
    ("us", "united", "states", "office", "offices", "department", "agency")
)
_ABBREVIATIONS = {"dept": "department", "atty": "attorney", "admin": "administration"}
_COMPASS_WORDS = frozenset(
    ("north", "south", "east", "west", "northern", "southern", "eastern", "western")
)
_MIN_ACRONYM_LETTERS = 3
_MIN_TYPO_SIMILARITY = 0.8
_MIN_TYPO_LETTERS = 5
_INITIALS_SIMILARITY = 90.0

_US_ATTORNEY = (
    r"(?:USAO|(?:U\.\s?S\.|US|United States) Attorney['’]?s['’]?(?: Office)?)"
    r"\s*(?:[-–—/,:]\s*|for\s+)(?:the\s+)?"
)
_DISTRICT_PART = r"(?P<part>Northern|Southern|Eastern|Western|Middle|Central)"
_US_ATTORNEY_BY_STATE = re.compile(
    rf"{_US_ATTORNEY}(?P<state>[A-Z][\w. &]*\w)(?:,\s*{_DISTRICT_PART})?"
)
_US_ATTORNEY_BY_DISTRICT = re.compile(
    rf"{_US_ATTORNEY}(?:{_DISTRICT_PART}\s+)?Districts? of (?:the )?(?P<state>.+)"
)
_MEMBER_OF_CONGRESS = re.compile(
    r"(?:US|U\.S\.|United States) (?P<chamber>Senate|House)\s+[/–-]\s+(?P<member>.+)"
)
_RUN_TOGETHER_NAMES = re.compile(
    r"(?<!\bMc)(?<!\bMac)(?<!\bDe)(?<!\bDi)(?<!\bLa)(?<!\bLe)(?<=[a-z])(?=[A-Z])"
)
_ISLANDS = re.compile(r"(?<!the )\b(?:Northern Mariana|Virgin) Islands")
_COMPONENT_NAME = re.compile(
    r".*\b(?:Administration|Branch|Bureau|Directorate|Division|Office|Program|Section|Service|Unit)"
    r"|(?:Bureau|Division|Office) (?:of|on|for) .+"
)
_PARENT_NAME = re.compile(
    r".*\b(?:Agency|Bureau|Commission|Department|Division|Office|Police|Service)\b"
)
_DEPARTMENT = re.compile(r"(?:the )?(?:U\.S\. |US |United States )?Department of .+")


class ComponentName(NamedTuple):
    """The names of a part of an agency and of its parent.

    The part's name may be ambiguous without its parent: every department has an Office of
    Inspector General.
    """

    name: str
    parent: str


@lru_cache(2**16)
def agency_forms(name: str) -> tuple[str, ...]:
    """Return the forms of an agency's name as slugs, the fullest first.

    Names of the same agency have a form in common. A leading "the", "U.S." or "United States",
    periods and apostrophes are ignored; "&" is "and". An acronym in parentheses is a form of its
    own if its capitals are initials of the name: "Drug Enforcement Administration (DEA)". Acronyms
    are never made up, since two divisions can share one.
    """
    line = collapse_spaces(name)
    acronyms = []
    for match in _PARENTHESIZED_ACRONYM.finditer(line):
        full_name = line.replace(match[0], "")
        if _is_acronym_of(match["acronym"], full_name):
            line = full_name
            acronyms.append(make_slug(match["acronym"]))
    return tuple(dict.fromkeys((_plain_slug(line), *acronyms)))


@lru_cache(2**12)
def split_component(name: str) -> ComponentName | None:
    """Split a name that states a component and its parent; None if it does not.

    "USAO - Florida, Southern" is the U.S. Attorney's Office for the Southern District of Florida,
    within the Department of Justice: by law the Attorney General directs the United States
    Attorneys (28 U.S.C. 519), and their Executive Office assists them (28 CFR 0.22).
    "US Senate / Doe" is the office of Senator Doe. Otherwise the parent comes first ("Department of
    Justice, Antitrust Division"), unless it is a department that comes last.
    """
    line = collapse_spaces(name)
    return _parse_us_attorney(line) or _parse_member_of_congress(line) or _parse_component(line)


def find_similar_pairs(
    new_names: Iterable[str], names: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Yield each new name, in order, with each similar name in `names`; each pair once."""
    yielded_pairs: set[frozenset[str]] = set()
    for name in new_names:
        for similar_name, _ in find_similar_names(name, names):
            if frozenset((name, similar_name)) not in yielded_pairs:
                yielded_pairs.add(frozenset((name, similar_name)))
                yield name, similar_name


def find_similar_names(name: str, names: Iterable[str]) -> list[tuple[str, float]]:
    """Return the names that may mean the same agency, with scores from 0 to 100, best first.

    Enough to ask whether they are the same, never to merge them. Names are similar if they differ
    in spelling or by words such as "Office" and "U.S.", or if one is an acronym of the other. Names
    are never similar if one has a word of its own: Northern and Southern, Civil and Civil Rights.
    """
    scores = (
        (candidate, _score_similarity(name, candidate)) for candidate in names if candidate != name
    )
    similar = [(candidate, score) for candidate, score in scores if score >= MIN_SIMILARITY]
    return sorted(similar, key=lambda pair: (-pair[1], pair[0]))


def _plain_slug(line: str) -> str:
    return make_slug(_LEADING_COUNTRY.sub("", line, count=1).replace("&", " and "))


def _is_acronym_of(acronym: str, name: str) -> bool:
    """Whether the capitals of `acronym` are initials of words of `name`, in order."""
    initials = iter(_initials_of(name, with_small_words=True))
    return all(letter in initials for letter in acronym if letter.isupper())


def _initials_of(name: str, *, with_small_words: bool) -> str:
    words = _WORD.findall(re.sub(r"\bUS\b", "U S", name))
    return "".join(
        word[0].upper() for word in words if with_small_words or word.lower() not in _SMALL_WORDS
    )


def _parse_us_attorney(line: str) -> ComponentName | None:
    match = _US_ATTORNEY_BY_DISTRICT.fullmatch(line) or _US_ATTORNEY_BY_STATE.fullmatch(line)
    if match is None:
        return None
    state = match["state"].replace("&", "and").removeprefix("District of ")
    state = _ISLANDS.sub(r"the \g<0>", state)
    plural = "s" if " and " in state else ""
    part = f"{match['part']} " if match["part"] else ""
    office = f"U.S. Attorney's Office for the {part}District{plural} of {state}"
    return ComponentName(office, JUSTICE_DEPARTMENT)


def _parse_member_of_congress(line: str) -> ComponentName | None:
    match = _MEMBER_OF_CONGRESS.fullmatch(line)
    if match is None:
        return None
    title, chamber = CHAMBERS[match["chamber"]]
    member = _RUN_TOGETHER_NAMES.sub(" ", match["member"])
    return ComponentName(f"Office of {title} {member}", chamber)


def _parse_component(line: str) -> ComponentName | None:
    parent, slash, component = line.rpartition(" / ")
    if slash:
        return ComponentName(component, parent)
    for dash in (" - ", " – ", " — "):
        parent, _, component = line.rpartition(dash)
        if parent and _COMPONENT_NAME.fullmatch(component):
            return ComponentName(component, parent)
    parent, _, component = line.rpartition(", ")
    if _COMPONENT_NAME.fullmatch(component) and _PARENT_NAME.match(parent):
        return ComponentName(component, parent)
    component, _, parent = line.partition(", ")
    if _DEPARTMENT.fullmatch(parent) and _COMPONENT_NAME.fullmatch(component):
        return ComponentName(component, parent)
    return None


def _score_similarity(name_a: str, name_b: str) -> float:
    if _is_initialism_of(name_a, name_b) or _is_initialism_of(name_b, name_a):
        return _INITIALS_SIMILARITY
    if set(agency_forms(name_a)) & set(agency_forms(name_b)):
        return 100.0
    words_a, words_b = _distinctive_words(name_a), _distinctive_words(name_b)
    if not words_a or not words_b or not _differ_only_by_typos(words_a, words_b):
        return 0.0
    return fuzz.ratio(" ".join(sorted(words_a)), " ".join(sorted(words_b)))


def _is_initialism_of(acronym: str, name: str) -> bool:
    letters = acronym.replace(".", "")
    if not (letters.isalpha() and letters.isupper() and len(letters) >= _MIN_ACRONYM_LETTERS):
        return False
    forms = (name, _LEADING_COUNTRY.sub("", name, count=1))
    return any(
        letters == _initials_of(form, with_small_words=with_small_words)
        for form in forms
        for with_small_words in (True, False)
    )


def _distinctive_words(name: str) -> set[str]:
    words = (_ABBREVIATIONS.get(word, word) for word in agency_forms(name)[0].split("-"))
    return {word for word in words if word not in _FILLER_WORDS}


def _differ_only_by_typos(words_a: set[str], words_b: set[str]) -> bool:
    """Whether each word of only one side is a misspelling of a word of the other side."""
    only_a, only_b = sorted(words_a - words_b), sorted(words_b - words_a)
    return len(only_a) == len(only_b) and all(map(_is_typo, only_a, only_b))


def _is_typo(word_a: str, word_b: str) -> bool:
    if min(len(word_a), len(word_b)) < _MIN_TYPO_LETTERS or _COMPASS_WORDS & {word_a, word_b}:
        return False
    return Indel.normalized_similarity(word_a, word_b) >= _MIN_TYPO_SIMILARITY

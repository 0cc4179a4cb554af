"""The names in a byline."""

import re

_BY = re.compile(
    r"^\s*(?:(?:written|words|posted|story|reviewed|review|interview|compiled|commentary)\s+)?by\b[\s:]*",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?:,?\s+and\s+|,?\s+with\s+|\s*&\s+|\s*;)\s*", re.IGNORECASE)
_NAME_SUFFIX = re.compile(r"(?:jr|sr|esq|m\.?d|ph\.?d|j\.?d|r\.?n|i{2,3}|iv)\.?", re.IGNORECASE)
_WORD = r"[^\W\d_a-z][\w.'’-]*"
_NAME = re.compile(rf"{_WORD}(?:\s+(?:{_WORD}|d[aeiu]|del|la|van|von|den?r?|bin|al)){{1,4}}")
_MIN_CAPITALS_LENGTH, _MAX_CAPITALS_LENGTH = 5, 200
"""Characters of a name in capitals; a shorter word is an abbreviation (AFP)."""
_ROLE = re.compile(
    r"\b(?:staff|writer|editor|reporter|correspondent|columnist|contributor|critic|special|"
    r"news|press|post|times|tribune|agency|local|union|member|delegate|steward|chair|president|"
    r"professor|director|representative|rep|team|desk|bureau|service|opinion|guest)\b",
    re.IGNORECASE,
)


def starts_with_by(line: str) -> bool:
    """Whether the line begins as a byline does: "By", "Posted by", "Review by"."""
    return _BY.match(line) is not None


def parse_byline(byline: str) -> list[str]:
    """Return the authors that a byline names, without repetitions and in normal capitalization.

    "By MARA QUILL and THEO BRAND" names two. A role or employer after a name ("Jane Roe, Staff
    Writer") is dropped, a suffix ("Roe, Jr.") is kept. A byline that can't be split ("a clerk",
    "Roe, Jane") is one name.
    """
    line = " ".join(_BY.sub("", byline).split()).strip(" ,|")
    names = [name for group in _AND.split(line) for name in _split_group(group)]
    later_people = [name for name in names[1:] if not (name[0].islower() or _ROLE.search(name))]
    people = [*names[:1], *later_people]
    return list(dict.fromkeys(normalize_capitals(name) for name in people))


def _split_group(group: str) -> list[str]:
    """Return the names between two "and"s: the first part, and the others up to a role."""
    first_part, *parts = [part.strip() for part in group.split(",") if part.strip()] or [""]
    if parts and " " not in first_part and not all(map(_NAME_SUFFIX.fullmatch, parts)):
        return [group.strip(" ,")]
    names = [first_part] if first_part else []
    for part in parts:
        if _NAME_SUFFIX.fullmatch(part):
            names[-1] += f", {part}"
        elif is_person_name(part):
            names.append(part)
        else:
            break
    return names


def is_person_name(text: str) -> bool:
    """Whether `text` looks like a person's name: two to five words, capitalized, no role."""
    name = re.sub(r",\s*\S+$", "", text)
    has_acronym = not _is_in_capitals(name) and re.search(r"\b[A-Z]{3,}\b", name)
    return not has_acronym and not _ROLE.search(name) and _NAME.fullmatch(name) is not None


def normalize_capitals(name: str) -> str:
    """Return a name in capitals as it is usually written (MARA O'QUILL: Mara O'Quill)."""
    is_abbreviation = " " not in name and len(name) < _MIN_CAPITALS_LENGTH
    if is_abbreviation or len(name) > _MAX_CAPITALS_LENGTH or not _is_in_capitals(name):
        return name
    from nameparser import HumanName  # imported late: few names are in capitals

    person = HumanName(name)
    person.capitalize(force=True)
    return str(person) or name


def _is_in_capitals(name: str) -> bool:
    return re.sub(r"\b(Ma?)c(?=[A-Z])", r"\1C", name).isupper()

"""The names in a byline."""

import re

_BY = re.compile(
    r"^\s*(?:(?:written|words|posted|story|reviewed|review|interview|compiled|commentary)\s+)?by\b[\s:]*",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?:,?\s+and\s+|,?\s+with\s+|\s*&\s+|\s*;)\s*", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:jr|sr|esq|m\.?d|ph\.?d|j\.?d|r\.?n|i{2,3}|iv)\.?", re.IGNORECASE)
_WORD = r"[^\W\d_a-z][\w.'’-]*"
_NAME = re.compile(rf"{_WORD}(?:\s+(?:{_WORD}|d[aeiu]|del|la|van|von|den?r?|bin|al)){{1,4}}")
_SHORTEST, _LONGEST = 5, 200
"""Letters of a name in capitals: a shorter single word is an abbreviation (AFP)."""
_ROLE = re.compile(
    r"\b(?:staff|writer|editor|reporter|correspondent|columnist|contributor|critic|special|"
    r"news|press|post|times|tribune|agency|local|union|member|delegate|steward|chair|president|"
    r"professor|director|representative|rep|team|desk|bureau|service|opinion|guest)\b",
    re.IGNORECASE,
)


def starts_with_by(line: str) -> bool:
    """Whether the line says itself that it is a byline."""
    return _BY.match(line) is not None


def parse_byline(byline: str) -> list[str]:
    """The authors that a byline names, each once, in its order and in their usual form.

    "By MARA QUILL and THEO BRAND" names two. A role or an employer after a name ("Jane Roe,
    Staff Writer") is left out, a suffix ("Roe, Jr.") stays. A byline that cannot be taken apart
    ("a clerk", "Roe, Jane") is one name as it stands.
    """
    line = " ".join(_BY.sub("", byline).split()).strip(" ,|")
    found = [name for group in _AND.split(line) for name in _of_group(group)]
    people = [name for name in found[1:] if not (name[0].islower() or _ROLE.search(name))]
    return list(dict.fromkeys(normalize_capitals(name) for name in [*found[:1], *people]))


def _of_group(group: str) -> list[str]:
    """The names between two "and"s: the first part, and the others up to a role."""
    first, *others = [part.strip() for part in group.split(",") if part.strip()] or [""]
    if others and " " not in first and not all(map(_SUFFIX.fullmatch, others)):
        return [group.strip(" ,")]
    found = [first] if first else []
    for part in others:
        if _SUFFIX.fullmatch(part):
            found[-1] += f", {part}"
        elif is_person_name(part):
            found.append(part)
        else:
            break
    return found


def is_person_name(text: str) -> bool:
    """Whether `text` looks like a person's name: two to five words, capitals, no role."""
    plain = re.sub(r",\s*\S+$", "", text)
    acronyms = not _in_capitals(plain) and re.search(r"\b[A-Z]{3,}\b", plain)
    return not acronyms and not _ROLE.search(plain) and _NAME.fullmatch(plain) is not None


def normalize_capitals(name: str) -> str:
    """A name in capitals as it is usually written (MARA O'QUILL: Mara O'Quill)."""
    abbreviated = " " not in name and len(name) < _SHORTEST
    if abbreviated or len(name) > _LONGEST or not _in_capitals(name):
        return name
    from nameparser import HumanName  # few names are in capitals

    parsed = HumanName(name)
    parsed.capitalize(force=True)
    return str(parsed) or name


def _in_capitals(name: str) -> bool:
    return re.sub(r"\b(Ma?)c(?=[A-Z])", r"\1C", name).isupper()

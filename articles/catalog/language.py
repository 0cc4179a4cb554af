"""The language of the search field, as people type it: read into a tree, never refused.

Words (all of them), "exact phrases", -not, OR (which joins the two beside it), deport*, title:
author: agency: city: outlet: before:2017-08 after:2016. May import `words` and `dates`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from articles.catalog.words import compounds, plain, terms
from articles.dates import PartialDate

FIELDS = ("title", "author", "agency", "city", "outlet")
SHORTEST_PREFIX = 2
"""Letters before an asterisk, at least."""

_SECTION = r"(?:§+|[Ss]ec(?:tion|\.)?)\s*"
_PIECE = re.compile(
    rf"""
    (?P<minus>(?<!\S)(?:-(?=[\w"“”„«»])|NOT\s+(?=\S)))?
    (?:(?P<field>{"|".join((*FIELDS, "before", "after"))}):(?=[\w"“”„«»]))?
    (?:
        ["“”„«](?P<phrase>[^"“”„«»]*)["“”»]
      | (?P<citation>\d+\s+(?:U\.?\s?S\.?\s?C|C\.?\s?F\.?\s?R)\.?\s*(?:{_SECTION})?\d\S*)
      | (?P<section>§+\s*\d[^\s"“”„«»]*)
      | (?P<word>[^\s"“”„«»]+)
      | (?P<quote>["“”„«»])
    )""",
    re.VERBOSE,
)
_NUMBER_SIGN = re.compile(r"(?:[Nn]os?\.|#)")
_PREFIX = re.compile(r"[^\w*]*(\w[\w'’]*)\*[^\w*]*")


@dataclass(frozen=True, slots=True)
class Word:
    """A word in any of its forms."""

    term: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words side by side, just as they are; any one of the alternatives will do."""

    alternatives: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Prefix:
    """Every word that begins so."""

    start: str


@dataclass(frozen=True, slots=True)
class Within:
    """What must stand in the title, or in the names of authors, agencies, cities or outlet."""

    field: str
    wanted: "Tree"


@dataclass(frozen=True, slots=True)
class Dated:
    """Dates of which every day that they can mean is in this range, both ends included."""

    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Not:
    unwanted: "Tree"


@dataclass(frozen=True, slots=True)
class Any:
    """At least one of these."""

    choices: "tuple[Tree, ...]"


@dataclass(frozen=True, slots=True)
class All:
    """Every one of these; none at all finds nothing."""

    parts: "tuple[Tree, ...]"


type Tree = Word | Phrase | Prefix | Within | Dated | Not | Any | All


@dataclass(frozen=True, slots=True)
class Reading:
    """How a query was read, and what of it could not be meant as it was written."""

    tree: All
    remarks: tuple[str, ...] = ()


def read(query: str) -> Reading:
    """The meaning of what was typed, whatever it is."""
    remarks: list[str] = []
    parts = _joined(_pieces(query, remarks), remarks)
    if not parts:
        remarks.append("There is no word in it to search for.")
    return Reading(All(tuple(parts)), tuple(dict.fromkeys(remarks)))


_OR = object()


def _pieces(query: str, remarks: list[str]) -> Iterator[object]:
    """The trees of the pieces in order, and _OR between those that are alternatives."""
    found = list(_PIECE.finditer(query))
    for at, piece in enumerate(found):
        word = piece["word"] or ""
        if piece["quote"]:
            remarks.append("A quotation mark that is never closed was left out.")
        elif word == "OR" and not piece["field"] and not piece["minus"]:
            yield _OR
        elif word == "AND" or (_NUMBER_SIGN.fullmatch(word) and _is_number(found, at + 1)):
            continue
        elif tree := _tree(piece, remarks):
            yield Not(tree) if piece["minus"] else tree


def _is_number(found: list[re.Match[str]], at: int) -> bool:
    return at < len(found) and (found[at]["word"] or "")[:1].isdigit()


def _joined(pieces: Iterable[object], remarks: list[str]) -> list[Tree]:
    """The parts of the query; what OR joins is one part."""
    parts: list[Tree] = []
    waiting = False
    for piece in pieces:
        if piece is _OR:
            waiting = bool(parts)
            if not waiting:
                remarks.append(_LONE_OR)
        elif waiting:
            parts.append(_either(parts.pop(), piece))  # type: ignore[arg-type]
            waiting = False
        else:
            parts.append(piece)  # type: ignore[arg-type]
    if waiting:
        remarks.append(_LONE_OR)
    return parts


_LONE_OR = "OR joins the two words beside it; one with nothing to join was left out."


def _either(first: Tree, second: Tree) -> Any:
    return Any((*first.choices, second) if isinstance(first, Any) else (first, second))


def _tree(piece: re.Match[str], remarks: list[str]) -> Tree | None:
    """What one piece asks for; None where it holds nothing but marks."""
    field = piece["field"]
    if field in ("before", "after"):
        return _dated(field, piece, remarks)
    wanted = _wanted(piece, remarks)
    return Within(field, wanted) if field and wanted else wanted


def _wanted(piece: re.Match[str], remarks: list[str]) -> Tree | None:
    if piece["phrase"] is not None:
        return _phrase(terms(piece["phrase"]))
    if piece["citation"] or piece["section"]:
        return _citation(piece["citation"] or piece["section"])
    return _word(piece["word"] or "", remarks)


def _dated(field: str, piece: re.Match[str], remarks: list[str]) -> Tree | None:
    written = piece["word"] or piece["phrase"] or ""
    try:
        known = PartialDate(written.rstrip(".,;:!?)"))
        if field == "before":
            return Dated(last=date.fromordinal(known.earliest.toordinal() - 1))
        return Dated(first=date.fromordinal(known.latest.toordinal() + 1))
    except (ValueError, OverflowError):
        remarks.append(
            f"“{written[:40]}” is no date such as 2017, 2017-07 or 2017-07-28; "
            f"“{field}” was read as a word."
        )
        return _phrase(terms(f"{field} {written}"))


def _phrase(words: list[str]) -> Phrase | None:
    return Phrase((tuple(words),)) if words else None


def _citation(written: str) -> Tree | None:
    """A section of the law, with or without its section sign."""
    words = tuple(terms(re.sub(r"\b[Ss]ec(?:tion\b|\.)|§", " § ", written)))
    if not words:
        return None
    without = tuple(word for word in words if word != "section")
    title = without if words[0] != "section" else ()
    with_sign = (*title[:2], "section", *title[2:]) if title else words
    return Phrase(tuple(dict.fromkeys((with_sign, title or words))))


def _word(written: str, remarks: list[str]) -> Tree | None:
    if prefix := _PREFIX.fullmatch(written):
        start = "".join(terms(prefix[1]))
        if len(start) >= SHORTEST_PREFIX:
            return Prefix(start)
        remarks.append(f"“{written[:40]}” would find too much: it was read as a word.")
    elif "*" in written.strip("*"):
        remarks.append("An asterisk stands for the rest of a word, at its end only.")
    words = terms(written)
    if not words[1:]:
        return Word(words[0]) if words else None
    whole = [tuple(terms(compound)) for compound in compounds(plain(written))]
    return Phrase((tuple(words), *(one for one in whole if _is_all(one, words))))


def _is_all(compound: tuple[str, ...], words: list[str]) -> bool:
    """Whether the compound is the whole of what was written, not a part of it."""
    return len("".join(compound)) == len("".join(words))

"""The pieces of a query, each read by itself: words, phrases, sections of the law, dates."""

import re
from collections.abc import Iterator
from datetime import date

from articles.catalog.index.analysis import compounds, plain, terms
from articles.catalog.query.syntax import Dated, Phrase, Prefix, Tree, Within, Word
from articles.core.dates import PartialDate

FIELDS = ("title", "author", "agency", "city", "outlet")
SHORTEST_PREFIX = 2
"""Letters before an asterisk, at least."""

_SECTION = r"(?:§+|[Ss]ec(?:tion|\.)?)\s*"
_REST = r'(?:[^\s()"“”„«»]|\([^\s()"“”„«»]*\))'
"""A character within a word, or what stands in brackets within it: 1324(a)."""
_PIECE = re.compile(
    rf"""
    (?P<minus>(?<![^\s(])(?:-(?=[\w("“”„«»])|NOT\s+(?=\S)))?
    (?:(?P<field>(?:{"|".join(FIELDS)})(?=:\(|:[\w"“”„«»])|(?:before|after)(?=:[\w"“”„«»])):)?
    (?:
        ["“”„«](?P<phrase>[^"“”„«»]*)["“”»]
      | (?P<citation>\d+\s+(?:U\.?\s?S\.?\s?C|C\.?\s?F\.?\s?R)\.?\s*(?:{_SECTION})?\d{_REST}*)
      | (?P<section>§+\s*\d{_REST}*)
      | (?P<opened>\()
      | (?P<closed>\))
      | (?P<word>[^\s()"“”„«»]{_REST}*)
      | (?P<quote>["“”„«»])
    )""",
    re.VERBOSE,
)
_NUMBER_SIGN = re.compile(r"(?:[Nn]os?\.|#)")
_PREFIX = re.compile(r"[^\w*]*(\w[\w'’]*)\*[^\w*]*")

type Piece = re.Match[str]


def pieces(query: str) -> Iterator[Piece]:
    """The pieces in order, without what says nothing: AND, and the sign before a number."""
    found = list(_PIECE.finditer(query))
    for piece, following in zip(found, [*found[1:], None], strict=False):
        word = piece["word"] or ""
        sign = _NUMBER_SIGN.fullmatch(word) and following and (following["word"] or "")[:1]
        if word != "AND" and not (sign and sign.isdigit()):
            yield piece


def tree(piece: Piece, remarks: list[str]) -> Tree | None:
    """What one piece asks for; None where it holds nothing but marks.

    What cannot be meant as it is written is added to `remarks`.
    """
    field = piece["field"]
    if field in ("before", "after"):
        return _dated(field, piece, remarks)
    wanted = _wanted(piece, remarks)
    return Within(field, wanted) if field and wanted else wanted


def _wanted(piece: Piece, remarks: list[str]) -> Tree | None:
    if piece["phrase"] is not None:
        return _phrase(terms(piece["phrase"]))
    if piece["citation"] or piece["section"]:
        return _citation(piece["citation"] or piece["section"])
    return _word(piece["word"] or "", remarks)


def _dated(field: str, piece: Piece, remarks: list[str]) -> Tree | None:
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

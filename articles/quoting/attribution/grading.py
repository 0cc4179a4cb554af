"""How a passage is quoted: how faithfully, and shown how."""

from collections.abc import Iterable
from typing import Literal

from articles.core.text import BLOCK_QUOTE, Span, one_line, paragraph_at, strip_block_marks
from articles.quoting.alignment.gaps import Departure, has_brackets
from articles.quoting.text.quotation_marks import BETWEEN

type Grade = Literal["verbatim", "typographic", "elided", "interpolated", "altered"]
"""From the most faithful to the least; where a passage departs in several ways, the last counts.

- verbatim: every character is the same but for white space and the marks of a block quote;
- typographic: every word is the same; case, punctuation, quote marks, apostrophes, hyphens,
  ligatures, spacing or a thousands separator differ, or the article interrupts the quotation with
  words of its own outside the quotation marks;
- elided: words are left out, with an ellipsis or without any sign;
- interpolated: words or letters stand in square brackets that the original has not;
- altered: words are others, or more, than those of the original.
"""
type Presentation = Literal["block", "inline", "unmarked"]

GRADES: tuple[Grade, ...] = ("verbatim", "typographic", "elided", "interpolated", "altered")


def grade(passage: str, original: str, departures: Iterable[Departure] = ()) -> Grade:
    """The grade of a passage, given what its gaps amount to."""
    met = list(departures)
    if any(one.altered for one in met):
        return "altered"
    if any(one.interpolated for one in met) or (has_brackets(passage) > has_brackets(original)):
        return "interpolated"
    if any(one.elided for one in met):
        return "elided"
    return "verbatim" if _plain(passage) == _plain(original) else "typographic"


def _plain(passage: str) -> str:
    return one_line(strip_block_marks(passage, starts_line=False))


def presentation(text: str, passage: Span, paragraphs: list[Span]) -> Presentation:
    """How the article, whose `paragraphs` are given, shows that `passage` is quoted.

    Inline where at least half of the passage stands between quotation marks.
    """
    around = paragraphs[paragraph_at(paragraphs, passage.start)]
    if text.startswith(BLOCK_QUOTE, around.start):
        return "block"
    quoted = (
        Span(match.start(), match.end())
        for match in BETWEEN.finditer(text, around.start, max(around.end, passage.end))
    )
    covered = sum(passage.overlap(stretch) for stretch in quoted)
    return "inline" if covered * 2 >= len(passage) else "unmarked"

"""The terms in which a quotation is described: its grade, its presentation, its changes."""

from dataclasses import dataclass
from enum import StrEnum


class Grade(StrEnum):
    """How faithful a quotation is, from the most faithful grade to the least.

    If a passage departs from its original in several ways, the last of them decides.
    """

    VERBATIM = "verbatim"
    """Every character is the same, apart from white space and the marks of a block quote."""
    TYPOGRAPHIC = "typographic"
    """Every word is the same, though it may be written differently. Case, punctuation, quotation
    marks, hyphens, spacing or accents differ, an abbreviation is written out, a number is in digits
    or in words, a symbol is a word ("%", "percent"), a spelling is British; or the article
    interrupts the quotation with words of its own outside the quotation marks."""
    ELIDED = "elided"
    """Words are left out, with an ellipsis or without any sign. Not if a negation is left out
    nearly alone, or another number left behind: that is altered."""
    INTERPOLATED = "interpolated"
    """Words or letters are in square brackets that the original does not have."""
    ALTERED = "altered"
    """Words were changed or added, or left out in a way that reverses what remains."""

    @property
    def rank(self) -> int:
        """The position among the grades: 0 for the most faithful."""
        return _RANKS[self]


_RANKS = {grade: rank for rank, grade in enumerate(Grade)}


@dataclass(frozen=True, slots=True)
class Departure:
    """In which ways a gap makes the quotation unfaithful."""

    elided: bool = False
    interpolated: bool = False
    altered: bool = False


class Presentation(StrEnum):
    """How the article marks a passage as a quotation."""

    BLOCK = "block"
    INLINE = "inline"
    UNMARKED = "unmarked"


class ChangeKind(StrEnum):
    """What kind of words was changed, left out or added."""

    NUMBER = "number"
    NEGATION = "negation"
    NAME = "name"
    DATE = "date"
    WORD = "word"


SERIOUS_CHANGE_KINDS = (
    ChangeKind.NUMBER,
    ChangeKind.NEGATION,
    ChangeKind.NAME,
    ChangeKind.DATE,
)
"""Kinds of changed words that can alter the meaning of a passage, most serious first."""

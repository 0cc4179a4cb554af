"""The nodes of a parsed query, a tree."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Word:
    """A word in any of its inflections."""

    term: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Consecutive words, exactly as written; any one of the alternatives matches."""

    alternatives: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Prefix:
    """Any word with this prefix."""

    prefix: str


@dataclass(frozen=True, slots=True)
class FieldQuery:
    """A query of the title, or of the names of authors, agencies, cities or the outlet."""

    field: str
    node: "QueryNode"


@dataclass(frozen=True, slots=True)
class DateRange:
    """Records whose date lies in this range, ends included, whichever day it stands for.

    A date known only to the month or year stands for any day of it.
    """

    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class Not:
    operand: "QueryNode"


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Records that match at least one operand."""

    operands: "tuple[QueryNode, ...]"


@dataclass(frozen=True, slots=True)
class AllOf:
    """Records that match every operand; without operands, no record matches."""

    operands: "tuple[QueryNode, ...]"


type QueryNode = Word | Phrase | Prefix | FieldQuery | DateRange | Not | AnyOf | AllOf

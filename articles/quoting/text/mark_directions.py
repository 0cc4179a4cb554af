"""Which quotation marks open a quote and which close one, by what is beside them."""

import re
from collections.abc import Iterator
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

DOUBLE_MARKS = '"“”„‟«»'
_SINGLE_MARKS = "'’‘`"
_OPENING_KINDS, _CLOSING_KINDS = frozenset("“„‟«‘`"), frozenset("”»’")
_OPENING_BRACKETS, _DASHES = frozenset("([{<"), frozenset("-–—/")
_PUNCTUATION = frozenset(".,;:!?…)]}")
_AFTER_CLOSING = _PUNCTUATION | _DASHES | frozenset("*'’\"”»“«")
"""What may follow a closing mark, without a space."""
_ELLIPSIS = "…"
_ELISION = (
    r"(?:[Tt](?:is|was|il|ill|were)|[Ee]m|[Nn]|[Nn]uff|cause|cuz|coz|bout|round|hood"
    r"|s|t|re|ve|ll|d|m|\d\ds?)\b"
)
"""What follows an apostrophe at the beginning of a word: ’tis, rock ’n’ roll, the ’90s."""
_MARK_OR_BREAK = re.compile(
    rf"[{DOUBLE_MARKS}{_SINGLE_MARKS}\n](?:(?<=[{DOUBLE_MARKS}])"
    r"|(?<=')'|(?<=’)’|(?<=‘)‘|(?<=`)`"
    rf"|(?<=['‘`])(?<![^\s(\[{{—–\-{DOUBLE_MARKS}].)(?=[\w“\"(\[$£€…])(?!{_ELISION})"
    r"|(?<=['’])(?<!\s.)(?!\w)"
    r"|(?<=\n)(?:[^\S\n]*\n\s*|[^\S\n]*(?=[\"“„«])))",
    re.DOTALL,
)
_SENTENCE_END = re.compile(r"[.!?…][^\S\n]*\Z")
_FEET = re.compile(r"\d\s?['’′]\s?\d{1,2}(?:\.\d+)?\Z")
_APOSTROPHIZED = re.compile(r"(?:[sxz\d]|in|\b(?:o|th|ol|an))\Z", re.IGNORECASE)
"""What comes before an apostrophe at the end of a word (dogs’, runnin’, o’), or a sign of feet."""


class Direction(Enum):
    """What a mark does, as far as its neighbors tell."""

    OPENS = auto()
    CLOSES = auto()
    EITHER = auto()
    """It closes the quote that is open, and opens one if none is."""
    MAY_CLOSE = auto()
    """It closes a quote or is no quotation mark: a sign of inches or feet, an apostrophe."""


class Mark(NamedTuple):
    """A quotation mark, which may consist of several characters."""

    start: int
    end: int
    direction: Direction
    is_single: bool


class MarkedParagraph(NamedTuple):
    """A paragraph, from one character to another, and its quotation marks in order."""

    start: int
    end: int
    marks: list[Mark]


def find_marks(text: str) -> Iterator[MarkedParagraph]:
    """Yield each paragraph with its quotation marks.

    A line that ends a sentence, and is followed by one that begins with a mark, is a paragraph too.
    """
    marks: list[Mark] = []
    paragraph_start = 0
    for match in _MARK_OR_BREAK.finditer(text):
        start, end = match.span()
        if text[start] == "\n":
            if "\n" in match[0][1:] or _SENTENCE_END.search(
                text, max(paragraph_start, start - 5), start
            ):
                yield MarkedParagraph(paragraph_start, start, marks)
                paragraph_start, marks = end, []
        elif end == start + 1 and text[start] in _SINGLE_MARKS:
            marks.append(Mark(start, end, _find_single_direction(text, start), is_single=True))
        else:
            if marks and marks[-1].end == start and _are_doubled(text[start - 1], text[start]):
                start = marks.pop().start
            if direction := _find_double_direction(text, start, end):
                marks.append(Mark(start, end, direction, is_single=False))
    yield MarkedParagraph(paragraph_start, len(text), marks)


def _are_doubled(mark: str, next_mark: str) -> bool:
    """Whether two marks next to each other are one, by a slip."""
    return mark in DOUBLE_MARKS and (mark == next_mark or '"' in (mark, next_mark))


def _find_double_direction(text: str, start: int, end: int) -> Direction | None:
    """Return what a double mark does; None if it stands for inches."""
    after = _ELLIPSIS if text.startswith("..", end) else text[end : end + 1]
    direction = _classify_double_mark(text[start - 1 : start], text[start], after)
    if direction is Direction.MAY_CLOSE and _FEET.search(text, max(0, start - 10), start):
        return None
    return direction


@lru_cache(4096)
def _classify_double_mark(before: str, mark: str, after: str) -> Direction:
    """Return what a mark does between these characters, none at an end of the text.

    Where its position leaves that open its kind decides; where the two disagree, the other marks.
    """
    direction = _classify_position(before or " ", after or " ")
    if direction is Direction.EITHER:
        if mark in _OPENING_KINDS:
            return Direction.OPENS
        return Direction.CLOSES if mark in _CLOSING_KINDS else Direction.EITHER
    if direction is Direction.CLOSES and before.isdigit() and mark not in _OPENING_KINDS:
        return Direction.MAY_CLOSE
    contrary_kinds = _CLOSING_KINDS if direction is Direction.OPENS else _OPENING_KINDS
    return Direction.EITHER if mark in contrary_kinds else direction


def _classify_position(before: str, after: str) -> Direction:
    """Return what a double mark does between two characters."""
    if before.isspace() or before in _OPENING_BRACKETS:
        if after.isspace() or after in _DASHES:
            return Direction.EITHER
        is_late = after in _PUNCTUATION and after != _ELLIPSIS
        return Direction.CLOSES if is_late else Direction.OPENS
    if before in _DASHES and after.isalnum():
        return Direction.OPENS
    is_closing = after.isspace() or after in _AFTER_CLOSING
    return Direction.CLOSES if is_closing else Direction.EITHER


def _find_single_direction(text: str, start: int) -> Direction:
    before, after = text[start - 1 : start] or " ", text[start + 1 : start + 2]
    is_opening_kind = text[start] in _OPENING_KINDS
    if is_opening_kind or before.isspace() or (after.isalnum() and not before.isalnum()):
        return Direction.OPENS
    is_apostrophe = _APOSTROPHIZED.search(text, max(0, start - 3), start)
    return Direction.MAY_CLOSE if is_apostrophe else Direction.CLOSES

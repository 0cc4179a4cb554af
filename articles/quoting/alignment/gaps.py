"""What an article puts, or leaves out, between two stretches of words that it quotes."""

import re
from dataclasses import dataclass

from articles.core.text import BLOCK_QUOTE, Span
from articles.quoting.text.tokens import Words, comparable, count

_ELLIPSIS = re.compile(r"…|\.\s?\.\s?\.|\*\s?\*\s?\*")
_BRACKETED = re.compile(r"\[[^\[\]]*\]?")
_ASIDE = re.compile(r"[”\"][^“”\"\n]{0,150}[“\"]")
"""The article's own words between two inline quotes: “We will act,” he said, “and soon.”"""
_BREAK = re.compile(r"[.!?][\"”’)]*\s|\n[^\S\n]*\n|[“”\"]")
_MARK = re.compile(r"[“”\"]")
_PARAGRAPHS = re.compile(r"\n[^\S\n]*\n")
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Gap:
    """The words between two blocks that follow each other: from one to before another."""

    here: tuple[int, int]
    there: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Departure:
    """What a gap means for the faithfulness of a quotation."""

    elided: bool = False
    interpolated: bool = False
    altered: bool = False


def between(words: Words, first: int, end: int) -> Span:
    """The characters from the word before `first` to word `end`, neither included."""
    start = int(words.ends[first - 1]) if first else 0
    stop = int(words.starts[end]) if end < len(words) else len(words.text)
    return Span(start, max(start, stop))


def has_ellipsis(text: str) -> bool:
    return _ELLIPSIS.search(text) is not None


def has_brackets(text: str) -> bool:
    return "[" in _ELLIPSIS.sub("", text).replace("[]", "")


def is_signed(text: str) -> bool:
    """Whether an ellipsis or a bracket in a gap says that it departs from what is quoted."""
    return "[" in text or has_ellipsis(text)


def is_break(text: str) -> bool:
    """Whether a quotation that leaves something out here without a sign is rather two of them."""
    return _BREAK.search(text) is not None


def changes_voice(text: str) -> bool:
    """Whether quotation marks open or close in a gap, but for an aside between two quotes."""
    return _MARK.search(_ASIDE.sub(" ", text)) is not None


def has_own_paragraph(text: str) -> bool:
    """Whether a whole paragraph that is no block quote stands in a gap."""
    between = _PARAGRAPHS.split(text)[1:-1]
    return any(_WORD.search(one) and not one.startswith(BLOCK_QUOTE) for one in between)


def own_words(text: str) -> int:
    """How many words of a gap stand neither in brackets nor outside the quotation marks."""
    if "[" in text or "”" in text or '"' in text:
        text = _ASIDE.sub(" ", _BRACKETED.sub(" ", text))
    return count(text)


def departure(gap: Gap, ours: Words, theirs: Words) -> Departure:
    """How a quotation departs from its original between two of its parts."""
    text = between(ours, *gap.here).of(ours.text)
    left_out = gap.there[1] - gap.there[0]
    brackets, own = has_brackets(text), own_words(text)
    if own and _joined(ours, gap.here) == _joined(theirs, gap.there):
        return Departure(interpolated=brackets)
    return Departure(
        elided=bool(left_out) and not own and not brackets,
        interpolated=brackets,
        altered=bool(own),
    )


def _joined(words: Words, stretch: tuple[int, int]) -> str:
    return "".join(comparable(words.written(place)) for place in range(*stretch))

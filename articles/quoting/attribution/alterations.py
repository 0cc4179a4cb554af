"""What kind of word an altered quotation changed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from articles.core.text import Span
from articles.quoting.alignment import gaps
from articles.quoting.alignment.chaining import Alignment
from articles.quoting.alignment.seeds import Text
from articles.quoting.text import sentences
from articles.quoting.text.tokens import Words, comparable

type Kind = Literal["number", "name", "date", "negation", "word"]

_MONTHS = (
    "january february march april may june july august september october november december"
    " jan feb mar apr jun jul aug sep sept oct nov dec"
)
_DAYS = "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow"
_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
    " hundred thousand million billion trillion dozen half third quarter first second"
    " once twice double triple both"
)
_NEGATIONS = "no not never none nobody nothing neither nor nowhere without cannot"
_MONTH = frozenset(_MONTHS.split())
_DATE = frozenset(_DAYS.split()) | _MONTH
_NUMBER = frozenset(_NUMBERS.split())
_NEGATION = frozenset(_NEGATIONS.split())
_CONTRACTED = re.compile(r"(?:do|does|did|is|are|was|were|has|have|had|wo|would|ca|could|should)nt")
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")


@dataclass(frozen=True, slots=True)
class Change:
    """Words of the original (`there`) and what the article has instead; either may be empty."""

    kind: Kind
    here: Span
    there: Span


def changes(found: Alignment, ours: Text, theirs: Text) -> Iterator[Change]:
    """What was altered, added or silently left out, in the order of the article.

    What brackets or an ellipsis own up to is no change.
    """
    for gap in found.gaps:
        text = gaps.between(ours.words, *gap.here).of(ours.text)
        met = gaps.departure(gap, ours.words, theirs.words)
        if met.altered or (met.elided and not gaps.has_ellipsis(text)):
            here, there = _span(ours.words, *gap.here), _span(theirs.words, *gap.there)
            yield Change(_kind(gap, ours.words, theirs.words), here, there)


def _span(words: Words, first: int, end: int) -> Span:
    """The characters of the words from `first` to before `end`; where none, the place after."""
    if first < end:
        return words.span(first, end - 1)
    place = int(words.ends[first - 1]) if first else 0
    return Span(place, place)


def _kind(gap: gaps.Gap, ours: Words, theirs: Words) -> Kind:
    here, there = _forms(ours, *gap.here), _forms(theirs, *gap.there)
    here, there = here - there, there - here
    both = here | there
    if _negates(here) != _negates(there):
        return "negation"
    if both & _DATE or any(map(_YEAR.fullmatch, both)):
        return "date"
    if any(form[0].isdigit() for form in both) or both & _NUMBER:
        return "date" if _after_month(gap, theirs) else "number"
    if _named(ours, *gap.here) or _named(theirs, *gap.there):
        return "name"
    return "word"


def _forms(words: Words, first: int, end: int) -> set[str]:
    return {comparable(words.written(place)) for place in range(first, end)}


def _negates(forms: set[str]) -> bool:
    return any(form in _NEGATION or _CONTRACTED.fullmatch(form) for form in forms)


def _after_month(gap: gaps.Gap, theirs: Words) -> bool:
    beside = gap.there[0] - 1
    return beside >= 0 and comparable(theirs.written(beside)) in _MONTH


def _named(words: Words, first: int, end: int) -> bool:
    """Whether any of these words has a capital that no sentence begins with."""
    return any(
        words.written(place)[0].isupper()
        and not sentences.ends_after(words, place - 1)
        and len(words.written(place)) > 1
        for place in range(first, end)
    )

"""The characters of a quotation and its parts in both texts."""

from collections.abc import Iterator
from dataclasses import dataclass

from articles.core.text import Span
from articles.quoting.alignment.chaining import Alignment
from articles.quoting.alignment.seeds import Text


@dataclass(frozen=True, slots=True)
class Part:
    """Words that are equal in their comparable form, in the article and in the release."""

    here: Span
    there: Span


def parts(found: Alignment, ours: Text, theirs: Text) -> Iterator[Part]:
    for block in found.blocks:
        yield Part(
            ours.words.span(block.here, block.here_end - 1),
            theirs.words.span(block.there, block.there_end - 1),
        )


def spans(found: Alignment, ours: Text, theirs: Text) -> tuple[Span, Span]:
    """The whole quotation in both texts, with the marks at its ends that both have.

    Marks before the first word count only where white space parts them from an earlier word, so
    that no mark belongs to two quotations.
    """
    here = ours.words.span(found.here[0], found.here[1] - 1)
    there = theirs.words.span(found.there[0], found.there[1] - 1)
    after = _same(ours.text, here.end, theirs.text, there.end, 1)
    before = _same(ours.text, here.start - 1, theirs.text, there.start - 1, -1)
    if not _apart(ours.text, here.start - before - 1):
        before = 0
    bracket = ours.text[here.start - 1 : here.start] == "[" and "]" in here.of(ours.text)[:3]
    return (
        Span(here.start - max(before, bracket), here.end + after),
        Span(there.start - before, there.end + after),
    )


def _same(ours: str, here: int, theirs: str, there: int, step: int) -> int:
    """How many marks are the same in both texts, from these places on or back."""
    count = 0
    while 0 <= here < len(ours) and 0 <= there < len(theirs):
        mark = ours[here]
        if mark != theirs[there] or mark.isalnum() or mark.isspace():
            break
        count, here, there = count + 1, here + step, there + step
    return count


def _apart(text: str, place: int) -> bool:
    """Whether white space comes before a word on the way back from `place`."""
    while place >= 0 and not text[place].isspace():
        if text[place].isalnum():
            return False
        place -= 1
    return True

"""Two versions of a text: what went, what came, what stayed.

Paragraphs are compared first, then the words within those that changed, both by their longest
common subsequence (rapidfuzz's bit-parallel form of Hyyrö's algorithm).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from rapidfuzz.distance import Indel, Postfix

from articles.pages.annotation import highlight

LONGEST = 150_000
"""Characters of a text that is compared, at most."""
LARGEST = 200_000_000
"""Words of one side times words of the other that are compared at once: bits of memory, at most."""
ALIKE = 0.5
"""The share of the words of two paragraphs that both have, from which one is the other, edited."""
NEAR = 8
"""Paragraphs that came, looked at for the one that an edited paragraph became."""
BESIDE = 1
"""Unchanged paragraphs shown before and after a changed one."""

_WORD_AND_GAP = re.compile(r"(\w+(?:['’]\w+)*|)(\W*)")

_END = re.compile(r"(?<!\W)\W*\Z")

type Change = Literal["same", "removed", "added"]
type Token = tuple[str, str]
"""A word, and what stands between it and the next."""
type Steps = list[tuple[int, int, int, int]]
"""Stretches that went and came instead: the first and the end in `before`, those in `after`."""


class TooLongError(ValueError):
    """A text has more than `LONGEST` characters."""


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    change: Change


@dataclass(frozen=True, slots=True)
class Paragraph:
    pieces: tuple[Piece, ...]
    change: Literal["same", "removed", "added", "changed"]
    block: bool
    """Whether the text marks it as a block quote."""


@dataclass(frozen=True, slots=True)
class Fold:
    """Paragraphs shown, and how many unchanged ones stand before them unshown."""

    skipped: int
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class _Plain:
    text: str
    block: bool

    def words(self) -> set[str]:
        return {word for word, _ in _WORD_AND_GAP.findall(self.text)}


def compared(before: str, after: str) -> list[Paragraph]:
    """The paragraphs of both texts in one order, those that were edited cut at each change.

    What was not added makes the paragraphs of `before`, what was not removed those of `after`,
    without the marks of block quotes. Raises TooLongError.
    """
    if max(len(before), len(after)) > LONGEST:
        raise TooLongError
    gone, come = _plain(before), _plain(after)
    return list(_compared(gone, come))


def words(before: str, after: str) -> list[Piece]:
    """One paragraph against another, word by word.

    What was not added joins to `before`, what was not removed to `after`.
    """
    gone, come = _WORD_AND_GAP.findall(before), _WORD_AND_GAP.findall(after)
    return _joined(_word_pieces(gone, come))


def folded(paragraphs: Sequence[Paragraph]) -> list[Fold]:
    """The changed paragraphs with `BESIDE` on either side; the others are counted.

    A single paragraph is shown rather than counted, but where it is all there is.
    """
    changed = [place for place, one in enumerate(paragraphs) if one.change != "same"]
    if not changed:
        return [Fold(len(paragraphs), ())] if paragraphs else []
    near = {place for one in changed for place in range(one - BESIDE, one + BESIDE + 1)}
    near |= {-1, len(paragraphs)}
    seen = near | {place for place in range(len(paragraphs)) if {place - 1, place + 1} <= near}
    folds: list[Fold] = []
    skipped = 0
    for shown, places in groupby(range(len(paragraphs)), lambda place: place in seen):
        run = tuple(paragraphs[place] for place in places)
        if shown:
            folds.append(Fold(skipped, run))
        skipped = 0 if shown else len(run)
    return [*folds, Fold(skipped, ())] if skipped else folds


def _plain(text: str) -> list[_Plain]:
    paragraphs: list[highlight.Paragraph[None]] = highlight.marked(text, ())
    return [_Plain("".join(piece.text for piece in one.pieces), one.block) for one in paragraphs]


def _steps(before: Sequence[object], after: Sequence[object]) -> Steps:
    """Where two sequences differ, in order; all of it where comparing would be too large."""
    if len(before) * len(after) > LARGEST:
        return [(0, len(before), 0, len(after))]
    steps: Steps = []
    for step in Indel.opcodes(before, after):
        here, there = (step.src_start, step.src_end), (step.dest_start, step.dest_end)
        if step.tag == "equal":
            continue
        if steps and (steps[-1][1], steps[-1][3]) == (here[0], there[0]):
            steps[-1] = (steps[-1][0], here[1], steps[-1][2], there[1])
        else:
            steps.append((*here, *there))
    return steps


def _compared(before: list[_Plain], after: list[_Plain]) -> Iterator[Paragraph]:
    place = 0
    for gone, gone_end, come, come_end in _steps(before, after):
        yield from (_whole(one, "same") for one in before[place:gone])
        yield from _edited(before[gone:gone_end], after[come:come_end])
        place = gone_end
    yield from (_whole(one, "same") for one in before[place:])


def _whole(one: _Plain, change: Change) -> Paragraph:
    return Paragraph((Piece(one.text, change),), change, one.block)


def _edited(gone: list[_Plain], come: list[_Plain]) -> Iterator[Paragraph]:
    """Each paragraph that went beside the one that it became, where one is like it."""
    vocabulary = [one.words() for one in come]
    place = 0
    for one in gone:
        became = _like(one, come, vocabulary, place)
        if became is None:
            yield _whole(one, "removed")
            continue
        yield from (_whole(other, "added") for other in come[place:became])
        yield _reworded(one, come[became])
        place = became + 1
    yield from (_whole(other, "added") for other in come[place:])


def _reworded(gone: _Plain, came: _Plain) -> Paragraph:
    if gone == came:
        return _whole(gone, "same")
    return Paragraph(tuple(words(gone.text, came.text)), "changed", gone.block)


def _like(one: _Plain, others: list[_Plain], vocabulary: list[set[str]], first: int) -> int | None:
    """The place of the one among `NEAR` paragraphs from `first` that shares most words with it."""
    ours = one.words()
    scores = [
        (len(ours & vocabulary[place]) / max(len(ours), len(vocabulary[place])), -place)
        for place in range(first, min(first + NEAR, len(others)))
        if others[place].block == one.block
    ]
    score, place = max(scores, default=(0, 0))
    return -place if score >= ALIKE else None


def _word_pieces(before: list[Token], after: list[Token]) -> Iterator[Piece]:
    """Words with what stands after each: of a word that stays, the gap may still change."""
    steps = _without_strays(_steps([word for word, _ in before], [word for word, _ in after]))
    end = (len(before), len(before), len(after), len(after))
    here = there = 0
    for gone, gone_end, come, come_end in [*steps, end]:
        for (word, gap), (_, other) in zip(before[here:gone], after[there:come], strict=True):
            yield Piece(word, "same")
            yield from _gap(gap, other)
        yield Piece("".join(map("".join, before[gone:gone_end])), "removed")
        yield Piece("".join(map("".join, after[come:come_end])), "added")
        here, there = gone_end, come_end


def _gap(before: str, after: str) -> Iterator[Piece]:
    if before == after:
        yield Piece(before, "same")
    else:
        yield Piece(before, "removed")
        yield Piece(after, "added")


def _without_strays(steps: Steps) -> Steps:
    """Steps with what stays between two of them taken in, where it is no longer than both."""
    kept: Steps = []
    for step in steps:
        if kept and step[0] - kept[-1][1] <= min(_length(kept[-1]), _length(step)):
            kept[-1] = (kept[-1][0], step[1], kept[-1][2], step[3])
        else:
            kept.append(step)
    return kept


def _length(step: tuple[int, int, int, int]) -> int:
    return max(step[1] - step[0], step[3] - step[2])


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Pieces without the empty ones; what went and came at one place is one piece of each."""
    filled = (one for one in _at_one_place(pieces) if one.text)
    return [
        Piece("".join(one.text for one in run), change)
        for change, run in groupby(filled, lambda one: one.change)
    ]


def _at_one_place(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """What went before what came instead; the mark or space that ends both is of neither."""
    filled = (one for one in pieces if one.text)
    for same, run in groupby(filled, lambda one: one.change == "same"):
        if same:
            yield from run
            continue
        changed = list(run)
        gone, come = (
            "".join(one.text for one in changed if one.change == change)
            for change in ("removed", "added")
        )
        kept = _common_end(gone, come)
        yield Piece(gone.removesuffix(kept), "removed")
        yield Piece(come.removesuffix(kept), "added")
        yield Piece(kept, "same")


def _common_end(one: str, other: str) -> str:
    """What both end with, back to the last word of either."""
    ends = [match.group() for text in (one, other) if (match := _END.search(text))]
    length = Postfix.similarity(*ends) if ends[1:] else 0
    return one[len(one) - length :]

"""Where a quotation begins and ends: words beside its seeds, and chance neighbours taken off."""

from collections.abc import Sequence
from dataclasses import dataclass

from articles.quoting.alignment.chaining import Alignment, equal
from articles.quoting.alignment.seeds import Block, Text
from articles.quoting.text import sentences

BESIDE = 15
"""Words beside the outermost seeds that are aligned with their like."""
CHANCE = 2
"""Equal words beyond the end of a sentence that may be equal by chance."""
MISSED = 1.2
"""What a word that differs costs, where one that is equal gains 1."""
WHOLE = 3.7
"""What it gains that the sentences of both texts, or the quotation marks, end together."""


@dataclass(frozen=True, slots=True)
class _Beside:
    """The words on one side of the seeds, up to the end of the sentence in either text."""

    here: tuple[int, int]
    there: tuple[int, int]
    whole: bool
    """Whether both reach the end of the sentence, or the article's the quotation marks."""


def settled(blocks: Sequence[Block], ours: Text, theirs: Text) -> Alignment:
    """The alignment from where the quotation surely begins to where it surely ends."""
    inner = _without_chance(list(blocks), ours, theirs)
    before, start = _before(inner[0], ours, theirs)
    after, end = _after(inner[-1], ours, theirs)
    here, there = (start[0], end[0]), (start[1], end[1])
    return Alignment((*before, *inner, *after), here, there)


def _without_chance(blocks: list[Block], ours: Text, theirs: Text) -> list[Block]:
    """Blocks without a word or two at either end that belong to another sentence."""
    last = blocks[-1]
    if not _parted(ours, last.here_end - 1, theirs, last.there_end - 1):
        for beyond in range(1, min(CHANCE, last.length - 1) + 1):
            if _parted(ours, last.here_end - 1 - beyond, theirs, last.there_end - 1 - beyond):
                blocks[-1] = Block(last.here, last.there, last.length - beyond)
                break
    first = blocks[0]
    if not _parted(ours, first.here - 1, theirs, first.there - 1):
        for beyond in range(1, min(CHANCE, first.length - 1) + 1):
            if _parted(ours, first.here - 1 + beyond, theirs, first.there - 1 + beyond):
                blocks[0] = Block(first.here + beyond, first.there + beyond, first.length - beyond)
                break
    return blocks


def _parted(ours: Text, here: int, theirs: Text, there: int) -> bool:
    """Whether after these words a sentence of the article ends, or quotation marks of its own."""
    if sentences.ends_after(ours.words, here):
        return True
    marked = sentences.marked_after(ours.words, here)
    return marked and not sentences.marked_after(theirs.words, there)


def _after(last: Block, ours: Text, theirs: Text) -> tuple[list[Block], tuple[int, int]]:
    """The blocks that follow within the sentence, and where the quotation ends in either text."""
    here, marked = _reach(ours, last.here_end, 1, marks=True)
    there, _ = _reach(theirs, last.there_end, 1)
    beside = _beside(
        ours, theirs, (last.here_end, here), (last.there_end, there), marked=marked, step=1
    )
    blocks = list(equal(ours, beside.here, theirs, beside.there))
    own = [ours.own(beside.here[0], one.here) for one in blocks]
    away = [
        (one, block.there - beside.there[0], block) for one, block in zip(own, blocks, strict=True)
    ]
    kept, whole = _worth(away, beside, ours)
    if whole:
        return blocks, (beside.here[1], beside.there[1])
    end = (blocks[:kept] or [last])[-1]
    return blocks[:kept], (end.here_end, end.there_end)


def _before(first: Block, ours: Text, theirs: Text) -> tuple[list[Block], tuple[int, int]]:
    """The blocks that precede within the sentence, and where the quotation begins."""
    here, marked = _reach(ours, first.here, -1, marks=True)
    there, _ = _reach(theirs, first.there, -1)
    beside = _beside(ours, theirs, (here, first.here), (there, first.there), marked=marked, step=-1)
    blocks = list(equal(ours, beside.here, theirs, beside.there))[::-1]
    own = [ours.own(one.here_end, beside.here[1]) for one in blocks]
    away = [
        (one, beside.there[1] - block.there_end, block)
        for one, block in zip(own, blocks, strict=True)
    ]
    kept, whole = _worth(away, beside, ours)
    if whole:
        return blocks[::-1], (beside.here[0], beside.there[0])
    start = (blocks[:kept] or [first])[-1]
    return blocks[:kept][::-1], (start.here, start.there)


def _reach(text: Text, place: int, step: int, *, marks: bool = False) -> tuple[int, bool]:
    """Where the sentence of a place ends (or, backwards, begins), and whether by a mark.

    No further than `BESIDE` words.
    """
    last = place + step * BESIDE
    for edge in range(place, last, step):
        if text.words.spaced[edge - 1]:
            continue
        if sentences.ends_after(text.words, edge - 1):
            return edge, False
        if marks and sentences.marked_after(text.words, edge - 1):
            return edge, True
    return last, False


def _beside(
    ours: Text,
    theirs: Text,
    here: tuple[int, int],
    there: tuple[int, int],
    *,
    marked: bool,
    step: int,
) -> _Beside:
    """What to align; of the release no more than the article has up to its quotation mark."""
    if marked and there[1] - there[0] > ours.own(*here):
        return _Beside(here, _as_long(ours, theirs, here, there, step), whole=True)
    outer = 1 if step > 0 else 0
    ends = sentences.ends_after(theirs.words, there[outer] - 1)
    return _Beside(
        here, there, ends and (marked or sentences.ends_after(ours.words, here[outer] - 1))
    )


def _as_long(
    ours: Text, theirs: Text, here: tuple[int, int], there: tuple[int, int], step: int
) -> tuple[int, int]:
    """As much of the release as stands against words that go up to a quotation mark."""
    blocks = list(equal(ours, here, theirs, there))
    if step > 0:
        start = (blocks[-1].here_end, blocks[-1].there_end) if blocks else (here[0], there[0])
        return there[0], min(there[1], start[1] + ours.own(start[0], here[1]))
    end = (blocks[0].here, blocks[0].there) if blocks else (here[1], there[1])
    return max(there[0], end[1] - ours.own(here[0], end[0])), there[1]


def _worth(away: list[tuple[int, int, Block]], beside: _Beside, ours: Text) -> tuple[int, bool]:
    """How many of the blocks are more than chance, and whether all is up to the end.

    Each comes with its distance from the seeds in either text, brackets not counted.
    """
    best, kept, gained, passed = 0.0, 0, 0, (0, 0)
    for count, (here, there, block) in enumerate(away, 1):
        score = gained + block.length - MISSED * (max(here, there) - gained)
        gained += block.length
        passed = here + block.length, there + block.length
        if score > best:
            best, kept = score, count
    here, there = ours.own(*beside.here), beside.there[1] - beside.there[0]
    even = (here > passed[0]) == (there > passed[1])
    score = gained + WHOLE - MISSED * (max(here, there) - gained)
    return kept, beside.whole and even and there > 0 and score > best

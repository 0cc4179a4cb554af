"""Where a quotation begins and ends: words beside its seeds, and chance neighbours taken off.

May import `alignment`, `seeds` and `sentences`.
"""

from dataclasses import replace

from articles.quoting import sentences
from articles.quoting.alignment import Alignment, equal, of_blocks
from articles.quoting.seeds import Block, Text

BESIDE = 12
"""Words beside the outermost seeds that are aligned with their like."""
CHANGED = 2
"""Words that may be changed at an end where both sentences, or the quotation marks, end too."""
CHANCE = 2
"""Equal words beyond the end of a sentence that may be equal by chance."""
SURE = 6
"""Equal words without which an alignment is not drawn out to the end of a sentence."""


def settled(found: Alignment, ours: Text, theirs: Text) -> Alignment:
    """The alignment from where the quotation surely begins to where it surely ends."""
    blocks = _without_chance(list(found.blocks), ours, theirs)
    blocks = [*_before(blocks[0], ours, theirs), *blocks, *_after(blocks[-1], ours, theirs)]
    return _with_changed_ends(of_blocks(blocks), ours, theirs)


def _parted(ours: Text, here: int, theirs: Text, there: int) -> bool:
    """Whether after these words a sentence of the article ends, or quotation marks of its own."""
    if sentences.ends_after(ours.words, here):
        return True
    marked = sentences.marked_after(ours.words, here)
    return marked and not sentences.marked_after(theirs.words, there)


def _without_chance(blocks: list[Block], ours: Text, theirs: Text) -> list[Block]:
    """Blocks without a word or two at either end that belong to another sentence."""
    last = blocks[-1]
    for beyond in range(1, min(CHANCE, last.length - 1) + 1):
        here, there = last.here_end - 1 - beyond, last.there_end - 1 - beyond
        whole = _parted(ours, last.here_end - 1, theirs, last.there_end - 1)
        if _parted(ours, here, theirs, there) and not whole:
            blocks[-1] = last = Block(last.here, last.there, last.length - beyond)
            break
    first = blocks[0]
    for beyond in range(1, min(CHANCE, first.length - 1) + 1):
        here, there = first.here - 1 + beyond, first.there - 1 + beyond
        whole = _parted(ours, first.here - 1, theirs, first.there - 1)
        if _parted(ours, here, theirs, there) and not whole:
            rest = Block(first.here + beyond, first.there + beyond, first.length - beyond)
            blocks[0] = rest
            break
    return blocks


def _rest(text: Text, start: int, *, marks: bool = False) -> int:
    """The word after the sentence's last, or after `BESIDE` words from `start`."""
    place, end = start, min(start + BESIDE, len(text.words))
    while place < end and not _stops(text, place - 1, marks):
        place += 1
    return place


def _lead(text: Text, end: int, *, marks: bool = False) -> int:
    """The sentence's first word, or that `BESIDE` words before `end`."""
    place, start = end, max(end - BESIDE, 0)
    while place > start and not _stops(text, place - 1, marks):
        place -= 1
    return place


def _stops(text: Text, place: int, marks: bool) -> bool:
    ends = sentences.ends_after(text.words, place)
    return ends or (marks and sentences.marked_after(text.words, place))


def _after(last: Block, ours: Text, theirs: Text) -> list[Block]:
    """The blocks that follow within the sentence, as far as more words are equal than not."""
    here = (last.here_end, _rest(ours, last.here_end, marks=True))
    there = (last.there_end, _rest(theirs, last.there_end))
    blocks = list(equal(ours, here, theirs, there))
    return blocks[: _worth([(one.here - here[0], one.there - there[0], one) for one in blocks])]


def _before(first: Block, ours: Text, theirs: Text) -> list[Block]:
    here = (_lead(ours, first.here, marks=True), first.here)
    there = (_lead(theirs, first.there), first.there)
    blocks = list(equal(ours, here, theirs, there))
    away = [(here[1] - one.here_end, there[1] - one.there_end, one) for one in reversed(blocks)]
    return blocks[len(blocks) - _worth(away) :]


def _worth(away: list[tuple[int, int, Block]]) -> int:
    """How many of the blocks, each with its distance from the seed, are more than chance."""
    best, kept, gained = 0.0, 0, 0
    for count, (here, there, block) in enumerate(away, 1):
        missed = max(here, there) - gained
        gained += block.length
        score = gained - 1.2 * missed
        if score > best:
            best, kept = score, count
    return kept


def _with_changed_ends(found: Alignment, ours: Text, theirs: Text) -> Alignment:
    """Drawn out over a changed word or two to the ends of both sentences."""
    if found.equal < SURE:
        return found
    (start, end), (its_start, its_end) = found.here, found.there
    last, first = _rest(ours, end, marks=True), _lead(ours, start, marks=True)
    after = _changed(
        last - end, _rest(theirs, its_end) - its_end, sentences.marked_after(ours.words, last - 1)
    )
    before = _changed(
        start - first,
        its_start - _lead(theirs, its_start),
        sentences.marked_after(ours.words, first - 1),
    )
    return replace(
        found,
        here=(start - before[0], end + after[0]),
        there=(its_start - before[1], its_end + after[1]),
    )


def _changed(here: int, there: int, marked: bool) -> tuple[int, int]:
    """How many words to take in, given those up to the ends of both sentences.

    Quotation marks may end in the middle of the original's sentence.
    """
    if marked and there > CHANGED:
        there = here
    near = 0 < here <= CHANGED and 0 < there <= CHANGED
    return (here, there) if near else (0, 0)

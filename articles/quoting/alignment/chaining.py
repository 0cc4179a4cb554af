"""Chain the shared runs of two texts where they are one quotation.

Seed and extend, after BLAST (Altschul and others, 1990): runs are seeds, seeds on nearly one
diagonal are chained, and what stands between them is aligned word by word (rapidfuzz's
bit-parallel Levenshtein).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from articles.quoting.alignment import gaps
from articles.quoting.alignment.seeds import Block, Text
from articles.quoting.text.tokens import Words

ELLIPSIS_REACH = 200
"""Words that an ellipsis may leave out."""
SILENT_REACH = 40
"""Words that may be left out without a sign."""
OWN_WORDS = 6
"""Words of its own that an article may put between two parts of one quotation, without a sign."""
LONGEST_GAP = 40
"""Words of any kind that may stand between two parts in the article."""
SEEDS = 150
"""Runs of one pair of texts that are chained, the longest first."""
ALIKE = 0.25
"""What the same mark at an end adds to the words of a chain."""
JOIN = 1
"""What a block that is joined to a chain costs, in words, at least."""
BEFORE = 16
"""Runs before one that it may be joined to."""


type Joined = tuple[float, Block] | None
"""What a block adds to a chain that ends with another, and what is left of it; None where it can't
be joined to it."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """One quotation: its blocks of equal words in order, and the words that it reaches over.

    `here` and `there` are its first word and the one after its last, in article and release.
    """

    blocks: tuple[Block, ...]
    here: tuple[int, int]
    there: tuple[int, int]

    @property
    def equal(self) -> int:
        """How many words are the same."""
        return sum(block.length for block in self.blocks)

    @property
    def gaps(self) -> Iterator[gaps.Gap]:
        """What stands before, between and after the blocks, where anything does."""
        first = Block(self.here[0], self.there[0], 0)
        last = Block(self.here[1], self.there[1], 0)
        for one, other in pairwise((first, *self.blocks, last)):
            here, there = (one.here_end, other.here), (one.there_end, other.there)
            if here[0] < here[1] or there[0] < there[1]:
                yield gaps.Gap(here, there)


def of_blocks(blocks: Sequence[Block]) -> Alignment:
    first, last = blocks[0], blocks[-1]
    here, there = (first.here, last.here_end), (first.there, last.there_end)
    return Alignment(tuple(blocks), here, there)


def chains(blocks: Sequence[Block], ours: Text, theirs: Text) -> Iterator[list[Block]]:
    """The blocks in chains that may each be one quotation; of those near each other the one of
    most words first.

    No two chains have words of the article in common.
    """
    longest = sorted(blocks, key=_longest_first)[:SEEDS]
    joined = cache(partial(_joined, ours=ours))
    for stretch in _stretches(sorted(longest, key=lambda one: (one.here, one.there))):
        left = stretch
        while left:
            chain = _best_chain(left, joined, ours, theirs)
            yield chain
            start, end = chain[0].here, chain[-1].here_end
            left = [block for block in left if block.here_end <= start or end <= block.here]


def _stretches(ordered: Sequence[Block]) -> Iterator[list[Block]]:
    """The blocks parted where they are too far from each other for one chain."""
    stretch: list[Block] = []
    end = 0
    for block in ordered:
        if block.here - end > LONGEST_GAP and stretch:
            yield stretch
            stretch = []
        stretch.append(block)
        end = max(end, block.here_end)
    if stretch:
        yield stretch


def _longest_first(block: Block) -> tuple[int, int, int]:
    return -block.length, block.here, block.there


def _best_chain(
    blocks: Sequence[Block], joined: Callable[[Block, Block], Joined], ours: Text, theirs: Text
) -> list[Block]:
    """The chain with most equal words, less what the gaps between them cost.

    Of those with as many the one that begins and ends with the same marks in both texts.
    """
    scores: list[float] = []
    before: list[tuple[int, Block] | None] = []
    for place, block in enumerate(blocks):
        best, link = block.length + _begins_alike(block, ours.words, theirs.words), None
        for other in range(place - 1, max(-1, place - 1 - BEFORE), -1):
            if block.here - blocks[other].here_end > LONGEST_GAP:
                continue
            if scores[other] + block.length - JOIN <= best:
                continue
            met = joined(blocks[other], block)
            if met and scores[other] + met[0] > best:
                best, link = scores[other] + met[0], (other, met[1])
        scores.append(best)
        before.append(link)
    for place, block in enumerate(blocks):
        scores[place] += _ends_alike(block, ours.words, theirs.words)
    return _traced(blocks, before, max(range(len(blocks)), key=lambda place: scores[place]))


def _begins_alike(block: Block, ours: Words, theirs: Words) -> float:
    here, there = int(ours.starts[block.here]), int(theirs.starts[block.there])
    return ALIKE * (ours.text[max(0, here - 1) : here] == theirs.text[max(0, there - 1) : there])


def _ends_alike(block: Block, ours: Words, theirs: Words) -> float:
    here, there = int(ours.ends[block.here_end - 1]), int(theirs.ends[block.there_end - 1])
    return ALIKE * (ours.text[here : here + 1] == theirs.text[there : there + 1])


def _traced(
    blocks: Sequence[Block], before: Sequence[tuple[int, Block] | None], last: int
) -> list[Block]:
    chain: list[Block] = []
    place, block = last, blocks[last]
    while link := before[place]:
        place, block = link
        chain.append(block)
        block = blocks[place]
    return [block, *reversed(chain)]


def _joined(one: Block, other: Block, ours: Text) -> Joined:
    overlap = max(0, one.here_end - other.here, one.there_end - other.there)
    left_out = other.there + overlap - one.there_end
    ordered = one.here < other.here and one.there < other.there
    if not ordered or overlap >= other.length or left_out > ELLIPSIS_REACH:
        return None
    rest = Block(other.here + overlap, other.there + overlap, other.length - overlap)
    text = gaps.between(ours.words, one.here_end, rest.here).of(ours.text)
    signed = gaps.is_signed(text)
    if left_out > SILENT_REACH and not signed:
        return None
    own = gaps.own_words(text) if rest.here > one.here_end else 0
    if own and (own > OWN_WORDS or gaps.changes_voice(text) or gaps.has_own_paragraph(text)):
        return None
    if left_out > own + 2 and not signed and gaps.is_break(text):
        return None
    cost = JOIN + own + left_out * (0.01 if signed else 0.15)
    return rest.length - cost, rest


def completed(chain: list[Block], ours: Text, theirs: Text) -> list[Block]:
    """A chain with the words between its seeds aligned as well."""
    blocks: list[Block] = []
    for one, other in pairwise(chain):
        blocks.append(one)
        here, there = (one.here_end, other.here), (one.there_end, other.there)
        blocks.extend(equal(ours, here, theirs, there))
    return [*blocks, chain[-1]]


def equal(
    ours: Text, here: tuple[int, int], theirs: Text, there: tuple[int, int]
) -> Iterator[Block]:
    """The blocks that a word-level alignment of two stretches leaves equal."""
    one, other = ours.numbers[slice(*here)], theirs.numbers[slice(*there)]
    if one and other:
        for step in Levenshtein.opcodes(one, other):
            if step.tag == "equal":
                length = step.src_end - step.src_start
                yield Block(here[0] + step.src_start, there[0] + step.dest_start, length)

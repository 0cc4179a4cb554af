"""Whether equal words are a quotation, or what any two texts have in common."""

from functools import lru_cache

import numpy as np

from articles.quoting.alignment.chaining import Alignment
from articles.quoting.alignment.seeds import Block, Text
from articles.quoting.text import sentences
from articles.quoting.text.tokens import Flags, Words

_COMMON_WORDS = """
a about after all also an and any are as at be because been before being but by can
could did do does for from had has have he her him his how i if in into is it its just may me more
most my no not now of on one only or other our out over own said say says she should so some such
than that the their them then there these they this those through to under up us very was we were
what when where which while who will with would you your year years day days two new first last
time people united states america american president state federal government department
national public office county city court district attorney general justice police
january february march april june july august september october november december monday tuesday
wednesday thursday friday saturday sunday u s
think want know get got go going come came make made makes making take took thing things everything
something anything nothing someone everyone sure way ways need needs see look good right back down
off still even well many much every each own same between against here again never always really
lot lots world life work today yesterday long great while another part place case during thank ive
im its dont didnt doesnt youre thats well were theyre id ill wont cant let lets says saying told
tell put give given keep around away until yet both being including those next few own men women
man woman child children number end far able kind fact use used try trying"""
_COMMON = np.unique(Words(_COMMON_WORDS).hashes)

UNMARKED = 7.5
"""The score without which an unmarked passage is none."""
UNMARKED_RUN = 5
"""Equal words in one run without which an unmarked passage is none."""
SENTENCE = 9
"""Words of a whole sentence, all equal, that make it a quotation however common they are."""
MARKED_WORDS = 8
"""Equal words without which a passage that the article marks as quoted is none by itself."""
MARKED = 5
"""The score without which a passage that the article marks as quoted is none."""
END = 2.5
"""What it adds that sentences of both texts begin, or end, with the passage."""
NAME, NAMES = 0.5, 4.0
"""What a name adds, and all names together: two texts may have them from anywhere."""
ALTERED = 0.5
"""What each stretch of other words takes away."""


def score(found: Alignment, ours: Text, theirs: Text, aside: frozenset[int] = frozenset()) -> float:
    """How much says that this is the same passage: above all its words that are not common.

    Words of the article at the places `aside` say nothing.
    """
    begins, ends = bounds(found, ours, theirs)
    gaps = sum(1 for gap in found.gaps if ours.own(*gap.here))
    words = telling(found, ours, aside)
    return words and words + END * (begins + ends) - ALTERED * gaps


def is_telling(ours: Text, block: Block) -> bool:
    """Whether any word of a run is not a common one."""
    names, others = kinds(ours)
    run = slice(block.here, block.here_end)
    return bool(names[run].any() or others[run].any())


def bounds(found: Alignment, ours: Text, theirs: Text) -> tuple[bool, bool]:
    """Whether sentences, or quotation marks, of both texts begin with it, and end with it."""
    begins = at_end(ours, found.here[0] - 1) and at_end(theirs, found.there[0] - 1)
    return begins, at_end(ours, found.here[1] - 1) and at_end(theirs, found.there[1] - 1)


def telling(found: Alignment, ours: Text, aside: frozenset[int] = frozenset()) -> float:
    """How many words are not common, names counting for less."""
    names, others = kinds(ours)
    told = np.zeros(len(ours.words), np.bool_)
    for block in found.blocks:
        told[block.here : block.here_end] = True
    told[list(aside)] = False
    return min(NAME * int((names & told).sum()), NAMES) + int((others & told).sum())


@lru_cache(8)
def kinds(text: Text) -> tuple[Flags, Flags]:
    """Which words are names, and which others are not common."""
    known = _COMMON[np.searchsorted(_COMMON, text.hashes).clip(max=len(_COMMON) - 1)]
    telling = known != text.hashes
    first = [text.text[start] for start in text.words.starts.tolist()]
    capital = np.fromiter(map(str.isupper, first), np.bool_, len(first))
    return telling & capital, telling & ~capital


def longest(found: Alignment) -> int:
    return max(block.length for block in found.blocks)


def at_end(text: Text, place: int) -> bool:
    """Whether a sentence, or what stands in quotation marks, ends or begins after a word."""
    marked = sentences.marked_after(text.words, place)
    return marked or sentences.ends_after(text.words, place)

"""Whether equal words are a quotation, or what any two texts have in common.

May import `alignment`, `seeds` and `words`.
"""

from articles.quoting.alignment import Alignment
from articles.quoting.seeds import Text
from articles.quoting.words import Words

_COMMON_WORDS = """
a about after all also an and any are as at be because been before being but by can
could did do does for from had has have he her him his how i if in into is it its just may me more
most my no not now of on one only or other our out over own said say says she should so some such
than that the their them then there these they this those through to under up us very was we were
what when where which while who will with would you your year years day days two new first last
time people united states america american president state federal government department
national public office county city court district attorney general justice police
january february march april june july august september october november december monday tuesday
wednesday thursday friday saturday sunday u s"""
_COMMON = frozenset(Words(_COMMON_WORDS).hashes.tolist())

UNMARKED = 6
"""Telling words without which an unmarked passage is none."""
UNMARKED_RUN = 5
"""Equal words in one run without which an unmarked passage is none."""
MARKED = 3
"""Telling words without which a passage that the article marks as quoted is none."""


def telling(found: Alignment, ours: Text) -> float:
    """How many words say that this is the same passage: all but common words and names.

    A name counts half: two texts may have it from anywhere.
    """
    words = ours.words
    total = 0.0
    for block in found.blocks:
        for place in range(block.here, block.here_end):
            if ours.numbers[place] not in _COMMON:
                total += 0.5 if words.text[words.starts[place]].isupper() else 1.0
    return total


def longest(found: Alignment) -> int:
    return max(block.length for block in found.blocks)

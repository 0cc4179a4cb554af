"""Score equal words: are they a quotation, or what any two texts have in common?"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from articles.core.arrays import FlagArray
from articles.quoting.alignment.seeds import EqualRun, TokenizedText
from articles.quoting.alignment.word_alignment import Alignment
from articles.quoting.text import sentences
from articles.quoting.text.tokens import Tokens

_STOP_WORDS = """
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
_STOP_WORD_HASHES = np.unique(Tokens(_STOP_WORDS).hashes)

MIN_UNMARKED_SCORE = 7.5
"""The score that an unmarked passage needs to be a quotation."""
MIN_UNMARKED_RUN_WORDS = 5
"""Equal words in one run that an unmarked passage needs to be a quotation."""
MIN_SENTENCE_WORDS = 9
"""Words of whole sentences, all equal, that make them a quotation however common they are."""
MIN_MARKED_WORDS = 8
"""Equal words that a passage marked as quoted needs to be a quotation by itself."""
MIN_MARKED_SCORE = 5
"""The score that a passage marked as quoted needs to be a quotation."""
BOUNDARY_SCORE = 2.5
"""What is gained if sentences of both texts begin, or end, with the passage."""
NAME_SCORE = 0.5
"""What a name gains, which two texts may have from anywhere; any other distinctive word gains 1."""
MAX_NAMES_SCORE = 4.0
"""What all names together gain at most."""
ALTERATION_COST = 0.5
"""What each gap with words of the article's own costs."""


class WordClasses(NamedTuple):
    """Which words of a text are distinctive: its names, and its other words but stop words."""

    names: FlagArray
    other_words: FlagArray


def score_alignment(
    alignment: Alignment,
    article: TokenizedText,
    release: TokenizedText,
    ignored_words: frozenset[int] = frozenset(),
) -> float:
    """Return how much suggests that this is one passage: above all its distinctive words.

    0 if it has none. Words of the article with the indices `ignored_words` count for nothing.
    """
    begins, ends = find_shared_boundaries(alignment, article, release)
    alterations = sum(
        1 for gap in alignment.gaps if article.count_outside_brackets(gap.article_words)
    )
    words = score_distinctive_words(alignment, article, ignored_words)
    return words and words + BOUNDARY_SCORE * (begins + ends) - ALTERATION_COST * alterations


def has_distinctive_word(article: TokenizedText, run: EqualRun) -> bool:
    """Whether any word of a run is distinctive."""
    classes = classify_words(article)
    words = slice(run.article_start, run.article_end)
    return bool(classes.names[words].any() or classes.other_words[words].any())


def find_shared_boundaries(
    alignment: Alignment, article: TokenizedText, release: TokenizedText
) -> tuple[bool, bool]:
    """Return whether sentences, or quotations, of both texts begin with it, and end with it."""
    in_article, in_release = alignment.article_words, alignment.release_words
    begins = is_boundary(article, in_article.start - 1) and is_boundary(
        release, in_release.start - 1
    )
    ends = is_boundary(article, in_article.end - 1) and is_boundary(release, in_release.end - 1)
    return begins, ends


def score_distinctive_words(
    alignment: Alignment, article: TokenizedText, ignored_words: frozenset[int] = frozenset()
) -> float:
    """Return how many of the equal words are distinctive, with names counting for less."""
    classes = classify_words(article)
    is_equal = np.zeros(len(article.tokens), np.bool_)
    for run in alignment.runs:
        is_equal[run.article_start : run.article_end] = True
    is_equal[list(ignored_words)] = False
    names = NAME_SCORE * int((classes.names & is_equal).sum())
    return min(names, MAX_NAMES_SCORE) + int((classes.other_words & is_equal).sum())


@lru_cache(8)
def classify_words(text: TokenizedText) -> WordClasses:
    """Return which words are names (capitalized) and which other words are no stop words."""
    nearest = _STOP_WORD_HASHES.searchsorted(text.hashes).clip(max=len(_STOP_WORD_HASHES) - 1)
    distinctive = _STOP_WORD_HASHES[nearest] != text.hashes
    initials = [text.text[start] for start in text.tokens.starts.tolist()]
    capitalized = np.fromiter(map(str.isupper, initials), np.bool_, len(initials))
    return WordClasses(distinctive & capitalized, distinctive & ~capitalized)


def longest_run_words(alignment: Alignment) -> int:
    """Return the length of the longest run of equal words."""
    return max(run.length for run in alignment.runs)


def is_boundary(text: TokenizedText, index: int) -> bool:
    """Whether a sentence ends, or a quotation begins or ends, after word number `index`."""
    has_mark = sentences.has_quotation_mark_after(text.tokens, index)
    return has_mark or sentences.ends_sentence(text.tokens, index)

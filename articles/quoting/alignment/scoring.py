"""Score equal words: are they a quotation, or what any two texts have in common?"""

from collections.abc import Set
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from articles.core.arrays import FlagArray, UInt64Array
from articles.quoting.alignment import departures
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
_CASE_WORDS = """
accused alleged allegedly arrest arrested asked call charge charged charges contact convicted
conviction count counts crime criminal dead defendant defendants degree enforcement faces fine fined
guilty hospital incident indicted indictment information investigated investigation jail judge jury
law maximum murder plea pleaded pled prison probation prosecuted pronounced restitution scene
sentence sentenced sentencing suspect term trial victim victims"""
"""What law enforcement says of any case."""
_CASE_WORD_HASHES = np.unique(Tokens(_CASE_WORDS).hashes)

MIN_CAPITALIZED_WORDS = 5
"""Consecutive capitalized words that may be a way of writing, not names."""
BOUNDARY_SCORE = 2.5
"""What is gained if sentences of both texts begin, or end, with the passage."""
FREQUENT_WORD_SCORE = 0.5
"""What a name gains, which two texts may have from anywhere, or a word that is said of any case;
any other distinctive word gains 1."""
MAX_FREQUENT_SCORE = 4.0
"""What all of these together gain at most."""
ALTERATION_COST = 0.5
"""What each gap with words of the article's own costs; not if they are the same wording."""


class WordClasses(NamedTuple):
    """Which words of a text are distinctive: those that many texts have, and the others.

    Stop words are neither.
    """

    frequent_words: FlagArray
    """Names, and what is said of any case."""
    other_words: FlagArray


def score_alignment(
    alignment: Alignment,
    article: TokenizedText,
    release: TokenizedText,
    ignored_words: Set[int] = frozenset(),
) -> float:
    """Return how much suggests that this is one passage: above all its distinctive words.

    0 if it has none. Words of the article with the indices `ignored_words` count for nothing.
    """
    begins, ends = find_shared_boundaries(alignment, article, release)
    alterations = sum(
        1
        for gap in alignment.gaps
        if article.count_outside_brackets(gap.article_words)
        and not departures.is_same_wording(gap, article.tokens, release.tokens)
    )
    words = score_distinctive_words(alignment, article, release, ignored_words)
    return words and words + BOUNDARY_SCORE * (begins + ends) - ALTERATION_COST * alterations


def has_distinctive_word(article: TokenizedText, run: EqualRun) -> bool:
    """Whether any word of a run is distinctive."""
    return bool(_flag_distinctive(article)[slice(*run.article_words)].any())


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
    alignment: Alignment,
    article: TokenizedText,
    release: TokenizedText,
    ignored_words: Set[int] = frozenset(),
) -> float:
    """Return how many of the equal words are distinctive, with frequent ones counting for less.

    A name is one in both texts; in one that is written in capitals any word may be.
    """
    is_distinctive, is_case_word = _flag_distinctive(article), _flag_case_words(article)
    frequent_count, other_count = 0, 0
    for run in alignment.runs:
        words = slice(*run.article_words)
        is_counted = is_distinctive[words].copy()
        if ignored_words:
            is_counted &= [index not in ignored_words for index in range(*run.article_words)]
        is_frequent = is_case_word[words] | _flag_names(run, article, release)
        frequent_count += int((is_counted & is_frequent).sum())
        other_count += int((is_counted & ~is_frequent).sum())
    return min(FREQUENT_WORD_SCORE * frequent_count, MAX_FREQUENT_SCORE) + other_count


def _flag_names(run: EqualRun, article: TokenizedText, release: TokenizedText) -> FlagArray:
    """Return which words of a run are capitalized in both texts; none if both are in capitals."""
    texts = [
        (text.text, text.tokens.starts[slice(*words)].tolist(), text.tokens.span(words))
        for text, words in ((article, run.article_words), (release, run.release_words))
    ]
    if run.length >= MIN_CAPITALIZED_WORDS and all(
        span.extract(text).isupper() for text, _, span in texts
    ):
        return np.zeros(run.length, np.bool_)
    in_article, in_release = (
        np.fromiter((text[start].isupper() for start in starts), np.bool_, run.length)
        for text, starts, _ in texts
    )
    return in_article & in_release


@lru_cache(8)
def classify_words(text: TokenizedText) -> WordClasses:
    """Return which distinctive words of a text are frequent ones, as far as it shows that alone.

    In a stretch of `MIN_CAPITALIZED_WORDS` capitalized words none is taken for a name.
    """
    initials = [text.text[start] for start in text.tokens.starts.tolist()]
    is_name = np.fromiter(map(str.isupper, initials), np.bool_, len(initials))
    edges = np.flatnonzero(np.diff(is_name, prepend=False, append=False)).reshape(-1, 2)
    for start, end in edges[edges[:, 1] - edges[:, 0] >= MIN_CAPITALIZED_WORDS].tolist():
        is_name[start:end] = False
    is_distinctive, is_frequent = _flag_distinctive(text), is_name | _flag_case_words(text)
    return WordClasses(is_distinctive & is_frequent, is_distinctive & ~is_frequent)


@lru_cache(8)
def _flag_distinctive(text: TokenizedText) -> FlagArray:
    """Return which words are no stop words."""
    return ~_flag_words(text, _STOP_WORD_HASHES)


@lru_cache(8)
def _flag_case_words(text: TokenizedText) -> FlagArray:
    return _flag_words(text, _CASE_WORD_HASHES)


def _flag_words(text: TokenizedText, sorted_hashes: UInt64Array) -> FlagArray:
    """Return which words of a text have one of the hashes."""
    nearest = sorted_hashes.searchsorted(text.hashes).clip(max=len(sorted_hashes) - 1)
    return sorted_hashes[nearest] == text.hashes  # type: ignore[no-any-return]


def longest_run_words(alignment: Alignment) -> int:
    """Return the length of the longest run of equal words."""
    return max(run.length for run in alignment.runs)


def is_boundary(text: TokenizedText, index: int) -> bool:
    """Whether a sentence ends, or a quotation begins or ends, after word number `index`."""
    has_mark = sentences.has_quotation_mark_after(text.tokens, index)
    return has_mark or sentences.ends_sentence(text.tokens, index)

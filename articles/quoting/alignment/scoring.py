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


class LetterCases(NamedTuple):
    """Which words of a text are capitalized."""

    capitalized: FlagArray
    in_stretch: FlagArray
    """Those among `MIN_CAPITALIZED_WORDS` capitalized words."""
    in_capitals: FlagArray
    """Those of them that are in capitals all together."""


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
    classes = classify_words(article)
    words = slice(run.article_start, run.article_end)
    return bool(classes.frequent_words[words].any() or classes.other_words[words].any())


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
    in_article, in_release = find_letter_cases(article), find_letter_cases(release)
    frequent_count, other_count = 0, 0
    for run in alignment.runs:
        words, release_words = slice(*run.article_words), slice(*run.release_words)
        counted = [
            is_distinctive[index] and index not in ignored_words
            for index in range(*run.article_words)
        ]
        may_be_name = (in_article.capitalized[words] & in_release.capitalized[release_words]) & ~(
            in_article.in_capitals[words] & in_release.in_capitals[release_words]
        )
        is_frequent = may_be_name | is_case_word[words]
        frequent_count += int((is_frequent & counted).sum())
        other_count += int((~is_frequent & counted).sum())
    return min(FREQUENT_WORD_SCORE * frequent_count, MAX_FREQUENT_SCORE) + other_count


def classify_words(text: TokenizedText) -> WordClasses:
    """Return which distinctive words of a text are frequent ones, as far as it shows that alone.

    In a stretch of `MIN_CAPITALIZED_WORDS` capitalized words none is taken for a name.
    """
    is_distinctive, cases = _flag_distinctive(text), find_letter_cases(text)
    is_frequent = (cases.capitalized & ~cases.in_stretch) | _flag_case_words(text)
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


@lru_cache(64)
def find_letter_cases(text: TokenizedText) -> LetterCases:
    """Return which words are capitalized, and which of them their case tells nothing about."""
    initials = [text.text[start] for start in text.tokens.starts.tolist()]
    capitalized = np.fromiter(map(str.isupper, initials), np.bool_, len(initials))
    in_stretch, in_capitals = np.zeros_like(capitalized), np.zeros_like(capitalized)
    edges = np.flatnonzero(np.diff(capitalized, prepend=False, append=False))
    for start, end in edges.reshape(-1, 2).tolist():
        if end - start >= MIN_CAPITALIZED_WORDS:
            words = [text.tokens.text_of(index) for index in range(start, end)]
            in_stretch[start:end] = True
            in_capitals[start:end] = " ".join(words).isupper()
    return LetterCases(capitalized, in_stretch, in_capitals)


def longest_run_words(alignment: Alignment) -> int:
    """Return the length of the longest run of equal words."""
    return max(run.length for run in alignment.runs)


def is_boundary(text: TokenizedText, index: int) -> bool:
    """Whether a sentence ends, or a quotation begins or ends, after word number `index`."""
    has_mark = sentences.has_quotation_mark_after(text.tokens, index)
    return has_mark or sentences.ends_sentence(text.tokens, index)

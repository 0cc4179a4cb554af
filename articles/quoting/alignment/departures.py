"""Classify how a quotation departs from its original, and what only writes it differently."""

import re
from typing import NamedTuple

from articles.quoting.alignment import gaps
from articles.quoting.alignment.gaps import Gap
from articles.quoting.grades import Departure
from articles.quoting.text.canonical_words import (
    canonical_words,
    has_negation,
    is_numeric,
    join_words,
)
from articles.quoting.text.spelling import spell_word
from articles.quoting.text.tokens import Tokens, WordRange

MAX_NEGATION_WORDS = 3
"""Words left out, with a negation among them, that leave behind what they denied."""
MAX_REWRITTEN_WORDS = 12
"""Words of a release that an article may write differently in one place."""

_OPENERS = re.compile(r"[^\s.,;:!?'’()—–-]")
"""What may be a part of the word after it, or take it out of what is compared: “$”, “[”, a mark."""
_NO_BRACKETS = str.maketrans("", "", "[]")


class CanonicalWords(NamedTuple):
    """What either text says in a gap, in one way of writing."""

    article: tuple[str, ...]
    release: tuple[str, ...]


def classify_gap(gap: Gap, article: Tokens, release: Tokens) -> Departure:
    """Return how a quotation departs from its original in a gap.

    Another way of writing the same words is no departure. A negation that is left out, by itself or
    among `MAX_NEGATION_WORDS` words at most, is an alteration even if an ellipsis or brackets
    signal it; with more words, what it denied is taken to be left out too.
    """
    text = gaps.gap_text(article, gap.article_words)
    is_interpolated = gaps.has_brackets(text)
    if is_same_wording(gap, article, release):
        return Departure(interpolated=is_interpolated)
    is_altered = gaps.count_article_words(text) > 0 or _changes_meaning(gap, article, release)
    return Departure(
        elided=bool(gap.release_words.length) and not is_altered and not is_interpolated,
        interpolated=is_interpolated,
        altered=is_altered,
    )


def is_same_wording(gap: Gap, article: Tokens, release: Tokens) -> bool:
    """Whether both texts say the same in a gap: "14 boats", "fourteen boats".

    What the article adds in brackets or in an aside does not count, nor what numbers a list. With
    brackets, the words may also be the same if those in brackets do count: "[h].R. 12", "H.R. 12".
    """
    if _is_surely_different(gap, article, release):
        return False
    if _is_same(_read_words(gap, article, release)):
        return True
    if _is_same(read_canonical_words(gap, article, release)):
        return True
    text = gaps.gap_text(article, gap.article_words)
    return "[" in text and _is_same(
        CanonicalWords(
            canonical_words(text.translate(_NO_BRACKETS)),
            canonical_words(gaps.gap_text(release, gap.release_words)),
        )
    )


def differ_in_negation(gap: Gap, article: Tokens, release: Tokens, *, is_after: bool) -> bool:
    """Whether only one text says "not" next to a passage, in `MAX_NEGATION_WORDS` words.

    `gap` has the words after the passage, or those before it.
    """
    nearest = slice(MAX_NEGATION_WORDS) if is_after else slice(-MAX_NEGATION_WORDS, None)
    in_article, in_release = (
        any(
            has_negation(canonical_words(tokens.text_of(index))) for index in range(*words)[nearest]
        )
        for tokens, words in ((article, gap.article_words), (release, gap.release_words))
    )
    return in_article != in_release


def _is_surely_different(gap: Gap, article: Tokens, release: Tokens) -> bool:
    """Whether a glance at a gap already shows that it is not the same wording.

    It shows that of most gaps, and reading canonical words takes a hundred times as long.
    """
    if gap.release_words.length > MAX_REWRITTEN_WORDS:
        return True
    if not gap.article_words.length or not gap.release_words.length:
        return False
    in_article = _read_first_word(article, gap.article_words.start)
    in_release = _read_first_word(release, gap.release_words.start)
    if in_article is None or in_release is None:
        return False
    return not (in_article.startswith(in_release) or in_release.startswith(in_article))


def _read_first_word(tokens: Tokens, index: int) -> str | None:
    """Return a word in its canonical spelling; None if more than the word may decide."""
    start = int(tokens.ends[index - 1]) if index else 0
    word = tokens.text_of(index)
    if _OPENERS.search(tokens.text, start, int(tokens.starts[index])) or is_numeric(word):
        return None
    return next(iter(spell_word(word)), None)


def read_canonical_words(gap: Gap, article: Tokens, release: Tokens) -> CanonicalWords:
    """Return what either text says in a gap, and in the number or date that it is a part of.

    For example, an article has "$5" and a release "5 dollars". The gap is "dollars", but the words
    are "5 dollars" in both.
    """
    return _read_words(_widen_over_numerals(gap, article, release), article, release)


def _read_words(gap: Gap, article: Tokens, release: Tokens) -> CanonicalWords:
    in_article = gaps.remove_additions(gaps.gap_text(article, gap.article_words))
    in_release = gaps.gap_text(release, gap.release_words)
    return CanonicalWords(
        canonical_words(gaps.remove_list_marks(in_article)),
        canonical_words(gaps.remove_list_marks(in_release)),
    )


def _is_same(words: CanonicalWords) -> bool:
    is_same = join_words(words.article) == join_words(words.release)
    return is_same and has_negation(words.article) == has_negation(words.release)


def _widen_over_numerals(gap: Gap, article: Tokens, release: Tokens) -> Gap:
    """Return a gap with the equal parts of numbers and dates on either side of it."""
    (article_start, article_end), (release_start, release_end) = (
        gap.article_words,
        gap.release_words,
    )
    while _is_common_numeral(article, article_start - 1, release, release_start - 1):
        article_start, release_start = article_start - 1, release_start - 1
    while _is_common_numeral(article, article_end, release, release_end):
        article_end, release_end = article_end + 1, release_end + 1
    return Gap(WordRange(article_start, article_end), WordRange(release_start, release_end))


def _is_common_numeral(
    article: Tokens, article_index: int, release: Tokens, release_index: int
) -> bool:
    if not (0 <= article_index < len(article) and 0 <= release_index < len(release)):
        return False
    has_equal_hash = article.hashes[article_index] == release.hashes[release_index]
    return bool(has_equal_hash) and is_numeric(article.text_of(article_index))


def _changes_meaning(gap: Gap, article: Tokens, release: Tokens) -> bool:
    """Whether an omission leaves another number behind, or what the omitted words denied."""
    words = read_canonical_words(gap, article, release)
    if not set(words.article).issubset(words.release):
        return True
    if gap.release_words.length > MAX_NEGATION_WORDS or not has_negation(words.release):
        return False
    brackets = gaps.bracketed_text(gaps.gap_text(article, gap.article_words))
    return not has_negation((*words.article, *canonical_words(brackets)))

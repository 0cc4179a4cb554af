"""Seeds of an alignment: the runs of equal words that two texts share."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from articles.core.arrays import FlagArray, IndexArray, UInt64Array, expand_ranges
from articles.core.text import Span
from articles.quoting.text.tokens import Tokens, WordRange, hash_grams

MIN_SEED_WORDS = 4
"""The shortest run of equal words from which an alignment starts."""
MAX_SEED_REPEATS = 16
"""How often an article may repeat the same `MIN_SEED_WORDS` words for them to be a seed."""

SKETCH_GRAMS = 64
"""Gram hashes in the sketch of a text, by which re-issues of a release are recognized."""

_BRACKETED = re.compile(r"\[[^\[\]]*\]")
_BRACKETED_LETTER = re.compile(r"\[[A-Za-z]\]")


@dataclass(frozen=True, slots=True)
class EqualRun:
    """A run of `length` equal words: the index of its first word in either text."""

    article_start: int
    release_start: int
    length: int

    @property
    def article_end(self) -> int:
        return self.article_start + self.length

    @property
    def release_end(self) -> int:
        return self.release_start + self.length

    @property
    def article_words(self) -> WordRange:
        return WordRange(self.article_start, self.article_end)

    @property
    def release_words(self) -> WordRange:
        return WordRange(self.release_start, self.release_end)


@dataclass(frozen=True)
class TokenizedText:
    """A text with all that comparing it with others needs, each computed once."""

    text: str

    @cached_property
    def tokens(self) -> Tokens:
        return Tokens(self.text)

    @cached_property
    def in_brackets(self) -> FlagArray:
        """Which words are in square brackets: an article adds them to what it quotes."""
        flags = np.zeros(len(self.tokens), np.bool_)
        for match in _BRACKETED.finditer(self.text) if "[" in self.text else ():
            start, end = self.tokens.words_in(Span(*match.span()))
            flags[start:end] = not _BRACKETED_LETTER.match(self.text, match.start())
        return flags

    @cached_property
    def hashes(self) -> UInt64Array:
        """The hashes of the words; a word in brackets never equals one outside."""
        return self.tokens.hashes ^ self.in_brackets.astype(np.uint64)

    @cached_property
    def hash_list(self) -> list[int]:
        return self.hashes.tolist()  # type: ignore[no-any-return]

    @cached_property
    def gram_hashes(self) -> UInt64Array:
        """A hash of the `MIN_SEED_WORDS` words from each word on."""
        return hash_grams(self.hashes, MIN_SEED_WORDS)

    @cached_property
    def gram_order(self) -> IndexArray:
        """The indices that sort `gram_hashes`."""
        return np.argsort(self.gram_hashes, kind="stable")

    @cached_property
    def sorted_gram_hashes(self) -> UInt64Array:
        return self.gram_hashes[self.gram_order]

    @cached_property
    def sketch(self) -> frozenset[int]:
        """The `SKETCH_GRAMS` smallest gram hashes: the more of them two texts share, the more
        alike they are (Broder: "On the resemblance and containment of documents", 1997).
        """
        return frozenset(np.unique(self.gram_hashes)[:SKETCH_GRAMS].tolist())

    def count_outside_brackets(self, words: WordRange) -> int:
        """Return how many of the words are not in brackets."""
        return words.length - int(self.in_brackets[words.start : words.end].sum())


@lru_cache(256)
def tokenize_text(text: str) -> TokenizedText:
    """Return the tokenized text, the same object while it is cached: about 25 KB each."""
    return TokenizedText(text)


def find_seeds(article: TokenizedText, release: TokenizedText) -> list[EqualRun]:
    """Return all maximal runs of at least `MIN_SEED_WORDS` equal words, by article index.

    Words that the article repeats more than `MAX_SEED_REPEATS` times start no run.
    """
    starts = article.sorted_gram_hashes.searchsorted(release.gram_hashes)
    inside = starts < len(article.sorted_gram_hashes)
    is_equal = article.sorted_gram_hashes[starts[inside]] == release.gram_hashes[inside]
    hits = np.flatnonzero(inside)[is_equal]
    if not len(hits):
        return []
    return _merge_neighbors(*_pair_grams(article, release, hits, starts[hits]))


def _pair_grams(
    article: TokenizedText, release: TokenizedText, hits: IndexArray, starts: IndexArray
) -> tuple[IndexArray, IndexArray]:
    """Return the article and release index of each pair of equal grams.

    `hits` are the indices of the release's grams that the article has, and `starts` where each of
    these begins among the article's sorted grams.
    """
    counts = article.sorted_gram_hashes.searchsorted(release.gram_hashes[hits], "right") - starts
    is_rare = counts <= MAX_SEED_REPEATS
    counts, starts, hits = counts[is_rare], starts[is_rare], hits[is_rare]
    return article.gram_order[expand_ranges(starts, counts)], np.repeat(hits, counts)


def _merge_neighbors(article_starts: IndexArray, release_starts: IndexArray) -> list[EqualRun]:
    """Merge pairs of equal grams that follow each other in both texts into one run.

    For example, grams of 4 words that start at 4, 5, 6 and 20 in the article, and at 14, 15, 16 and
    3 in the release, are a run of 6 words from 4 (and 14) on and one of 4 words from 20 (and 3) on.
    """
    order = np.lexsort((article_starts, release_starts - article_starts))
    article_starts, release_starts = article_starts[order], release_starts[order]
    breaks = np.flatnonzero((np.diff(article_starts) != 1) | (np.diff(release_starts) != 1))
    first_pairs = np.concatenate(([0], breaks + 1)) if len(article_starts) else breaks
    lengths = np.diff(np.concatenate((first_pairs, [len(article_starts)]))) + MIN_SEED_WORDS - 1
    columns = (
        article_starts[first_pairs].tolist(),
        release_starts[first_pairs].tolist(),
        lengths.tolist(),
    )
    return [EqualRun(*row) for row in sorted(zip(*columns, strict=True))]

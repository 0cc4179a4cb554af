"""Find the third source of a passage among texts that everybody quotes."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from articles.core.arrays import FlagArray, UInt64Array, expand_ranges
from articles.core.dates import PartialDate
from articles.quoting.alignment import boundaries, chaining, scoring
from articles.quoting.alignment.departures import is_same_wording
from articles.quoting.alignment.seeds import TokenizedText, find_seeds
from articles.quoting.alignment.word_alignment import Alignment
from articles.quoting.attribution.matches import MIN_CONTAINED_SHARE, Match
from articles.quoting.text.fingerprints import GRAM_WORDS, MIN_GUARANTEED_RUN_WORDS
from articles.quoting.text.tokens import WordRange, hash_grams

MIN_SOURCE_WORDS = 8
"""Equal words that a passage taken from a known source has at least."""
MIN_SOURCE_SCORE = 5
"""The score of its words that such a passage has at least."""
MAX_FOREIGN_WORDS = 3
"""Distinctive words of a passage that its known source may lack, however long the passage is."""


class SourceText(NamedTuple):
    """A text that everybody quotes; `number` is the caller's, `key` decides between equals."""

    number: int
    key: str
    text: str
    date: PartialDate | None = None


class _Source(NamedTuple):
    content: SourceText
    tokenized: TokenizedText


class KnownSources:
    """Texts that everybody quotes, with an index of their words."""

    def __init__(self, texts: Sequence[SourceText] = ()) -> None:
        self._sources = [_Source(text, TokenizedText(text.text)) for text in texts]
        grams = [hash_grams(source.tokenized.hashes, GRAM_WORDS) for source in self._sources]
        hashes = np.concatenate([np.empty(0, np.uint64), *grams])
        owners = np.repeat(np.arange(len(grams)), [len(own_grams) for own_grams in grams])
        order = np.argsort(hashes, kind="stable")
        self._hashes, self._owners = hashes[order], owners[order]

    def share_words_with(self, passage: str) -> bool:
        """Whether any of the texts has `GRAM_WORDS` words in a row of a passage."""
        return bool(self._find_candidates(TokenizedText(passage).hashes))

    def find_source(self, match: Match) -> SourceText | None:
        """Return the text from which article and release both take a passage.

        It has (nearly) all distinctive words of the passage, and more of its words than any other
        text. None if there is no such text, or if several have as many and none is a part of all
        the others.
        """
        article, words = match.article.tokenized, match.alignment.article_words
        candidates = [
            source
            for source in self._find_candidates(article.hashes[slice(*words)])
            if _may_be_quoted(source.content, match)
        ]
        counts = [
            int(_cover_words(article, words, source, _find_alignments(article, source)).sum())
            for source in candidates
        ]
        most_words = max(counts, default=0)
        pairs = zip(candidates, counts, strict=True)
        source = _choose_part([source for source, count in pairs if count == most_words])
        if source and _contains_passage(article, words, source):
            return source.content
        return None

    def _find_candidates(self, word_hashes: UInt64Array) -> list[_Source]:
        """Return the texts that have `GRAM_WORDS` of the words in a row, in their order."""
        grams = hash_grams(word_hashes, GRAM_WORDS)
        starts = self._hashes.searchsorted(grams)
        counts = self._hashes.searchsorted(grams, "right") - starts
        owners = np.unique(self._owners[expand_ranges(starts, counts)])
        return [self._sources[owner] for owner in owners.tolist()]


NO_SOURCES = KnownSources()


@lru_cache(1)
def prepare_sources(texts: tuple[SourceText, ...]) -> KnownSources:
    """Return the texts as known sources; the last ones are cached."""
    return KnownSources(texts)


def _may_be_quoted(source: SourceText, match: Match) -> bool:
    """Whether neither article nor release is surely older than a source."""
    dates = (match.article.content.published, match.release.released)
    return not any(source.date and date and source.date.is_surely_after(date) for date in dates)


def _find_alignments(article: TokenizedText, source: _Source) -> list[Alignment]:
    """Return all passages of a source in the article, however short."""
    texts = article, source.tokenized
    chains = (
        boundaries.cut_chance_words(chaining.fill_gaps(chain, *texts), *texts)
        for chain in chaining.find_chains(find_seeds(*texts), *texts)
    )
    return [boundaries.extend_to_boundaries(chain, *texts) for chain in chains]


def _is_quotation(alignment: Alignment, article: TokenizedText, source: _Source) -> bool:
    """Whether a passage of a source is long and distinctive enough to be taken from it."""
    return (
        alignment.equal_words >= MIN_SOURCE_WORDS
        and scoring.longest_run_words(alignment) >= MIN_GUARANTEED_RUN_WORDS
        and scoring.score_alignment(alignment, article, source.tokenized) >= MIN_SOURCE_SCORE
    )


def _cover_words(
    article: TokenizedText, words: WordRange, source: _Source, alignments: Iterable[Alignment]
) -> FlagArray:
    """Return which words of a passage any of the alignments has, though written differently."""
    covered = np.zeros(len(article.tokens), np.bool_)
    for alignment in alignments:
        for run in alignment.runs:
            covered[run.article_start : run.article_end] = True
        for gap in alignment.gaps:
            if is_same_wording(gap, article.tokens, source.tokenized.tokens):
                covered[slice(*gap.article_words)] = True
    return covered[slice(*words)]


def _contains_passage(article: TokenizedText, words: WordRange, source: _Source) -> bool:
    """Whether a passage has (nearly) all its distinctive words from a source."""
    alignments = (
        alignment
        for alignment in _find_alignments(article, source)
        if _is_quotation(alignment, article, source)
    )
    cover = _cover_words(article, words, source, alignments)
    classes = scoring.classify_words(article)
    distinctive = (classes.frequent_words | classes.other_words) & ~article.in_brackets
    distinctive = distinctive[slice(*words)]
    covered_count, foreign_count = (int((distinctive & flags).sum()) for flags in (cover, ~cover))
    enough_words = covered_count >= MIN_CONTAINED_SHARE * (covered_count + foreign_count) > 0
    return enough_words and foreign_count <= MAX_FOREIGN_WORDS


def _choose_part(sources: Sequence[_Source]) -> _Source | None:
    """Return the source that is a part of all the others, which may be the only one."""
    shortest_source = min(sources, key=_length_and_key, default=None)
    if shortest_source and all(_includes(source, shortest_source) for source in sources):
        return shortest_source
    return None


def _length_and_key(source: _Source) -> tuple[int, str]:
    return len(source.content.text), source.content.key


def _includes(source: _Source, shorter_source: _Source) -> bool:
    """Whether a source contains (nearly) all of a shorter one, which may be itself."""
    grams, shorter_grams = source.tokenized.gram_hashes, shorter_source.tokenized.gram_hashes
    included_count = int(np.isin(shorter_grams, grams).sum())
    return included_count >= MIN_CONTAINED_SHARE * len(shorter_grams)

"""Align two texts word by word (with rapidfuzz's bit-parallel Levenshtein distance)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

from rapidfuzz.distance import Levenshtein

from articles.quoting.alignment import gaps
from articles.quoting.alignment.seeds import EqualRun, TokenizedText
from articles.quoting.text.tokens import WordRange


@dataclass(frozen=True, slots=True)
class Alignment:
    """One quotation: its runs of equal words, in order, and all words from start to end."""

    runs: tuple[EqualRun, ...]
    article_words: WordRange
    release_words: WordRange

    @classmethod
    def from_runs(cls, runs: Sequence[EqualRun]) -> Self:
        """Align two texts from the first of the runs to the last."""
        first_run, last_run = runs[0], runs[-1]
        return cls(
            tuple(runs),
            WordRange(first_run.article_start, last_run.article_end),
            WordRange(first_run.release_start, last_run.release_end),
        )

    @property
    def equal_words(self) -> int:
        """How many words are equal."""
        return sum(run.length for run in self.runs)

    @property
    def gaps(self) -> Iterator[gaps.Gap]:
        """The words before, between and after the runs, where there are any in either text."""
        start = EqualRun(self.article_words.start, self.release_words.start, 0)
        end = EqualRun(self.article_words.end, self.release_words.end, 0)
        for earlier, later in pairwise((start, *self.runs, end)):
            article_words = WordRange(earlier.article_end, later.article_start)
            release_words = WordRange(earlier.release_end, later.release_start)
            if article_words.length > 0 or release_words.length > 0:
                yield gaps.Gap(article_words, release_words)


def align_range(
    article: TokenizedText,
    article_words: WordRange,
    release: TokenizedText,
    release_words: WordRange,
) -> Iterator[EqualRun]:
    """Yield the equal runs of a word-by-word alignment of two ranges, in order."""
    article_hashes = article.hash_list[slice(*article_words)]
    release_hashes = release.hash_list[slice(*release_words)]
    if article_hashes and release_hashes:
        for step in Levenshtein.opcodes(article_hashes, release_hashes):
            if step.tag == "equal":
                yield EqualRun(
                    article_words.start + step.src_start,
                    release_words.start + step.dest_start,
                    step.src_end - step.src_start,
                )

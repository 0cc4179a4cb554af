"""Find the passages of an article that a candidate release contains."""

from collections.abc import Iterator, Sequence

from articles.quoting.alignment import boundaries, chaining, quote_edges, scoring
from articles.quoting.alignment.seeds import EqualRun
from articles.quoting.alignment.word_alignment import Alignment
from articles.quoting.attribution.evidence import (
    MIN_MARKED_WORDS,
    MIN_QUOTATION_POINTS,
    MIN_SENTENCE_WORDS,
    MIN_UNMARKED_RUN_WORDS,
    bound_chain,
    has_enough_words,
)
from articles.quoting.attribution.matches import Match
from articles.quoting.attribution.texts import CandidateRelease, PreparedArticle


def find_matches(
    article: PreparedArticle, release: CandidateRelease, runs: Sequence[EqualRun]
) -> Iterator[Match]:
    """Yield the passages of a release that have the words of a quotation.

    `runs` are all runs of equal words that it shares with the article.
    """
    for chain in chaining.find_chains(runs, article.tokenized, release.tokenized):
        chain_match = Match(article, release, Alignment.from_runs(chain))
        if _is_promising(article, chain) and bound_chain(chain_match) >= MIN_QUOTATION_POINTS:
            match = Match(article, release, _align_chain(chain, article, release))
            if has_enough_words(match):
                yield match


def find_short_quote_matches(
    article: PreparedArticle, release: CandidateRelease, runs: Sequence[EqualRun]
) -> Iterator[Match]:
    """Yield the short quotes of the article that are entirely within a run of equal words."""
    for words in article.short_quotes:
        for run in runs:
            if run.article_start <= words.start and words.end <= run.article_end:
                release_start = run.release_start + words.start - run.article_start
                quote = EqualRun(words.start, release_start, words.length)
                yield Match(article, release, Alignment.from_runs([quote]))


def _is_promising(article: PreparedArticle, chain: Sequence[EqualRun]) -> bool:
    """Whether a chain is worth aligning: long or distinctive, and if short, marked as quoted."""
    if sum(run.length for run in chain) < MIN_SENTENCE_WORDS and not any(
        scoring.has_distinctive_word(article.tokenized, run) for run in chain
    ):
        return False
    if max(run.length for run in chain) >= MIN_UNMARKED_RUN_WORDS:
        return True
    words = Alignment.from_runs(chain).article_words
    return article.count_quoted_characters(article.tokenized.tokens.span(words)) > 0


def _align_chain(
    chain: list[EqualRun], article: PreparedArticle, release: CandidateRelease
) -> Alignment:
    texts = article.tokenized, release.tokenized
    runs = boundaries.cut_chance_words(chaining.fill_gaps(chain, *texts), *texts)
    runs = quote_edges.cut_at_marks(runs, *texts, min_passage_words=MIN_MARKED_WORDS)
    return boundaries.extend_to_boundaries(runs, *texts)

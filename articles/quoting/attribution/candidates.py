"""Candidate retrieval: which releases share enough with an article to be compared with it.

Decided by the article and the fingerprints that each release shares with it, without the text of
any release.
"""

from collections import Counter
from collections.abc import Container, Sequence
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from articles.core.arrays import FlagArray, IndexArray, UInt64Array, expand_ranges, run_starts
from articles.quoting.alignment import scoring
from articles.quoting.alignment.boundaries import MAX_CHANCE_WORDS
from articles.quoting.alignment.seeds import TokenizedText
from articles.quoting.attribution.boilerplate import (
    MIN_COMMON_FORMULA_SHARE,
    MIN_COMMON_SENTENCE_SHARE,
)
from articles.quoting.attribution.matches import UNLIKELY_SOURCE_FACTOR
from articles.quoting.attribution.texts import PreparedArticle
from articles.quoting.text.fingerprints import (
    GRAM_WORDS,
    MIN_GUARANTEED_RUN_WORDS,
    fingerprint_tags,
    locate_fingerprints,
)

MAX_HIDDEN_WORDS = MIN_GUARANTEED_RUN_WORDS - GRAM_WORDS
"""Equal words before and after a common fingerprint that may leave no fingerprint of their own."""
MAX_FINGERPRINT_GAP_WORDS = 20
"""Words from one common fingerprint to the next within which both may be of one quotation."""
MIN_SHARED_WEIGHT = 1 / 8
"""What a release must share at least, if a fingerprint that n releases share weighs 1/n: one that
eight have, two that sixteen have. Less is a stock phrase."""
MAX_CANDIDATE_RELEASES = 50
"""Releases per article that are compared: those that share most, and all that share as much as the
last of them."""
HIDDEN_SCORE_ALLOWANCE = 3.0
"""How much a passage may score beyond what its fingerprints show: a changed word hides five."""
MIN_RUN_SHARE = MIN_COMMON_FORMULA_SHARE
"""The share of another release's run that a run within it must be to count."""
MIN_SENTENCE_RUN_SHARE = MIN_COMMON_SENTENCE_SHARE
"""The same if the other run is whole sentences."""


class SharedRun(NamedTuple):
    """Words of an article, from `start` to before `end`, that a release seems to contain."""

    release_number: int
    start: int
    end: int
    fingerprints: int
    """How many common fingerprints show it."""
    is_full_sentence: bool
    """Whether it may be whole sentences of the article."""
    is_strong: bool
    """Whether the passage may be quoted even from an unlikely source (neither its date nor a
    mention of its agency points to it)."""

    def overlaps(self, run: "SharedRun") -> bool:
        return self.start < run.end and run.start < self.end


def find_shared_runs(
    article: PreparedArticle, release_numbers: UInt64Array, tags: UInt64Array
) -> list[SharedRun]:
    """Return the runs of words that may be (parts of) quotations, by release and position.

    The article and the release `release_numbers[i]` share a fingerprint with the tag `tags[i]`.
    """
    releases, positions = _drop_stock_phrases(*_find_positions(article, release_numbers, tags))
    if not len(positions):
        return []
    starts = _find_passage_starts(releases, positions, MAX_FINGERPRINT_GAP_WORDS)
    lengths = np.diff(starts, append=len(positions))
    ranks = np.repeat(_rank_passages(article, positions, starts), lengths)
    is_possible = ranks > 0
    return _build_runs(
        article.tokenized, releases[is_possible], positions[is_possible], ranks[is_possible] > 1
    )


def _find_positions(
    article: PreparedArticle, release_numbers: UInt64Array, tags: UInt64Array
) -> tuple[UInt64Array, IndexArray]:
    """Return each release and each position of the article at which they share a fingerprint.

    Two arrays of the same length, sorted by release and position; each pair comes once.
    """
    fingerprints, positions = locate_fingerprints(article.tokenized.tokens.hashes)
    article_tags = fingerprint_tags(fingerprints)
    order = np.argsort(article_tags, kind="stable")
    article_tags, positions = article_tags[order], positions[order]
    starts = article_tags.searchsorted(tags)
    counts = article_tags.searchsorted(tags, "right") - starts
    pairs = np.unique(
        (np.repeat(release_numbers, counts) << np.uint64(32))
        | positions[expand_ranges(starts, counts)].astype(np.uint64)
    )
    return pairs >> np.uint64(32), (pairs & np.uint64(2**32 - 1)).astype(np.int64)


def _drop_stock_phrases(
    releases: UInt64Array, positions: IndexArray
) -> tuple[UInt64Array, IndexArray]:
    """Drop the releases that share no more than a stock phrase."""
    weights = 1 / np.bincount(positions)[positions]
    starts = run_starts(releases)
    totals = np.add.reduceat(weights, starts) if len(starts) else weights
    lengths = np.diff(starts, append=len(positions))
    is_enough = np.repeat(totals >= MIN_SHARED_WEIGHT, lengths)
    return releases[is_enough], positions[is_enough]


def _find_passage_starts(releases: UInt64Array, positions: IndexArray, max_gap: int) -> IndexArray:
    """Return the indices at which a passage begins.

    A passage is a run of positions of one release, each at most `max_gap` words after the previous
    one.
    """
    is_break = (np.diff(releases) != 0) | (np.diff(positions) > max_gap)
    return np.concatenate(([0], np.flatnonzero(is_break) + 1))[: len(positions)]


def _rank_passages(
    article: PreparedArticle, positions: IndexArray, starts: IndexArray
) -> IndexArray:
    """Return how likely each passage is a quotation; `starts` are the indices at which they begin.

    0 if its words cannot be one, 1 if they can unless the release is an unlikely source, else 2.
    For example, an unmarked passage with a score of 5 lacks 7.5 - 3 - 5, which is nothing, but for
    an unlikely source 2 * 7.5 - 3 - 5 = 7; two sentence boundaries give 5 at most: its rank is 1.
    """
    scores = _score_passages(article, positions, starts)
    first_words = positions[starts]
    ends = positions[np.append(starts[1:], len(positions)) - 1] + GRAM_WORDS
    is_marked = _count_flags(article.quoted_words, first_words, ends) > 0
    min_scores = np.where(is_marked, scoring.MIN_MARKED_SCORE, scoring.MIN_UNMARKED_SCORE)
    is_long = ends - first_words + 2 * MAX_HIDDEN_WORDS >= scoring.MIN_SENTENCE_WORDS
    ranks = np.zeros(len(starts), np.int64)
    for factor in (1, UNLIKELY_SOURCE_FACTOR):
        missing_scores = factor * min_scores - HIDDEN_SCORE_ALLOWANCE - scores
        missing_scores = np.where(scores > 0, missing_scores, np.inf)
        possible = np.flatnonzero((missing_scores <= 2 * scoring.BOUNDARY_SCORE) | is_long)
        columns = (missing_scores, first_words, ends, is_long)
        rows = zip(*(column[possible].tolist() for column in columns), strict=True)
        can_be = (_can_be_quotation(article.tokenized, *row) for row in rows)
        ranks[possible] += np.fromiter(can_be, np.int64, len(possible))
    return ranks


def _score_passages(
    article: PreparedArticle, positions: IndexArray, starts: IndexArray
) -> NDArray[np.float64]:
    """Return the score of the distinctive words that each passage may have, each word once."""
    first_words = np.maximum(positions - MAX_HIDDEN_WORDS, 0)
    ends = np.minimum(positions + GRAM_WORDS + MAX_HIDDEN_WORDS, len(article.tokenized.tokens))
    previous_ends = np.concatenate(([0], ends[:-1]))
    previous_ends[starts] = 0
    names, other_words = (
        np.add.reduceat(_count_flags(flags, np.maximum(first_words, previous_ends), ends), starts)
        for flags in scoring.classify_words(article.tokenized)
    )
    return np.minimum(scoring.NAME_SCORE * names, scoring.MAX_NAMES_SCORE) + other_words


def _can_be_quotation(
    text: TokenizedText, missing_score: float, start: int, end: int, is_long: bool
) -> bool:
    """Whether a passage is a quotation if it begins and ends at the best places possible.

    `missing_score` is how much more it would have to score.
    """
    begins, ends = _may_begin_sentence(text, start), _may_end_sentence(text, end)
    return (begins and ends and is_long) or scoring.BOUNDARY_SCORE * (
        begins + ends
    ) >= missing_score


def _count_flags(flags: FlagArray, starts: IndexArray, ends: IndexArray) -> IndexArray:
    """Return how many flags are set in each of the ranges."""
    sums = np.concatenate(([0], np.cumsum(flags)))
    counts: IndexArray = sums[ends] - sums[starts]
    return counts


def _build_runs(
    text: TokenizedText, releases: UInt64Array, positions: IndexArray, is_strong: FlagArray
) -> list[SharedRun]:
    starts = _find_passage_starts(releases, positions, MAX_HIDDEN_WORDS + 1)
    last_indices = np.append(starts[1:], len(positions))[: len(starts)] - 1
    columns = (
        releases[starts],
        positions[starts],
        positions[last_indices] + GRAM_WORDS,
        last_indices - starts + 1,
        is_strong[starts],
    )
    rows = zip(*(column.tolist() for column in columns), strict=True)
    return [
        SharedRun(
            release_number,
            start,
            end,
            fingerprints,
            _may_begin_sentence(text, start) and _may_end_sentence(text, end),
            strong,
        )
        for release_number, start, end, fingerprints, strong in rows
    ]


@lru_cache(256)
def _may_begin_sentence(text: TokenizedText, start: int) -> bool:
    """Whether a run that seems to begin with word `start` may begin a sentence.

    Words before it may be common as well; the first ones may belong to another sentence.
    """
    indices = range(max(0, start - MAX_HIDDEN_WORDS), start + MAX_CHANCE_WORDS + 1)
    return any(scoring.is_boundary(text, index - 1) for index in indices)


@lru_cache(256)
def _may_end_sentence(text: TokenizedText, end: int) -> bool:
    """Whether a run that seems to end before word `end` may end a sentence."""
    last_word = min(end + MAX_HIDDEN_WORDS, len(text.tokens))
    indices = range(end - MAX_CHANCE_WORDS, last_word + 1)
    return any(scoring.is_boundary(text, index - 1) for index in indices)


def select_candidates(runs: Sequence[SharedRun], unlikely_sources: Container[int]) -> set[int]:
    """Return the releases to compare, about `MAX_CANDIDATE_RELEASES` at most.

    A run counts unless another release has far more of the same passage: a release with far less
    is neither its source nor another release that contains it. A run of an unlikely source needs to
    be strong, or to overlap one that counts without that: who else has the words shows whether they
    are boilerplate. For example, if one release shares 20 fingerprints within words 0 to 40, one
    with 7 of them within words 10 to 22 doesn't count: 7 is less than 0.4 * 20.
    """
    possible = [run for run in runs if run.is_strong or run.release_number not in unlikely_sources]
    selected_runs: list[SharedRun] = []
    fingerprints: Counter[int] = Counter()
    for run in sorted(runs, key=lambda run: -run.fingerprints):
        if any(map(run.overlaps, possible)) and not _is_outweighed(run, selected_runs):
            fingerprints[run.release_number] += run.fingerprints
            selected_runs.append(run)
    largest = fingerprints.most_common(MAX_CANDIDATE_RELEASES)
    min_count = min((count for _, count in largest), default=0)
    return {release for release, count in fingerprints.items() if count >= min_count}


def _is_outweighed(run: SharedRun, longer_runs: Sequence[SharedRun]) -> bool:
    """Whether one of the longer runs, longest first, contains the run and is far longer."""
    candidates = takewhile(
        lambda longer: run.fingerprints < MIN_SENTENCE_RUN_SHARE * longer.fingerprints, longer_runs
    )
    return any(
        longer.start - MAX_HIDDEN_WORDS <= run.start
        and run.end <= longer.end + MAX_HIDDEN_WORDS
        and run.fingerprints
        < (MIN_SENTENCE_RUN_SHARE if longer.is_full_sentence else MIN_RUN_SHARE)
        * longer.fingerprints
        for longer in candidates
    )

"""Candidate retrieval: which releases share enough with an article to be compared with it.

Decided by the article and the fingerprints that each release shares with it, without the text of
any release.
"""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from articles.core.arrays import FlagArray, IndexArray, UInt64Array, run_starts
from articles.quoting.alignment import scoring
from articles.quoting.alignment.boundaries import MAX_CHANCE_WORDS
from articles.quoting.alignment.seeds import TokenizedText
from articles.quoting.attribution import evidence
from articles.quoting.attribution.boilerplate import (
    MIN_COMMON_FORMULA_SHARE,
    MIN_COMMON_SENTENCE_SHARE,
)
from articles.quoting.attribution.texts import PreparedArticle
from articles.quoting.text.fingerprints import GRAM_WORDS, MIN_GUARANTEED_RUN_WORDS
from articles.quoting.text.shared_fingerprints import SharedFingerprints, SharedRun

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
_MOST_BOUNDARY_POINTS = 2 * scoring.BOUNDARY_SCORE + evidence.SENTENCE_POINTS


def find_shared_runs(article: PreparedArticle, shared: SharedFingerprints) -> list[SharedRun]:
    """Return the runs of words that may be (parts of) quotations, by release and position."""
    releases, positions = _drop_stock_phrases(shared.release_numbers, shared.positions)
    if not len(positions):
        return []
    starts = _find_passage_starts(releases, positions, MAX_FINGERPRINT_GAP_WORDS)
    lengths = np.diff(starts, append=len(positions))
    bounds = _bound_passages(article, positions, starts)
    is_possible = np.repeat(bounds.missing_points <= evidence.MAX_CONTEXT_POINTS, lengths)
    bounds = _Bounds(
        np.repeat(bounds.missing_points, lengths)[is_possible],
        np.repeat(bounds.is_marked, lengths)[is_possible],
    )
    return _build_runs(article.tokenized, releases[is_possible], positions[is_possible], bounds)


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


class _Bounds(NamedTuple):
    """What each passage lacks at least to be a quotation, and whether it may be a marked one."""

    missing_points: NDArray[np.float64]
    is_marked: FlagArray


def _bound_passages(article: PreparedArticle, positions: IndexArray, starts: IndexArray) -> _Bounds:
    """Return the bounds of the passages; `starts` are the indices at which they begin.

    For example, 10 unmarked words with a score of 3 have at most 3 + 3 (hidden) + 10 / 4 = 8.5
    points, or 13.5 if sentences may begin and end with them: they lack 15 - 13.5 = 1.5.
    """
    first_words = positions[starts]
    ends = positions[np.append(starts[1:], len(positions)) - 1] + GRAM_WORDS
    words = ends - first_words + 2 * MAX_HIDDEN_WORDS
    is_marked = _count_flags(article.quoted_words, first_words, ends) > 0
    scores = _score_passages(article, positions, starts)
    scores = np.where(scores > 0, scores + HIDDEN_SCORE_ALLOWANCE, -np.inf)
    missing_points = (
        evidence.MIN_QUOTATION_POINTS
        - scores
        - np.minimum(words, evidence.MAX_COUNTED_WORDS) / evidence.WORDS_PER_POINT
        - evidence.MARKED_POINTS * is_marked
    )
    min_scores = np.where(is_marked, evidence.MIN_MARKED_SCORE, evidence.MIN_UNMARKED_SCORE)
    possible = np.flatnonzero(missing_points <= evidence.MAX_CONTEXT_POINTS + _MOST_BOUNDARY_POINTS)
    for index in possible.tolist():
        boundary_score = _score_boundaries(
            article.tokenized, int(first_words[index]), int(ends[index])
        )
        is_sentence = (
            boundary_score == 2 * scoring.BOUNDARY_SCORE
            and words[index] >= evidence.MIN_SENTENCE_WORDS
        )
        has_enough_words = is_sentence or scores[index] + boundary_score >= min_scores[index]
        missing_points[index] -= (
            boundary_score + evidence.SENTENCE_POINTS * is_sentence if has_enough_words else -np.inf
        )
    return _Bounds(missing_points, is_marked)


def _score_passages(
    article: PreparedArticle, positions: IndexArray, starts: IndexArray
) -> NDArray[np.float64]:
    """Return the score of the distinctive words that each passage may have, each word once."""
    first_words = np.maximum(positions - MAX_HIDDEN_WORDS, 0)
    ends = np.minimum(positions + GRAM_WORDS + MAX_HIDDEN_WORDS, len(article.tokenized.tokens))
    previous_ends = np.concatenate(([0], ends[:-1]))
    previous_ends[starts] = 0
    frequent_words, other_words = (
        np.add.reduceat(_count_flags(flags, np.maximum(first_words, previous_ends), ends), starts)
        for flags in scoring.classify_words(article.tokenized)
    )
    return (
        np.minimum(scoring.FREQUENT_WORD_SCORE * frequent_words, scoring.MAX_FREQUENT_SCORE)
        + other_words
    )


def _score_boundaries(text: TokenizedText, start: int, end: int) -> float:
    """Return what sentence boundaries add if a passage begins and ends at the best places."""
    boundaries = _may_begin_sentence(text, start) + _may_end_sentence(text, end)
    return scoring.BOUNDARY_SCORE * boundaries


def _count_flags(flags: FlagArray, starts: IndexArray, ends: IndexArray) -> IndexArray:
    """Return how many flags are set in each of the ranges."""
    sums = np.concatenate(([0], np.cumsum(flags)))
    counts: IndexArray = sums[ends] - sums[starts]
    return counts


def _build_runs(
    text: TokenizedText,
    releases: UInt64Array,
    positions: IndexArray,
    bounds: _Bounds,
) -> list[SharedRun]:
    starts = _find_passage_starts(releases, positions, MAX_HIDDEN_WORDS + 1)
    last_indices = np.append(starts[1:], len(positions))[: len(starts)] - 1
    columns = (
        releases[starts],
        positions[starts],
        positions[last_indices] + GRAM_WORDS,
        last_indices - starts + 1,
        bounds.missing_points[starts],
        bounds.is_marked[starts],
    )
    rows = zip(*(column.tolist() for column in columns), strict=True)
    return [
        SharedRun(
            release_number,
            start,
            end,
            fingerprints,
            _may_begin_sentence(text, start) and _may_end_sentence(text, end),
            missing_points,
            is_marked,
        )
        for release_number, start, end, fingerprints, missing_points, is_marked in rows
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


def select_candidates(runs: Sequence[SharedRun], possible_runs: Sequence[SharedRun]) -> set[int]:
    """Return the releases to compare, about `MAX_CANDIDATE_RELEASES` at most.

    A run counts unless another release has far more of the same passage: a release with far less
    is neither its source nor another release that contains it. It needs to be possible, or to
    overlap a possible one: who else has the words shows whether they are boilerplate. For example,
    if one release shares 20 fingerprints within words 0 to 40, one with 7 of them within words 10
    to 22 doesn't count: 7 is less than 0.4 * 20.
    """
    selected_runs: list[SharedRun] = []
    fingerprints: Counter[int] = Counter()
    for run in sorted(runs, key=lambda run: -run.fingerprints):
        if any(map(run.overlaps, possible_runs)) and not _is_outweighed(run, selected_runs):
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

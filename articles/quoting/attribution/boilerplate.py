"""Drop boilerplate: words that many releases share are quoted from none of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from articles.core.arrays import FlagArray, IndexArray
from articles.quoting.alignment.seeds import MIN_SEED_WORDS, EqualRun
from articles.quoting.attribution.evidence import is_quotation
from articles.quoting.attribution.matches import Match
from articles.quoting.attribution.texts import CandidateRelease
from articles.quoting.text.fingerprints import (
    GRAM_WORDS,
    MIN_GUARANTEED_RUN_WORDS,
    locate_fingerprints,
)
from articles.quoting.text.shared_fingerprints import (
    NO_COMMON_FINGERPRINTS,
    CommonFingerprints,
)
from articles.quoting.text.tokens import WordRange

BOILERPLATE_RELEASES = 4
"""Releases, otherwise different, that turn the words which they all contain into boilerplate."""
MIN_REISSUE_RESEMBLANCE = 0.35
"""The share of gram hashes outside the passage that a release and its re-issue have in common."""
MIN_COMMON_SENTENCE_SHARE = 0.8
"""The share of a passage of whole sentences that a release must have in one run to count against
it."""
MIN_COMMON_FORMULA_SHARE = 0.4
"""The same for a passage that was changed or is part of a sentence: it may be a formula that each
release fills in differently."""
MAX_COMPARED_RELEASES = 20
"""Releases that are compared with each other, those with most of the passage."""
_SURE_WORDS = MIN_GUARANTEED_RUN_WORDS - GRAM_WORDS
"""Equal words on either side of a fingerprint of one text that make it one of the other, too."""


@dataclass(frozen=True, eq=False)
class ReleaseRuns:
    """A release and all runs of equal words, at least one, that it shares with the article."""

    release: CandidateRelease
    runs: Sequence[EqualRun]

    @cached_property
    def edges(self) -> IndexArray:
        """The first word of each run in the article, and the one after its last: two rows."""
        return np.array([run.article_words for run in self.runs], np.int64).T

    def flag_words(self, flags: FlagArray, start: int, min_words: int) -> None:
        """Flag the words of runs that share at least `min_words` words with the flagged range.

        `flags[0]` is the flag of word number `start` of the article.
        """
        is_long = _count_overlaps(self.edges, WordRange(start, start + len(flags))) >= min_words
        for first_word, end in (self.edges[:, is_long] - start).clip(0).T.tolist():
            flags[first_word:end] = True


def _count_overlaps(edges: IndexArray, words: WordRange) -> IndexArray:
    """Return how many of the words are in each run; below 0 if the run is apart from them."""
    overlaps: IndexArray = np.minimum(edges[1], words.end) - np.maximum(edges[0], words.start)
    return overlaps


@dataclass(frozen=True)
class BoilerplateFilter:
    """Recognizes boilerplate by the runs of all candidate releases of an article."""

    candidates: Sequence[ReleaseRuns]
    common_fingerprints: CommonFingerprints = NO_COMMON_FINGERPRINTS
    """What releases of the whole archive have, whether they are candidates or not."""

    @cached_property
    def _ordered(self) -> list[ReleaseRuns]:
        """The candidates in an order that does not depend on the caller's."""
        return sorted(
            self.candidates, key=lambda candidate: (candidate.release.key, candidate.release.text)
        )

    @cached_property
    def _edges(self) -> tuple[IndexArray, IndexArray]:
        """The edges of all runs, and the column at which those of each candidate begin."""
        counts = [len(candidate.runs) for candidate in self._ordered]
        edges = np.concatenate([candidate.edges for candidate in self._ordered], axis=1)
        return edges, np.cumsum([0, *counts[:-1]])

    def drop_boilerplate(self, matches: Iterable[Match]) -> list[Match]:
        """Return the matches that are quotations even without their boilerplate."""
        return [match for match in matches if is_quotation(match) and self._is_distinctive(match)]

    def is_common_phrase(self, quote: Match) -> bool:
        """Whether many releases of the archive have words of a short quote."""
        return bool(self._find_archive_boilerplate(quote))

    def _is_distinctive(self, match: Match) -> bool:
        boilerplate = self._find_candidates_boilerplate(match)
        return is_quotation(match, boilerplate | self._find_archive_boilerplate(match))

    def _find_candidates_boilerplate(self, match: Match) -> frozenset[int]:
        """Return the words of a match that at least `BOILERPLATE_RELEASES` candidates have."""
        share = MIN_COMMON_SENTENCE_SHARE if match.is_full_sentence else MIN_COMMON_FORMULA_SHARE
        min_words = share * match.equal_words
        candidates = [
            candidate for words, candidate in self._rank_candidates(match) if words >= min_words
        ]
        if len({candidate.release.identity for candidate in candidates}) < BOILERPLATE_RELEASES:
            return frozenset()
        compared_candidates = candidates[:MAX_COMPARED_RELEASES]
        return self._flag_boilerplate(match, compared_candidates, int(min_words))

    def is_unique(self, match: Match) -> bool:
        """Whether surely no release of the archive but its own has any fingerprint of a match."""
        other_releases = self._count_other_releases(match)
        if not other_releases or any(other_releases.values()):
            return False
        return all(
            position in other_releases
            for position in self._find_positions(match)
            if _is_in_runs(match, position - _SURE_WORDS)
            and _is_in_runs(match, position + _SURE_WORDS)
        )

    def _find_archive_boilerplate(self, match: Match) -> frozenset[int]:
        """Return the words of a match whose fingerprints many releases of the archive have.

        No word counts as boilerplate that has a rarer fingerprint too.
        """
        positions, _, is_exact = self.common_fingerprints
        exact_positions = set(positions[is_exact].tolist())
        common_positions = {
            position
            for position, count in self._count_other_releases(match).items()
            if count >= BOILERPLATE_RELEASES - 1 and position in exact_positions
        }
        if not common_positions:
            return frozenset()
        rare_positions = set(self._find_positions(match)) - common_positions
        common_words, rare_words = (
            {word for start in starts for word in range(start, start + GRAM_WORDS)}
            for starts in (common_positions, rare_positions)
        )
        return frozenset(common_words - rare_words)

    def _count_other_releases(self, match: Match) -> dict[int, int]:
        """Map the fingerprints of a match that releases have to how many others have them at most.

        The keys are first words in the article. Re-issues of the match's release don't count.
        """
        positions, release_counts, _ = map(np.ndarray.tolist, self.common_fingerprints)
        counts = {
            position: count
            for position, count in zip(positions, release_counts, strict=True)
            if _is_in_runs(match, position)
        }
        reissues = self._find_reissues(match) if counts else []
        return {
            position: count - sum(_has_words(reissue, position) for reissue in reissues)
            for position, count in counts.items()
        }

    def _find_positions(self, match: Match) -> list[int]:
        """Return the first words of all fingerprints of the article in the runs of a match."""
        positions = locate_fingerprints(match.article.tokenized.tokens.hashes)[1]
        return [position for position in positions.tolist() if _is_in_runs(match, position)]

    def _find_reissues(self, match: Match) -> list[ReleaseRuns]:
        """Return the candidates that are the match's release, or versions or re-issues of it."""
        grams = _passage_grams(match)
        sketch = match.release.tokenized.sketch - grams
        overlapping = [candidate for _, candidate in self._rank_candidates(match)]
        return [
            candidate
            for candidate in overlapping
            if candidate.release.identity == match.release.identity
            or _are_reissues(sketch, candidate.release.tokenized.sketch - grams)
        ]

    def _rank_candidates(self, match: Match) -> list[tuple[int, ReleaseRuns]]:
        """Return the candidates with words of a match, and the most that any of their runs has.

        Those with most come first.
        """
        edges, starts = self._edges
        overlaps = _count_overlaps(edges, match.alignment.article_words)
        words = np.maximum.reduceat(overlaps, starts)
        order = np.argsort(-words, kind="stable").tolist()
        return [(int(words[index]), self._ordered[index]) for index in order if words[index] > 0]

    def _flag_boilerplate(
        self, match: Match, candidates: Sequence[ReleaseRuns], min_words: int
    ) -> frozenset[int]:
        """Return the words of a match, by their index in the article, that are boilerplate."""
        start, end = match.alignment.article_words
        counts = np.zeros(end - start, np.int64)
        for group in _group_reissues(candidates, _passage_grams(match)):
            flags = np.zeros(end - start, np.bool_)
            for candidate in group:
                candidate.flag_words(flags, start, min_words)
            counts += flags
        return frozenset((np.flatnonzero(counts >= BOILERPLATE_RELEASES) + start).tolist())


def _passage_grams(match: Match) -> frozenset[int]:
    """Return the hashes of the grams that have a word in the passage."""
    start, end = match.alignment.article_words
    grams = match.article.tokenized.gram_hashes[max(0, start - MIN_SEED_WORDS + 1) : end]
    return frozenset(grams.tolist())


def _is_in_runs(match: Match, position: int) -> bool:
    """Whether all words of the fingerprint at a position are equal in both texts."""
    end = position + GRAM_WORDS
    return any(
        run.article_start <= position and end <= run.article_end for run in match.alignment.runs
    )


def _has_words(candidate: ReleaseRuns, position: int) -> bool:
    """Whether a candidate has all words of the article's fingerprint at a position."""
    end = position + GRAM_WORDS
    return any(run.article_start <= position and end <= run.article_end for run in candidate.runs)


def _group_reissues(
    candidates: Sequence[ReleaseRuns], passage_grams: frozenset[int]
) -> list[list[ReleaseRuns]]:
    """Group the versions and re-issues of each release.

    A candidate joins the first group whose first member is the same release or resembles it
    outside the passage.
    """
    groups: list[tuple[str, frozenset[int], list[ReleaseRuns]]] = []
    for candidate in candidates:
        identity = candidate.release.identity
        sketch = candidate.release.tokenized.sketch - passage_grams
        for group_identity, group_sketch, group in groups:
            if identity == group_identity or _are_reissues(sketch, group_sketch):
                group.append(candidate)
                break
        else:
            groups.append((identity, sketch, [candidate]))
    return [group for _, _, group in groups]


def _are_reissues(sketch: frozenset[int], other_sketch: frozenset[int]) -> bool:
    common = len(sketch & other_sketch)
    return common >= MIN_REISSUE_RESEMBLANCE * (len(sketch) + len(other_sketch) - common)

"""Choose the source of a passage among the releases that contain it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from articles.quoting.alignment.word_alignment import Alignment
from articles.quoting.attribution.evidence import is_quotation
from articles.quoting.attribution.matches import Match, contains_passage
from articles.quoting.attribution.texts import CandidateRelease
from articles.quoting.grades import Grade

MIN_EQUALLY_LONG_SHARE = 0.95
"""The share of the longest match's equal words from which another one is as good."""


class Attribution(NamedTuple):
    """The match with the source of a passage, and those with other releases that contain it."""

    match: Match
    alternatives: list[Match]

    @property
    def holders(self) -> list[CandidateRelease]:
        """The other releases that contain the passage."""
        return [alternative.release for alternative in self.alternatives]


def choose_sources(
    matches: Sequence[Match], possible_matches: Sequence[Match]
) -> Iterator[Attribution]:
    """Yield the matches with the sources, none of which overlaps another, each with alternatives.

    These are among the `possible_matches`, which have the words but maybe not the evidence.

    The longest come first. Of those about as long the first in this order is the source: the more
    faithful, the current version, the one whose agency is mentioned near the passage, the one dated
    nearest to the article, the first by key.
    """
    open_matches = list(matches)
    while open_matches:
        best = _find_best_match(open_matches)
        yield Attribution(best, _find_alternatives(best, possible_matches))
        open_matches = [
            clipped_match for match in open_matches for clipped_match in clip_outside(match, best)
        ]


def _find_best_match(matches: Sequence[Match]) -> Match:
    longest = min(
        matches,
        key=lambda match: (
            -match.equal_words,
            match.alignment.article_words,
            _preference_key(match),
        ),
    )
    rivals = (
        match
        for match in matches
        if match.equal_words >= MIN_EQUALLY_LONG_SHARE * longest.equal_words
        and contains_passage(match, longest)
    )
    return min(rivals, key=_preference_key)


def _preference_key(match: Match) -> tuple[object, ...]:
    """Return the sort key by which the source of a passage comes first."""
    release, rank = match.release, match.grade.rank
    return (
        rank,
        -match.equal_words if rank >= Grade.ELIDED.rank else 0,
        release.superseded,
        not match.agency_nearby,
        match.days_apart,
        release.key,
        release.record_key,
        release.text,
    )


def clip_outside(match: Match, best: Match) -> Iterator[Match]:
    """Yield what is left of a match without the words of another one: two matches at most."""
    start, end = best.alignment.article_words
    if not match.alignment.article_words.count_overlap(best.alignment.article_words):
        yield match
        return
    runs = match.alignment.runs
    for clipped_runs in (
        [run for run in runs if run.article_end <= start],
        [run for run in runs if run.article_start >= end],
    ):
        if clipped_runs:
            clipped_match = replace(match, alignment=Alignment.from_runs(clipped_runs))
            if is_quotation(clipped_match):
                yield clipped_match


def _find_alternatives(best: Match, matches: Iterable[Match]) -> list[Match]:
    """Return the best match with each other release that contains the passage, best first."""
    alternatives: dict[str, Match] = {}
    for match in sorted(matches, key=_preference_key):
        identity = match.release.identity
        if contains_passage(match, best) and identity != best.release.identity:
            alternatives.setdefault(identity, match)
    return list(alternatives.values())

"""What many releases say alike is quoted from none."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from articles.quoting.alignment.seeds import SEED, Block
from articles.quoting.attribution.matches import Candidate, Claim
from articles.quoting.text.tokens import Flags, Places

MANY = 4
"""Releases, otherwise different, that make the words which they all hold boilerplate."""
ALIKE = 0.35
"""The share of their other grams that both of two texts have, if one is the other re-issued."""
SENTENCE, FORMULA = 0.8, 0.4
"""The share of a passage that is boilerplate if many have it in one run: of a whole sentence, and
of one that is changed or a piece of a sentence, which is a formula filled in as like as not."""
COMPARED = 20
"""Releases that are compared with each other for it, those with most of the passage."""
HOLDS = 0.9
"""The share of a passage's equal words that another claim must have to hold it as well."""


@dataclass(frozen=True, eq=False)
class Sharing:
    """The runs that a candidate shares with an article; there is one at least."""

    candidate: Candidate
    blocks: Sequence[Block]

    @cached_property
    def runs(self) -> Places:
        """The first word of each run in the article, and the one after its last: two rows."""
        return np.array([(one.here, one.here_end) for one in self.blocks], np.int64).T

    def mark(self, places: Flags, first: int, least: int) -> None:
        """Set those of the words from `first` on that stand in a run of at least so many."""
        long = _overlaps(self.runs, first, first + len(places)) >= least
        for start, end in (self.runs[:, long] - first).clip(0).T.tolist():
            places[start:end] = True


def _overlaps(runs: Places, first: int, end: int) -> Places:
    """How many words of each run stand between one place and before another; below 0 if none."""
    overlaps: Places = np.minimum(runs[1], end) - np.maximum(runs[0], first)
    return overlaps


@dataclass(frozen=True)
class Boilerplate:
    """What of an article many candidates hold."""

    sharing: Sequence[Sharing]

    @cached_property
    def _ordered(self) -> list[Sharing]:
        """In an order that does not depend on the caller's."""
        return sorted(self.sharing, key=lambda one: (one.candidate.key, one.candidate.text))

    @cached_property
    def _runs(self) -> tuple[Places, Places]:
        """Those of all, in that order, and where those of each begin."""
        counts = [len(one.blocks) for one in self._ordered]
        runs = np.concatenate([one.runs for one in self._ordered], axis=1)
        return runs, np.cumsum([0, *counts[:-1]])

    def without(self, claims: Iterable[Claim]) -> list[Claim]:
        """The claims that are sure even without the words that are boilerplate."""
        return [claim for claim in claims if self._stands(claim)]

    def _stands(self, claim: Claim) -> bool:
        least = (SENTENCE if claim.is_whole else FORMULA) * claim.equal
        most = [one for covered, one in self._holding(claim) if covered >= least]
        if len({record(one.candidate) for one in most}) < MANY:
            return True
        return claim.is_sure(self._common(claim, most[:COMPARED], int(least)))

    def _holding(self, claim: Claim) -> list[tuple[int, Sharing]]:
        """Who has some of its words, and the most of them in a single run; who has most first."""
        runs, starts = self._runs
        covered = np.maximum.reduceat(_overlaps(runs, *claim.found.here), starts)
        order = np.argsort(-covered, kind="stable").tolist()
        return [(int(covered[one]), self._ordered[one]) for one in order if covered[one] > 0]

    def _common(self, claim: Claim, holding: Sequence[Sharing], least: int) -> frozenset[int]:
        """The words of a claim, by place, that are boilerplate."""
        first, end = claim.found.here
        grams = claim.article.text.grams[max(0, first - SEED + 1) : end].tolist()
        counts = np.zeros(end - first, np.int64)
        for group in _groups(holding, frozenset(grams)):
            places = np.zeros(end - first, np.bool_)
            for one in group:
                one.mark(places, first, least)
            counts += places
        return frozenset((np.flatnonzero(counts >= MANY) + first).tolist())


def _overlap(block: Block, first: int, end: int) -> int:
    return max(0, min(end, block.here_end) - max(first, block.here))


def record(candidate: Candidate) -> str:
    """What all versions of a release have in common."""
    return candidate.record or candidate.key


def holds(claim: Claim, other: Claim) -> bool:
    """Whether `other` has (nearly) all words of `claim`."""
    first, end = claim.found.here
    common = sum(_overlap(one, first, end) for one in other.found.blocks)
    return common >= HOLDS * claim.equal


def _groups(holding: Sequence[Sharing], passage: frozenset[int]) -> list[list[Sharing]]:
    """The releases that hold something, with versions and re-issues of each together."""
    groups: list[tuple[str, frozenset[int], list[Sharing]]] = []
    for one in holding:
        name, sketch = record(one.candidate), one.candidate.prepared.sketch - passage
        for other, its_sketch, group in groups:
            if name == other or _alike(sketch, its_sketch):
                group.append(one)
                break
        else:
            groups.append((name, sketch, [one]))
    return [group for _, _, group in groups]


def _alike(one: frozenset[int], other: frozenset[int]) -> bool:
    both = len(one & other)
    return both >= ALIKE * (len(one) + len(other) - both)

"""What many releases say alike is quoted from none. May import siblings."""

from collections.abc import Iterable, Sequence

import numpy as np

from articles.quoting.claims import Candidate, Claim
from articles.quoting.seeds import SEED, prepared

MANY = 4
"""Releases, otherwise different, that make what they all hold boilerplate."""
HOLDS = 0.8
"""The share of a passage that another claim must cover to hold it."""
ALIKE = 0.5
"""The share of the other words, by `SEED` of them, that makes two texts one release re-issued."""


def without(claims: Sequence[Claim]) -> list[Claim]:
    """The claims that are not boilerplate."""
    return [claim for claim in claims if not _is_boilerplate(claim, claims)]


def holds(claim: Claim, other: Claim) -> bool:
    """Whether `other` covers (nearly) all words of `claim`."""
    first = max(claim.found.here[0], other.found.here[0])
    end = min(claim.found.here[1], other.found.here[1])
    return end - first >= HOLDS * (claim.found.here[1] - claim.found.here[0])


def _is_boilerplate(claim: Claim, claims: Sequence[Claim]) -> bool:
    holding = {
        (one.candidate.record or one.candidate.key): one.candidate
        for one in sorted(claims, key=lambda one: (one.candidate.superseded, one.candidate.key))
        if holds(claim, one)
    }
    if len(holding) < MANY:
        return False
    return _groups(holding.values(), claim.found.equal) >= MANY


def _groups(candidates: Iterable[Candidate], passage: int) -> int:
    """How many releases there are when re-issues of one count as one; `MANY` is enough."""
    apart: list[Candidate] = []
    for one in candidates:
        if not any(_alike(one, other, passage) for other in apart):
            apart.append(one)
        if len(apart) == MANY:
            break
    return len(apart)


def _alike(one: Candidate, other: Candidate, passage: int) -> bool:
    """Whether two texts are mostly the same, a passage of so many words left aside."""
    ours, theirs = (np.unique(prepared(text).grams) for text in (one.text, other.text))
    aside = passage - SEED + 1
    common = len(np.intersect1d(ours, theirs, assume_unique=True)) - aside
    rest = min(len(ours), len(theirs)) - aside
    return common >= ALIKE * rest

"""Texts that have a fingerprint in common."""

from collections.abc import Iterable, Iterator

import numpy as np

from articles.core.arrays import expand_ranges
from articles.linking.index.entries import COMMON, Entries, fingerprints, numbers, pairs, runs
from articles.linking.index.segments import near

_AT_ONCE = 2**20
"""Pairs made at a time, about."""


def sharing(left: Iterable[Entries], kind: str, most: int = COMMON) -> Iterator[Entries]:
    """The pairs of a number in `left` (sorted entries) and one of that kind that share.

    A pair comes once for each fingerprint that both have. Those that more than `most` texts of the
    kind have are passed over.
    """
    for ours in left:
        wanted = fingerprints(ours)
        for theirs in near(kind, runs(wanted)[0]):
            found = fingerprints(theirs)
            start = int(np.searchsorted(wanted, found[0], "left"))
            end = int(np.searchsorted(wanted, found[-1], "right"))
            yield from _joined(ours[start:end], theirs, most)


def _joined(ours: Entries, theirs: Entries, most: int) -> Iterator[Entries]:
    wanted, found = fingerprints(ours), fingerprints(theirs)
    starts = np.searchsorted(found, wanted, "left")
    counts = np.searchsorted(found, wanted, "right") - starts
    kept = (counts > 0) & (counts <= most)
    ours, starts, counts = ours[kept], starts[kept], counts[kept]
    step = max(1, _AT_ONCE // max(1, int(counts.max(initial=1))))
    for first in range(0, len(ours), step):
        some = slice(first, first + step)
        yield _paired(ours[some], theirs, starts[some], counts[some])


def _paired(ours: Entries, theirs: Entries, starts: "np.ndarray", counts: "np.ndarray") -> Entries:
    """Each of `ours` with as many of `theirs`, from `starts` on, as `counts` says."""
    ours, theirs = np.repeat(ours, counts), theirs[expand_ranges(starts, counts)]
    return pairs(numbers(ours), numbers(theirs), fingerprints(theirs))

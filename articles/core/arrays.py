"""Array types, and the two numpy idioms that replace loops over groups of items."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

type UInt64Array = NDArray[np.uint64]
type IndexArray = NDArray[np.int64]
type FlagArray = NDArray[np.bool_]


def run_starts(values: NDArray[Any]) -> IndexArray:
    """Return the index at which each run of equal neighbors begins.

    >>> run_starts(np.array([7, 7, 7, 9, 4, 4]))
    array([0, 3, 4])

    An item begins a run if it differs from the one before it. The first always does. Integers of
    any type will do; the result is empty if `values` is.
    """
    starts = np.empty(len(values), np.bool_)
    starts[:1] = True
    np.not_equal(values[1:], values[:-1], out=starts[1:])
    return np.flatnonzero(starts)


def expand_ranges(starts: IndexArray, counts: IndexArray) -> IndexArray:
    """Return the indices of all ranges, one range after the other.

    >>> expand_ranges(np.array([10, 50, 20]), np.array([3, 0, 2]))
    array([10, 11, 12, 20, 21])

    Range number i has the `counts[i]` indices from `starts[i]` on. In the result it begins after
    all earlier ranges, at `offsets[i]`, so that every index in it is its own position plus
    `starts[i] - offsets[i]`.
    """
    offsets = np.cumsum(counts) - counts
    indices: IndexArray = np.repeat(starts - offsets, counts) + np.arange(counts.sum())
    return indices

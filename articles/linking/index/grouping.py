"""Group pairs of texts by their left text."""

from collections.abc import Iterable, Iterator

import numpy as np

from articles.core.arrays import run_starts
from articles.core.ids import TextNumber
from articles.linking.index.entries import PairArray, split_pairs

type PairGroup = tuple[TextNumber, PairArray]
"""A text number, and all pairs whose left text has it."""


def group_pairs(pair_chunks: Iterable[PairArray]) -> Iterator[PairGroup]:
    """Yield the groups of sorted pairs, in order of their left text, however they are cut."""
    remainder: PairArray = np.empty(0, np.uint64)
    for chunk in filter(len, pair_chunks):
        pairs = np.concatenate([remainder, chunk])
        left_numbers = split_pairs(pairs)[0]
        last_start = np.searchsorted(left_numbers, left_numbers[-1])
        yield from _split_groups(pairs[:last_start])
        remainder = pairs[last_start:]
    yield from _split_groups(remainder)


def _split_groups(pairs: PairArray) -> Iterator[PairGroup]:
    left_numbers = split_pairs(pairs)[0]
    starts = run_starts(left_numbers)
    yield from zip(left_numbers[starts].tolist(), np.split(pairs, starts[1:]), strict=False)

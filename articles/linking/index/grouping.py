"""Pairs of texts gathered by the first; needs no database."""

from collections.abc import Iterable, Iterator

import numpy as np

from articles.core.arrays import run_starts
from articles.linking.index.entries import Entries, unpaired

type Met = tuple[int, Entries]
"""The number of an article, and its pairs with the releases that share a fingerprint with it."""


def grouped(pairs: Iterable[Entries]) -> Iterator[Met]:
    """Sorted pairs by their first number."""
    held = np.empty(0, np.uint64)
    for some in filter(len, pairs):
        whole = np.concatenate([held, some])
        last = np.searchsorted(unpaired(whole)[0], unpaired(whole[-1:])[0][0])
        yield from _groups(whole[:last])
        held = whole[last:]
    yield from _groups(held)


def _groups(pairs: Entries) -> Iterator[Met]:
    articles = unpaired(pairs)[0]
    starts = run_starts(articles)
    yield from zip(articles[starts].tolist(), np.split(pairs, starts[1:]), strict=False)

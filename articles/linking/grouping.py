"""Pairs of texts gathered: with which others each shares most; needs no database.

May import `postings.entries`.
"""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from articles.postings.entries import Entries, unpaired

type Candidates = tuple[int, Sequence[int]]
"""The number of an article, and those of the releases that it may quote."""

MOST = 50
"""Releases of one article that are looked at: those that share the most, and all that share as
much as the last of them."""
LEAST = 1 / 8
"""What a release must share at least, where a fingerprint counts as one by how many releases have
it: one that eight have, two that sixteen have. Less is a turn of phrase."""


def grouped(pairs: Iterable[Entries]) -> Iterator[Candidates]:
    """Sorted pairs by their first number: each with the second ones that it shares most with."""
    held = np.empty(0, np.uint64)
    for some in filter(len, pairs):
        whole = np.concatenate([held, some])
        last = np.searchsorted(unpaired(whole)[0], unpaired(whole[-1:])[0][0])
        yield from _groups(whole[:last])
        held = whole[last:]
    yield from _groups(held)


def _groups(pairs: Entries) -> Iterator[Candidates]:
    articles, releases, common = unpaired(pairs)
    starts = np.flatnonzero((np.diff(articles) != 0) | (np.diff(releases) != 0)) + 1
    starts = np.concatenate([[0], starts])[: len(pairs)]
    shared = np.add.reduceat(1 / common, starts) if len(pairs) else np.empty(0)
    kept = starts[shared >= LEAST]
    shared, articles, releases = shared[shared >= LEAST], articles[kept], releases[kept]
    ends = np.flatnonzero(np.diff(articles)) + 1
    for article, some, score in zip(
        articles[np.concatenate([[0], ends])[: len(articles)]].tolist(),
        np.split(releases, ends),
        np.split(shared, ends),
        strict=False,
    ):
        least = np.sort(score)[-MOST] if len(score) > MOST else 0
        yield article, some[score >= least].tolist()

"""Join entries with the index: which texts share a fingerprint."""

from collections.abc import Iterable, Iterator

import numpy as np

from articles.core.arrays import IndexArray, expand_ranges
from articles.linking.index.entries import (
    MAX_TEXTS_PER_FINGERPRINT,
    EntryArray,
    PairArray,
    count_values,
    fingerprints_of,
    make_pairs,
    text_numbers_of,
)
from articles.linking.index.segments import read_entries

_PAIRS_PER_CHUNK = 2**20
"""Pairs that are made at a time, about."""


def find_pairs(
    entry_chunks: Iterable[EntryArray],
    segment_kind: str,
    max_texts: int = MAX_TEXTS_PER_FINGERPRINT,
) -> Iterator[PairArray]:
    """Yield pairs of a text of the chunks and an indexed text, in order of their fingerprints.

    A pair comes once for each fingerprint that both have, except for those that more than
    `max_texts` texts in segments of that kind have. Each chunk must be sorted.
    """
    for chunk in entry_chunks:
        chunk_fingerprints = fingerprints_of(chunk)
        for indexed_entries in read_entries(segment_kind, count_values(chunk_fingerprints)[0]):
            indexed_fingerprints = fingerprints_of(indexed_entries)
            start = int(np.searchsorted(chunk_fingerprints, indexed_fingerprints[0], "left"))
            end = int(np.searchsorted(chunk_fingerprints, indexed_fingerprints[-1], "right"))
            yield from _join_entries(chunk[start:end], indexed_entries, max_texts)


def _join_entries(
    entries: EntryArray, indexed_entries: EntryArray, max_texts: int
) -> Iterator[PairArray]:
    fingerprints, indexed_fingerprints = fingerprints_of(entries), fingerprints_of(indexed_entries)
    starts = np.searchsorted(indexed_fingerprints, fingerprints, "left")
    counts = np.searchsorted(indexed_fingerprints, fingerprints, "right") - starts
    is_joined = (counts > 0) & (counts <= max_texts)
    entries, starts, counts = entries[is_joined], starts[is_joined], counts[is_joined]
    step = max(1, _PAIRS_PER_CHUNK // max(1, int(counts.max(initial=1))))
    for start in range(0, len(entries), step):
        part = slice(start, start + step)
        yield _pair_entries(entries[part], indexed_entries, starts[part], counts[part])


def _pair_entries(
    entries: EntryArray, indexed_entries: EntryArray, starts: IndexArray, counts: IndexArray
) -> PairArray:
    """Return the pairs of `entries[i]` with the `counts[i]` indexed ones from `starts[i]` on."""
    left_entries, right_entries = (
        np.repeat(entries, counts),
        indexed_entries[expand_ranges(starts, counts)],
    )
    return make_pairs(
        text_numbers_of(left_entries),
        text_numbers_of(right_entries),
        fingerprints_of(right_entries),
    )

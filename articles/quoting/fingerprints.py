"""Winnowed word fingerprints. Imports nothing of the archive.

Schleimer, Wilkerson, Aiken: "Winnowing: local algorithms for document fingerprinting",
SIGMOD 2003. Any run of `RUN` equal words leaves at least one equal fingerprint in both texts.
"""

from collections.abc import Sequence
from zlib import crc32

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

RUN = 8
"""The shortest run of equal words that is surely found."""

_GRAM = 6
_WINDOW = RUN - _GRAM + 1
_MULTIPLIERS = np.array([0x9E3779B97F4A7C15**power % 2**64 for power in range(_GRAM)], np.uint64)


def fingerprints(forms: Sequence[str]) -> list[int]:
    """The fingerprints of a text's words: sorted, each once, as signed 32-bit integers."""
    if len(forms) < RUN:
        return []
    grams = _gram_hashes(forms)
    chosen = sliding_window_view(grams, _WINDOW).min(axis=1)
    return np.unique(chosen.astype(np.uint32).view(np.int32)).tolist()  # type: ignore[no-any-return]


def _gram_hashes(forms: Sequence[str]) -> np.ndarray:
    words = np.fromiter(map(crc32, map(str.encode, forms)), np.uint64, len(forms))
    sums = sliding_window_view(words, _GRAM) @ _MULTIPLIERS
    sums ^= sums >> np.uint64(31)
    sums *= np.uint64(0xBF58476D1CE4E5B9)
    return sums >> np.uint64(32)

"""Winnowed word fingerprints. May import `words`.

Schleimer, Wilkerson, Aiken: "Winnowing: local algorithms for document fingerprinting",
SIGMOD 2003. Any run of `RUN` equal words leaves at least one equal fingerprint in both texts.
"""

from collections.abc import Sequence
from zlib import crc32

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from articles.quoting.words import Numbers, Words

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


BITS = 38
"""A fingerprint is a whole number below 2**BITS."""
GRAM = 5
"""Words that a fingerprint is made of."""
SURE = GRAM + 2
"""The shortest run of equal words that surely leaves an equal fingerprint in both texts."""

_RADIX = 0xD6E8FEB86659FD93


def fingerprints_of(text: str) -> Numbers:
    """The fingerprints of a text: sorted, each once; one for every two words or so.

    None where the text has fewer words than `GRAM`. Of a run of `GRAM` equal words every second
    one leaves a common fingerprint, of `GRAM + 1` five in six, of `SURE` every one.
    """
    return fingerprint_array(Words(text).hashes)


def fingerprint_array(words: Numbers) -> Numbers:
    """The fingerprints of a text, given the numbers of its words."""
    grams = gram_hashes(words, GRAM) >> np.uint64(64 - BITS)
    if len(grams) >= SURE - GRAM + 1:
        grams = np.minimum(np.minimum(grams[:-2], grams[1:-1]), grams[2:])
    grams.sort()
    return np.concatenate((grams[:1], grams[1:][grams[1:] != grams[:-1]]))


def gram_hashes(words: Numbers, size: int) -> Numbers:
    """A number for every `size` words that follow each other."""
    count = len(words) - size + 1
    if count <= 0:
        return np.zeros(0, np.uint64)
    sums = words[:count].copy()
    for place in range(1, size):
        sums *= np.uint64(_RADIX)
        sums += words[place : count + place]
    sums ^= sums >> np.uint64(31)
    sums *= np.uint64(0xBF58476D1CE4E5B9)
    return sums

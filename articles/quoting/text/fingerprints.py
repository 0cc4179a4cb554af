"""Winnowed fingerprints of a text: hashes of short word sequences.

Schleimer, Wilkerson, Aiken: "Winnowing: local algorithms for document fingerprinting",
SIGMOD 2003. Any run of `MIN_GUARANTEED_RUN_WORDS` equal words leaves at least one common
fingerprint in both texts.
"""

import numpy as np

from articles.core.arrays import IndexArray, UInt64Array
from articles.quoting.text.tokens import Tokens, hash_grams

FINGERPRINT_BITS = 38
"""A fingerprint is an integer below 2**FINGERPRINT_BITS."""
GRAM_WORDS = 5
"""Words that are hashed to one fingerprint."""
MIN_GUARANTEED_RUN_WORDS = GRAM_WORDS + 2
"""The shortest run of equal words that is certain to leave a common fingerprint in both texts."""

TAG_BITS = 12
"""Low bits of a fingerprint that suffice to tell (nearly) all those of one text apart."""


def fingerprint_text(text: str) -> UInt64Array:
    """Return the distinct fingerprints of a text, sorted: about one for every two words.

    A text of fewer than `GRAM_WORDS` words has none. A run of `GRAM_WORDS` equal words leaves a
    common fingerprint one time in two, one of `GRAM_WORDS + 1` five times in six, one of
    `MIN_GUARANTEED_RUN_WORDS` always.
    """
    return winnow_word_hashes(Tokens(text).hashes)


def winnow_word_hashes(word_hashes: UInt64Array) -> UInt64Array:
    """Return the distinct fingerprints, sorted, of the text with these words."""
    return _winnow(_hash_fingerprint_grams(word_hashes))


def locate_fingerprints(word_hashes: UInt64Array) -> tuple[UInt64Array, IndexArray]:
    """Return each occurrence of each fingerprint of a text, and the index of its first word.

    In the order of the text; a fingerprint comes as often as the text repeats its words.
    """
    grams = _hash_fingerprint_grams(word_hashes)
    fingerprints = _winnow(grams)
    nearest = fingerprints.searchsorted(grams).clip(max=len(fingerprints) - 1)
    indices = np.flatnonzero(fingerprints[nearest] == grams)
    return grams[indices], indices


def _hash_fingerprint_grams(word_hashes: UInt64Array) -> UInt64Array:
    return hash_grams(word_hashes, GRAM_WORDS) >> np.uint64(64 - FINGERPRINT_BITS)


def _winnow(grams: UInt64Array) -> UInt64Array:
    """Return the distinct minima of every three consecutive grams, sorted; of fewer grams, all."""
    if len(grams) >= MIN_GUARANTEED_RUN_WORDS - GRAM_WORDS + 1:
        grams = np.minimum(np.minimum(grams[:-2], grams[1:-1]), grams[2:])
    grams = np.sort(grams)
    return np.concatenate((grams[:1], grams[1:][grams[1:] != grams[:-1]]))


def fingerprint_tags(fingerprints: UInt64Array) -> UInt64Array:
    """Return the last `TAG_BITS` bits of each fingerprint."""
    return fingerprints & np.uint64(2**TAG_BITS - 1)

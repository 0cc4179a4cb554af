"""Entries of the index and pairs of texts, each packed into one 64-bit integer."""

import numpy as np

from articles.core.arrays import IndexArray, UInt64Array, run_starts
from articles.core.ids import TextNumber
from articles.quoting.text.fingerprints import TAG_BITS, fingerprint_tags

type EntryArray = UInt64Array
"""Entries: a fingerprint, and in the last `TEXT_NUMBER_BITS` bits a text number."""
type PairArray = UInt64Array
"""Pairs of texts that share a fingerprint: two text numbers, and the last bits (the tag) of it."""

TEXT_NUMBER_BITS = 26
"""Bits of a text number."""
MAX_TEXT_NUMBER = TextNumber(2**TEXT_NUMBER_BITS - 1)
"""About 67 million."""
_TEXT_NUMBER_MASK = np.uint64(MAX_TEXT_NUMBER)
_FINGERPRINT_SHIFT = np.uint64(TEXT_NUMBER_BITS)
_LEFT_SHIFT, _RIGHT_SHIFT = np.uint64(TEXT_NUMBER_BITS + TAG_BITS), np.uint64(TAG_BITS)
MAX_TEXTS_PER_FINGERPRINT = 64
"""Texts of a kind beyond which a fingerprint that they share is ignored as a stock phrase."""


def make_entries(fingerprints: UInt64Array, text_number: TextNumber) -> EntryArray:
    """Return the entries of a text, in the order of its fingerprints."""
    return (fingerprints << _FINGERPRINT_SHIFT) | np.uint64(text_number)


def fingerprints_of(entries: EntryArray) -> UInt64Array:
    """Return the fingerprint of each entry."""
    return entries >> _FINGERPRINT_SHIFT


def text_numbers_of(entries: EntryArray) -> UInt64Array:
    """Return the text number of each entry."""
    return entries & _TEXT_NUMBER_MASK


def make_pairs(
    left_numbers: UInt64Array, right_numbers: UInt64Array, fingerprints: UInt64Array
) -> PairArray:
    """Return item by item the pair of two text numbers and a fingerprint that both texts have."""
    pairs: PairArray = (
        (left_numbers << _LEFT_SHIFT)
        | (right_numbers << _RIGHT_SHIFT)
        | fingerprint_tags(fingerprints)
    )
    return pairs


def split_pairs(pairs: PairArray) -> tuple[UInt64Array, UInt64Array, UInt64Array]:
    """Return the left text numbers, the right text numbers, and the tags of the fingerprints."""
    return (
        pairs >> _LEFT_SHIFT,
        (pairs >> _RIGHT_SHIFT) & _TEXT_NUMBER_MASK,
        fingerprint_tags(pairs),
    )


def count_values(sorted_values: UInt64Array) -> tuple[UInt64Array, IndexArray]:
    """Return the distinct values of a sorted array, and how often each occurs."""
    starts = run_starts(sorted_values)
    return sorted_values[starts], np.diff(starts, append=len(sorted_values))

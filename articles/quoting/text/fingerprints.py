"""Winnowed word fingerprints.

Schleimer, Wilkerson, Aiken: "Winnowing: local algorithms for document fingerprinting",
SIGMOD 2003. Any run of `SURE` equal words leaves at least one equal fingerprint in both texts.
"""

import numpy as np

from articles.quoting.text.tokens import Numbers, Places, Words

BITS = 38
"""A fingerprint is a whole number below 2**BITS."""
GRAM = 5
"""Words that a fingerprint is made of."""
SURE = GRAM + 2
"""The shortest run of equal words that surely leaves an equal fingerprint in both texts."""

TAG_BITS = 12
"""The last bits of a fingerprint, by which those of one text can (nearly) be told apart."""

_RADIX = 0xD6E8FEB86659FD93


def fingerprints(text: str) -> Numbers:
    """The fingerprints of a text: sorted, each once; one for every two words or so.

    None where the text has fewer words than `GRAM`. Of a run of `GRAM` equal words every second
    one leaves a common fingerprint, of `GRAM + 1` five in six, of `SURE` every one.
    """
    return fingerprint_array(Words(text).hashes)


def fingerprint_array(words: Numbers) -> Numbers:
    """The fingerprints of a text, given the numbers of its words."""
    return _winnowed(_grams(words))


def sites(words: Numbers) -> tuple[Numbers, Places]:
    """Each place where a text has one of its fingerprints: the fingerprint, and its first word."""
    grams = _grams(words)
    chosen = _winnowed(grams)
    nearest = np.searchsorted(chosen, grams).clip(max=len(chosen) - 1)
    places = np.flatnonzero(chosen[nearest] == grams)
    return grams[places], places


def _grams(words: Numbers) -> Numbers:
    return gram_hashes(words, GRAM) >> np.uint64(64 - BITS)


def _winnowed(grams: Numbers) -> Numbers:
    if len(grams) >= SURE - GRAM + 1:
        grams = np.minimum(np.minimum(grams[:-2], grams[1:-1]), grams[2:])
    grams = np.sort(grams)
    return np.concatenate((grams[:1], grams[1:][grams[1:] != grams[:-1]]))


def tags(prints: Numbers) -> Numbers:
    return prints & np.uint64(2**TAG_BITS - 1)


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

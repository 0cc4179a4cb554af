"""Compare texts that may be duplicates."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from articles.quoting.text.fingerprints import fingerprint_text

MIN_LIKENESS = 0.8
"""The share of the fingerprints of two texts that must be common to both for duplicates (the
resemblance of Broder, "On the resemblance and containment of documents", 1997)."""


class TextPair(NamedTuple):
    """Two records of one kind, with their texts."""

    kind: str
    key: str
    duplicate_key: str
    text: str
    duplicate_text: str


class DuplicatePair(NamedTuple):
    """Two records of one kind whose texts are duplicates."""

    kind: str
    key: str
    duplicate_key: str
    likeness: float
    """The share of the fingerprints of the texts that is common to both: 0 to 1."""
    is_exact: bool
    """Whether the texts are identical."""


def find_duplicates(pairs: Sequence[TextPair]) -> list[DuplicatePair]:
    """Return those of the pairs that are duplicates, in order."""
    compared_pairs = map(_compare_texts, pairs)
    return [pair for pair in compared_pairs if pair.likeness >= MIN_LIKENESS]


def _compare_texts(pair: TextPair) -> DuplicatePair:
    names = pair.kind, pair.key, pair.duplicate_key
    if pair.text == pair.duplicate_text:
        return DuplicatePair(*names, 1.0, is_exact=True)
    left_fingerprints, right_fingerprints = (
        fingerprint_text(pair.text),
        fingerprint_text(pair.duplicate_text),
    )
    common = len(np.intersect1d(left_fingerprints, right_fingerprints, assume_unique=True))
    likeness = common / max(1, len(left_fingerprints) + len(right_fingerprints) - common)
    return DuplicatePair(*names, likeness, is_exact=False)

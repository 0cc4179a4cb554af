"""How much of two texts is the same; needs no database."""

from collections.abc import Sequence

import numpy as np

from articles.quoting.text.fingerprints import fingerprint_text

type Couple = tuple[str, str, str, str, str]
"""The kind of two records, their keys, and their texts."""
type Alike = tuple[str, str, str, float, bool]
"""The kind of two records, their keys, their likeness, and whether their texts are the same."""

NEAR = 0.8
"""The share of both texts' fingerprints that they have in common, from which one is a duplicate
of the other (the resemblance of Broder, 1997)."""


def alike(couples: Sequence[Couple]) -> list[Alike]:
    """Those couples that are duplicates."""
    found = [(kind, one, other, *_likeness(a, b)) for kind, one, other, a, b in couples]
    return [one for one in found if one[3] >= NEAR]


def _likeness(one: str, other: str) -> tuple[float, bool]:
    if one == other:
        return 1.0, True
    ours, theirs = fingerprint_text(one), fingerprint_text(other)
    both = len(np.intersect1d(ours, theirs, assume_unique=True))
    return both / max(1, len(ours) + len(theirs) - both), False

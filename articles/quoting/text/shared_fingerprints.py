"""Where an article has fingerprints that releases have too."""

from typing import NamedTuple

import numpy as np

from articles.core.arrays import IndexArray, UInt64Array, expand_ranges
from articles.quoting.text.fingerprints import fingerprint_tags, locate_fingerprints


class SharedFingerprints(NamedTuple):
    """Each release and each position of an article at which they share a fingerprint.

    Two arrays of the same length, sorted by release and position; each pair comes once.
    """

    release_numbers: UInt64Array
    positions: IndexArray
    """The first word of each fingerprint in the article."""
    ambiguous_positions: IndexArray
    """Those at which the tag of the fingerprint is that of another one of the article, too."""


class CommonFingerprints(NamedTuple):
    """Fingerprints of an article that many releases have: two arrays of the same length."""

    positions: IndexArray
    """The first word of each in the article, in order."""
    release_counts: IndexArray
    """How many releases have it; each version counts."""


NO_COMMON_FINGERPRINTS = CommonFingerprints(np.zeros(0, np.int64), np.zeros(0, np.int64))


def locate_shared_fingerprints(
    word_hashes: UInt64Array, release_numbers: UInt64Array, tags: UInt64Array
) -> SharedFingerprints:
    """Return where the article with these words shares fingerprints with releases.

    It shares a fingerprint with the tag `tags[i]` with the release `release_numbers[i]`.
    """
    fingerprints, positions = locate_fingerprints(word_hashes)
    article_tags = fingerprint_tags(fingerprints)
    order = np.argsort(article_tags, kind="stable")
    sorted_tags = article_tags[order]
    starts = sorted_tags.searchsorted(tags)
    counts = sorted_tags.searchsorted(tags, "right") - starts
    pairs = np.unique(
        (np.repeat(release_numbers, counts) << np.uint64(32))
        | positions[order][expand_ranges(starts, counts)].astype(np.uint64)
    )
    distinct_tags, tag_counts = np.unique(
        fingerprint_tags(np.unique(fingerprints)), return_counts=True
    )
    return SharedFingerprints(
        pairs >> np.uint64(32),
        (pairs & np.uint64(2**32 - 1)).astype(np.int64),
        positions[np.isin(article_tags, distinct_tags[tag_counts > 1])],
    )


def find_common_fingerprints(shared: SharedFingerprints, min_releases: int) -> CommonFingerprints:
    """Return the fingerprints that surely at least `min_releases` releases have."""
    counts = np.bincount(shared.positions)
    positions = np.setdiff1d(np.flatnonzero(counts >= min_releases), shared.ambiguous_positions)
    return CommonFingerprints(positions, counts[positions])

"""Where an article has fingerprints that releases have too."""

from typing import NamedTuple

import numpy as np

from articles.core.arrays import FlagArray, IndexArray, UInt64Array, expand_ranges
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
    """How many releases have the fingerprints of an article: three arrays of the same length."""

    positions: IndexArray
    """The first word of each in the article, in order."""
    release_counts: IndexArray
    """How many releases have it at most; each version counts."""
    is_exact: FlagArray
    """Whether as many have it: false where another fingerprint of the article has its tag."""


class SharedRun(NamedTuple):
    """Words of an article, from `start` to before `end`, that a release seems to contain."""

    release_number: int
    start: int
    end: int
    fingerprints: int
    """How many common fingerprints show it."""
    is_full_sentence: bool
    """Whether it may be whole sentences of the article."""
    missing_points: float
    """What its words lack at least for a quotation, in points of evidence."""
    is_marked: bool
    """Whether the article marks any of it as quoted."""

    def overlaps(self, run: "SharedRun") -> bool:
        return self.start < run.end and run.start < self.end


NO_COMMON_FINGERPRINTS = CommonFingerprints(
    np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.bool_)
)


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


def find_common_fingerprints(shared: SharedFingerprints) -> CommonFingerprints:
    """Return the fingerprints of the article that any release has."""
    counts = np.bincount(shared.positions)
    positions = np.flatnonzero(counts)
    is_exact = ~np.isin(positions, shared.ambiguous_positions)
    return CommonFingerprints(positions, counts[positions], is_exact)

"""Where an article shares fingerprints with releases, and which of them many releases have."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from articles.quoting.text.fingerprints import (
    fingerprint_tags,
    fingerprint_text,
    locate_fingerprints,
)
from articles.quoting.text.shared_fingerprints import (
    find_common_fingerprints,
    locate_shared_fingerprints,
)
from articles.quoting.text.tokens import Tokens

TEXT = " ".join(f"word{number}" for number in range(60))


def share_with(text, releases):
    """Return what an article shares with releases, given by their texts."""
    own = set(fingerprint_text(text).tolist())
    pairs = [
        (number, fingerprint)
        for number, release in enumerate(releases)
        for fingerprint in fingerprint_text(release).tolist()
        if fingerprint in own
    ]
    numbers, fingerprints = zip(*pairs, strict=True) if pairs else ((), ())
    tags = fingerprint_tags(np.array(fingerprints, np.uint64))
    return locate_shared_fingerprints(Tokens(text).hashes, np.array(numbers, np.uint64), tags)


@given(st.integers(0, 40), st.integers(9, 20), st.integers(1, 6))
def test_it_is_counted_how_many_releases_have_a_fingerprint(start, length, count):
    passage = " ".join(TEXT.split()[start : start + length])
    releases = [f"Release {number} {passage} ends {number}." for number in range(count)]
    common = find_common_fingerprints(share_with(TEXT, releases))
    assert 1 <= max(common.release_counts.tolist()) <= count
    assert all(start <= position <= start + length - 5 for position in common.positions.tolist())


def test_a_tag_that_two_fingerprints_of_the_article_have_proves_nothing():
    text = " ".join(f"w{number}" for number in range(4000))
    fingerprints, positions = locate_fingerprints(Tokens(text).hashes)
    tags = fingerprint_tags(fingerprints).tolist()
    index = next(i for i, tag in enumerate(tags) if tags.count(tag) == 2)
    numbers = np.arange(5, dtype=np.uint64)
    shared = locate_shared_fingerprints(
        Tokens(text).hashes, numbers, np.full(5, tags[index], np.uint64)
    )
    assert positions[index] in shared.positions
    common = find_common_fingerprints(shared)
    assert not common.is_exact[common.positions == positions[index]].any()

"""Which releases are looked at for an article."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from articles.linking.candidates import _with_others
from articles.linking.grouping import LEAST, MOST
from articles.linking.grouping import grouped as groups
from articles.postings.entries import pairs


def sorted_pairs(*found):
    ones, others, common = (np.array(column, np.uint64) for column in zip(*found, strict=True))
    return np.sort(pairs(ones, others, common))


def grouped(*found):
    return dict(groups([sorted_pairs(*found)]))


def test_a_release_that_shares_one_rare_fingerprint_is_looked_at():
    assert grouped((1, 10, 1), (1, 11, 8), (2, 10, 3)) == {1: [10, 11], 2: [10]}


def test_a_common_fingerprint_counts_where_others_are_shared_with_it():
    assert grouped((1, 10, 16), (1, 11, 16), (1, 11, 16)) == {1: [11]}


def test_of_many_those_that_share_most_are_looked_at_and_all_that_share_as_much():
    rare = [(1, number, 2) for number in range(MOST - 1)]
    alike = [(1, 100 + number, 4) for number in range(9)]
    less = [(1, 200 + number, 5) for number in range(9)]
    found = grouped(*rare, *alike, *less)[1]
    assert found == [*range(MOST - 1), *range(100, 109)]


rows = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(1, 64)), min_size=1, max_size=60
)


@given(rows, st.integers(1, 60))
def test_the_groups_are_the_same_however_the_pairs_are_cut(found, cut):
    whole = sorted_pairs(*found)
    shared = {}
    for one, other, common in found:
        shared.setdefault(one, {}).setdefault(other, 0)
        shared[one][other] += 1 / common
    expected = {
        one: sorted(other for other, score in others.items() if score >= LEAST - 1e-9)
        for one, others in shared.items()
    }
    pieces = [whole[start : start + cut] for start in range(0, len(whole), cut)]
    assert dict(groups(pieces)) == {one: some for one, some in expected.items() if some}


@given(st.lists(st.integers(0, 50), unique=True), st.lists(st.integers(0, 50), unique=True))
def test_articles_that_share_nothing_come_among_the_others_in_order(sharing, others):
    found = list(_with_others([(one, [7]) for one in sorted(sharing)], sorted(others)))
    assert found == [(one, [7] if one in sharing else []) for one in sorted({*sharing, *others})]

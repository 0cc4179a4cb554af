"""Which articles are looked at, and with which pairs."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from articles.linking.article_pairs import _with_others
from articles.linking.index.entries import pairs, unpaired
from articles.linking.index.grouping import grouped

rows = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(0, 64)), max_size=60)


@given(rows, st.integers(1, 60))
def test_the_groups_are_the_same_however_the_pairs_are_cut(found, cut):
    columns = np.array(found, np.uint64).reshape(-1, 3).T
    whole = np.sort(pairs(*columns))
    pieces = [whole[start : start + cut] for start in range(0, len(whole), cut)]
    groups = list(grouped(pieces))
    assert [number for number, _ in groups] == sorted({number for number, _, _ in found})
    assert np.concatenate([whole[:0], *(some for _, some in groups)]).tolist() == whole.tolist()
    assert all((unpaired(some)[0] == number).all() for number, some in groups)


@given(st.lists(st.integers(0, 50), unique=True), st.lists(st.integers(0, 50), unique=True))
def test_articles_that_share_nothing_come_among_the_others_in_order(sharing, others):
    groups = [(one, np.full(1, one, np.uint64)) for one in sorted(sharing)]
    found = [(one, some.tolist()) for one, some in _with_others(groups, sorted(others))]
    expected = sorted({*sharing, *others})
    assert found == [(one, [one] if one in sharing else []) for one in expected]

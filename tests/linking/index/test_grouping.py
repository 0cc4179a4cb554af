import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from articles.linking.index.entries import make_pairs, split_pairs
from articles.linking.index.grouping import group_pairs

rows = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(0, 64)), max_size=60)


@given(rows, st.integers(1, 60))
def test_the_groups_are_the_same_however_the_pairs_are_cut(rows, size):
    columns = np.array(rows, np.uint64).reshape(-1, 3).T
    pairs = np.sort(make_pairs(*columns))
    chunks = [pairs[start : start + size] for start in range(0, len(pairs), size)]
    groups = list(group_pairs(chunks))
    assert [number for number, _ in groups] == sorted({number for number, _, _ in rows})
    grouped = np.concatenate([pairs[:0], *(group for _, group in groups)])
    assert grouped.tolist() == pairs.tolist()
    assert all((split_pairs(group)[0] == number).all() for number, group in groups)

"""Runs of equal items and ranges of indices, against the loops that they replace."""

import doctest
from itertools import groupby

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from articles.core import arrays
from articles.core.arrays import expand_ranges, run_starts

ranges = st.lists(st.tuples(st.integers(0, 100), st.integers(0, 6)), max_size=20)


@given(st.lists(st.integers(0, 3), max_size=30), st.sampled_from([np.uint64, np.int64]))
def test_each_run_of_equal_neighbors_starts_where_a_loop_finds_it(values, dtype):
    lengths = [len(list(run)) for _, run in groupby(values)]
    expected = [sum(lengths[:index]) for index in range(len(lengths))]
    assert run_starts(np.array(values, dtype)).tolist() == expected


@given(st.lists(st.integers(0, 2**64 - 1), max_size=10))
def test_the_largest_numbers_are_told_apart(values):
    starts = run_starts(np.array(values, np.uint64)).tolist()
    assert [values[start] for start in starts] == [value for value, _ in groupby(values)]


@given(ranges)
def test_ranges_are_expanded_one_after_the_other(pairs):
    starts, counts = np.array(pairs, np.int64).reshape(-1, 2).T
    expected = [index for start, count in pairs for index in range(start, start + count)]
    assert expand_ranges(starts, counts).tolist() == expected


def test_the_examples_are_right():
    assert doctest.testmod(arrays).failed == 0

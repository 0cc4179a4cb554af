"""Entries and pairs: what is packed into one integer comes out again."""

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from articles.linking.index.entries import (
    count_values,
    fingerprints_of,
    make_entries,
    make_pairs,
    split_pairs,
    text_numbers_of,
)
from articles.quoting.text.fingerprints import fingerprint_tags

text_numbers = st.integers(0, 2**26 - 1)


def array(values):
    return np.array(values, np.uint64)


@given(st.lists(st.tuples(st.integers(0, 2**38 - 1), text_numbers), max_size=9))
def test_an_entry_gives_back_its_fingerprint_and_its_text_number(rows):
    entries = array([make_entries(array([fingerprint]), number)[0] for fingerprint, number in rows])
    assert fingerprints_of(entries).tolist() == [fingerprint for fingerprint, _ in rows]
    assert text_numbers_of(entries).tolist() == [number for _, number in rows]


@given(st.lists(st.tuples(text_numbers, text_numbers), max_size=9))
def test_a_pair_gives_back_both_numbers_and_the_tag_of_the_common_fingerprint(rows):
    left, right = array([number for number, _ in rows]), array([number for _, number in rows])
    fingerprints = array([2**37 + 5 * index for index in range(len(rows))])
    columns = split_pairs(make_pairs(left, right, fingerprints))
    assert [column.tolist() for column in columns] == [
        column.tolist() for column in (left, right, fingerprint_tags(fingerprints))
    ]


@given(st.lists(st.integers(0, 9)).map(sorted))
def test_each_value_of_a_sorted_array_comes_once_with_its_count(values):
    distinct, counts = count_values(array(values))
    assert dict(zip(distinct.tolist(), counts.tolist(), strict=True)) == Counter(values)

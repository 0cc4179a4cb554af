from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.linking.index import entries
from articles.linking.index.entries import Sorter, fingerprints, numbers, pairs, runs, unpaired
from articles.quoting.text.fingerprints import fingerprint_tags

integers = st.lists(st.integers(0, 2**64 - 1), max_size=60)


def array(values):
    return np.array(values, np.uint64)


@given(st.lists(st.tuples(st.integers(0, 2**38 - 1), st.integers(0, 2**26 - 1)), max_size=9))
def test_an_entry_gives_back_its_fingerprint_and_its_number(found):
    made = [entries.entries(array([print_]), number)[0] for print_, number in found]
    assert fingerprints(array(made)).tolist() == [print_ for print_, _ in found]
    assert numbers(array(made)).tolist() == [number for _, number in found]


@given(st.lists(st.tuples(st.integers(0, 2**26 - 1), st.integers(0, 2**26 - 1)), max_size=9))
def test_a_pair_gives_back_both_numbers_and_the_tag_of_what_they_share(found):
    ones, others = array([one for one, _ in found]), array([other for _, other in found])
    prints = array([2**37 + 5 * place for place in range(len(found))])
    parts = unpaired(pairs(ones, others, prints))
    assert [part.tolist() for part in parts] == [
        one.tolist() for one in (ones, others, fingerprint_tags(prints))
    ]


@given(st.lists(st.integers(0, 9)).map(sorted))
def test_each_value_of_a_sorted_array_comes_once_with_its_count(found):
    values, counts = runs(array(found))
    assert dict(zip(values.tolist(), counts.tolist(), strict=True)) == Counter(found)


@pytest.mark.parametrize("run", [1, 2, 7, 10_000])
@given(lists=st.lists(integers, max_size=8))
def test_all_comes_back_sorted_and_can_be_asked_again(run, lists):
    with pytest.MonkeyPatch.context() as patch, Sorter() as sorter:
        patch.setattr(entries, "RUN", run)
        for some in lists:
            sorter.add(array(some))
        expected = sorted(number for some in lists for number in some)
        for _ in range(2):
            chunks = [chunk.tolist() for chunk in sorter.chunks()]
            assert [number for chunk in chunks for number in chunk] == expected
        assert sorter.total == len(expected)

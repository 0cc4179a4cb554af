import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.linking.index import external_sort
from articles.linking.index.external_sort import ExternalSorter

integers = st.lists(st.integers(0, 2**64 - 1), max_size=60)


@pytest.mark.parametrize("buffer_size", [1, 2, 7, 10_000])
@given(lists=st.lists(integers, max_size=8))
def test_all_integers_come_back_sorted_as_often_as_they_are_read(buffer_size, lists):
    with pytest.MonkeyPatch.context() as patch, ExternalSorter() as sorter:
        patch.setattr(external_sort, "BUFFER_INTEGERS", buffer_size)
        for values in lists:
            sorter.add(np.array(values, np.uint64))
        expected = sorted(value for values in lists for value in values)
        for _ in range(2):
            chunks = [chunk.tolist() for chunk in sorter.iter_chunks()]
            assert [value for chunk in chunks for value in chunk] == expected
        assert sorter.total == len(expected)

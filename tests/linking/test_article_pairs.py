import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from articles.linking.article_pairs import _add_unpaired

numbers = st.lists(st.integers(0, 50), unique=True)


@given(numbers, numbers)
def test_articles_without_pairs_come_in_order_among_those_with_pairs(paired, article_numbers):
    groups = [(number, np.full(1, number, np.uint64)) for number in sorted(paired)]
    rows = [
        (number, pairs.tolist()) for number, pairs in _add_unpaired(groups, sorted(article_numbers))
    ]
    assert rows == [
        (number, [number] if number in paired else [])
        for number in sorted({*paired, *article_numbers})
    ]

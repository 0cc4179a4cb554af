"""Fingerprints: what two texts share leaves a trace in both."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.quoting.fingerprints import RUN, fingerprints

word = st.sampled_from(["boat", "dock", "rope", "tide", "mole", "quay"]) | st.text(max_size=4)
words = st.lists(word, max_size=30)
runs = st.lists(word, min_size=RUN, max_size=20)


@given(runs, words, words, words, words)
def test_a_run_of_eight_equal_words_leaves_a_common_fingerprint_whatever_surrounds_it(
    run, before, after, other_before, other_after
):
    one = fingerprints([*before, *run, *after])
    other = fingerprints([*other_before, *run, *other_after])
    assert set(one) & set(other)


@given(words)
def test_fingerprints_are_sorted_once_each_and_fit_the_column(forms):
    found = fingerprints(forms)
    assert found == sorted(set(found))
    assert all(-(2**31) <= one < 2**31 for one in found)
    assert fingerprints(list(forms)) == found


@given(st.lists(word, max_size=RUN - 1))
def test_a_text_shorter_than_a_run_has_none(forms):
    assert fingerprints(forms) == []


@given(runs)
def test_a_text_as_long_as_a_run_has_at_least_one(forms):
    assert fingerprints(forms)


def test_texts_that_share_nothing_share_no_fingerprint():
    one = fingerprints([f"one{number}" for number in range(500)])
    other = fingerprints([f"other{number}" for number in range(500)])
    assert not set(one) & set(other)


@pytest.mark.parametrize("length", [10, 100, 1000])
def test_about_one_fingerprint_stands_for_every_two_words(length):
    found = fingerprints([f"word{number}" for number in range(length)])
    assert length / 4 <= len(found) <= length


def test_the_order_of_words_counts():
    forms = [f"word{number}" for number in range(30)]
    assert not set(fingerprints(forms)) & set(fingerprints(forms[::-1]))

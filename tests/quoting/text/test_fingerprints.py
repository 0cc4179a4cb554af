"""Fingerprints of a text: what two texts share leaves a trace in both."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.quoting.text.fingerprints import BITS, GRAM, SURE, fingerprints

word = st.sampled_from(["boat", "dock", "rope's", "tide", "mole", "1,200", "Été", "дом"])
words = st.lists(word, max_size=30)
runs = st.lists(word, min_size=SURE, max_size=20)


def found(*parts):
    return set(fingerprints(" ".join(word for part in parts for word in part)).tolist())


@given(runs, words, words, words, words)
def test_a_sure_run_of_equal_words_leaves_a_common_fingerprint_whatever_surrounds_it(
    run, before, after, other_before, other_after
):
    assert found(before, run, after) & found(other_before, run, other_after)


@given(st.text())
def test_fingerprints_of_any_text_are_sorted_once_each_and_fit_the_index(text):
    prints = fingerprints(text)
    assert prints.dtype == np.uint64
    assert prints.tolist() == sorted(set(prints.tolist()))
    assert all(one < 2**BITS for one in prints.tolist())


@given(st.lists(word, max_size=GRAM - 1))
def test_a_text_shorter_than_a_gram_has_none(forms):
    assert not found(forms)


@given(st.lists(word, min_size=GRAM, max_size=30))
def test_a_text_as_long_as_a_gram_has_at_least_one(forms):
    assert found(forms)


def test_texts_that_share_nothing_share_no_fingerprint():
    assert not found(f"a{number}" for number in range(500)) & found(
        f"b{number}" for number in range(500)
    )


@pytest.mark.parametrize("length", [100, 500, 2000])
def test_about_one_fingerprint_stands_for_every_two_words(length):
    assert 0.4 * length < len(found(f"word{number}" for number in range(length))) < 0.6 * length


@pytest.mark.parametrize(
    "other",
    [
        "THE OFFICE'S LAW-ENFORCEMENT BOATS DON'T COST $1,000: SAID THE U.S. OFFICERS",
        "the offices law enforcement boats dont cost $1000 said the US officers",
        "“The ofﬁce’s law–enforcement boats\n> don’t cost $1000,” said the U.S. ofﬁcers…",
    ],
)
def test_case_marks_ligatures_separators_and_space_make_no_difference(other):
    text = "The office’s law enforcement boats don’t cost $1,000, said the U.S. officers."
    assert fingerprints(other).tolist() == fingerprints(text).tolist()


def test_the_order_of_words_counts():
    forms = [f"word{number}" for number in range(30)]
    assert not found(forms) & found(forms[::-1])

"""Fingerprints of a text: what two texts share leaves common fingerprints."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.quoting.text.fingerprints import (
    FINGERPRINT_BITS,
    GRAM_WORDS,
    MIN_GUARANTEED_RUN_WORDS,
    fingerprint_text,
)

word = st.sampled_from(["boat", "dock", "rope's", "tide", "mole", "1,200", "Été", "дом"])
words = st.lists(word, max_size=30)
runs = st.lists(word, min_size=MIN_GUARANTEED_RUN_WORDS, max_size=20)


def fingerprint_parts(*parts):
    return set(fingerprint_text(" ".join(word for part in parts for word in part)).tolist())


@given(runs, words, words, words, words)
def test_a_long_enough_run_of_equal_words_always_leaves_a_common_fingerprint(
    run, prefix, suffix, other_prefix, other_suffix
):
    assert fingerprint_parts(prefix, run, suffix) & fingerprint_parts(
        other_prefix, run, other_suffix
    )


@given(st.text())
def test_fingerprints_of_any_text_are_sorted_and_distinct_and_fit_the_index(text):
    prints = fingerprint_text(text)
    assert prints.dtype == np.uint64
    assert prints.tolist() == sorted(set(prints.tolist()))
    assert all(fingerprint < 2**FINGERPRINT_BITS for fingerprint in prints.tolist())


@given(st.lists(word, max_size=GRAM_WORDS - 1))
def test_a_text_shorter_than_a_gram_has_none(forms):
    assert not fingerprint_parts(forms)


@given(st.lists(word, min_size=GRAM_WORDS, max_size=30))
def test_a_text_as_long_as_a_gram_has_at_least_one(forms):
    assert fingerprint_parts(forms)


def test_texts_that_share_nothing_share_no_fingerprint():
    assert not fingerprint_parts(f"a{number}" for number in range(500)) & fingerprint_parts(
        f"b{number}" for number in range(500)
    )


@pytest.mark.parametrize("length", [100, 500, 2000])
def test_there_is_about_one_fingerprint_for_every_two_words(length):
    assert (
        0.4 * length
        < len(fingerprint_parts(f"word{number}" for number in range(length)))
        < 0.6 * length
    )


@pytest.mark.parametrize(
    "variant",
    [
        "THE OFFICE'S LAW-ENFORCEMENT BOATS DON'T COST $1,000: SAID THE U.S. OFFICERS",
        "the offices law enforcement boats dont cost $1000 said the US officers",
        "“The ofﬁce’s law–enforcement boats\n> don’t cost $1000,” said the U.S. ofﬁcers…",
    ],
)
def test_case_marks_ligatures_separators_and_space_make_no_difference(variant):
    text = "The office’s law enforcement boats don’t cost $1,000, said the U.S. officers."
    assert fingerprint_text(variant).tolist() == fingerprint_text(text).tolist()


def test_the_order_of_words_matters():
    forms = [f"word{number}" for number in range(30)]
    assert not fingerprint_parts(forms) & fingerprint_parts(forms[::-1])


def test_fingerprints_stay_those_that_an_older_archive_has_stored():
    text = (
        "Officers of the Harbor Office seized three unregistered boats on Tuesday – “Señor Núñez’s”"
        " among them."
    )
    stored = [55314451776, 79547140147, 155139766510, 179681980256]
    assert fingerprint_text(text).tolist() == stored

"""Words as numbers: equal where the words are, and standing where they say."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.quoting.text import tokens as module
from articles.quoting.text.tokens import Words, comparable

characters = st.sampled_from("aBc1234,.'’-_ \n“…—[]é²½ﬁßſİ\u0301\u00ad\u200bдñ") | st.characters()
texts = st.text(characters, max_size=60)
latin = st.text(
    st.sampled_from("aBcéÑ1234,.'’-_ \n\u00ad[]")
    | st.characters(max_codepoint=255)
    | st.sampled_from("ưĐảЖжΣσςĲǅ")
)


@given(texts)
def test_every_word_stands_where_it_says_and_words_follow_each_other(text):
    words = Words(text)
    edges = np.stack((words.starts, words.ends), axis=1).ravel() if len(words) else np.zeros(0)
    assert len(words.hashes) == len(words.starts) == len(words.ends)
    assert (np.diff(edges)[::2] > 0).all()
    assert (np.diff(edges)[1::2] >= 0).all()
    assert not len(words) or 0 <= edges[0] < edges[-1] <= len(text)


@given(texts)
def test_words_have_the_same_number_where_their_comparable_forms_are_the_same(text):
    words = Words(text)
    forms = [comparable(words.written(place)) for place in range(len(words))]
    assert len(set(zip(forms, words.hashes.tolist(), strict=True))) == len(set(forms))
    assert len(set(words.hashes.tolist())) == len(set(forms))


@given(latin)
def test_latin_texts_are_split_by_arrays_as_any_text_is_by_the_expression(text):
    plain = module._plain(text)
    if plain is not None:
        for fast, slow in zip(module._split_plain(*plain), module._split_any(text), strict=True):
            assert fast.tolist() == slow.tolist()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("don’t", "dont"),
        ("don't", "DONʼT"),
        ("“law-enforcement”", "law enforcement"),
        ("law—enforcement", "Law Enforcement,"),
        ("1,000", "1000"),
        ("1,234,567 boats", "1234567 boats"),
        ("the ofﬁce", "the office"),
        ("U.S. Harbor", "US Harbor"),
        ("D.C.", "DC"),
        ("un\u00adregistered", "unregistered"),
        ("Éclair", "éclair"),
        ("the\n> quay", "the quay"),
        ("[T]he quay", "the quay"),
        ("Straße", "STRASSE"),
    ],
)
def test_case_marks_and_separators_make_no_difference_between_words(one, other):
    assert Words(one).hashes.tolist() == Words(other).hashes.tolist()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("boat", "goat"),
        ("résumé", "resume"),
        ("2,10", "210"),
        ("in 1,0000", "in 10000"),
        ("end.Begin", "endBegin"),
        ("ab ba", "ba ab"),
    ],
)
def test_different_words_stay_different(one, other):
    assert Words(one).hashes.tolist() != Words(other).hashes.tolist()


def test_a_span_of_words_reaches_from_the_first_to_the_last():
    text = "They seized “three boats”, again."
    assert Words(text).span(2, 3).of(text) == "three boats"


def test_words_between_quotation_marks_are_without_them():
    text = "‘Don’t,’ she said."
    words = Words(text)
    assert [words.written(place) for place in range(len(words))] == ["Don’t", "she", "said"]

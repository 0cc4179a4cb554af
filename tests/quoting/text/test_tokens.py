"""The words of a text: equal hashes for equal words, and the characters of each word."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.core.text import Span
from articles.quoting.text import tokens as module
from articles.quoting.text.tokens import Tokens, WordRange
from articles.quoting.text.words import comparable_form

characters = st.sampled_from("aBc1234,.'’-_ \n“…—[]é²½ﬁßſİ\u0301\u00ad\u200bдñ") | st.characters()
texts = st.text(characters, max_size=60)
latin = st.text(
    st.sampled_from("aBcéÑ1234,.'’-_ \n\u00ad[]")
    | st.characters(max_codepoint=255)
    | st.sampled_from("ưĐảЖжΣσςĲǅ")
)


@given(texts)
def test_every_word_is_within_the_text_and_words_follow_each_other(text):
    tokens = Tokens(text)
    edges = np.stack((tokens.starts, tokens.ends), axis=1).ravel() if len(tokens) else np.zeros(0)
    assert len(tokens.hashes) == len(tokens.starts) == len(tokens.ends)
    assert (np.diff(edges)[::2] > 0).all()
    assert (np.diff(edges)[1::2] >= 0).all()
    assert not len(tokens) or 0 <= edges[0] < edges[-1] <= len(text)


@given(texts)
def test_words_have_the_same_hash_if_their_comparable_forms_are_the_same(text):
    tokens = Tokens(text)
    forms = [comparable_form(tokens.text_of(index)) for index in range(len(tokens))]
    assert len(set(zip(forms, tokens.hashes.tolist(), strict=True))) == len(set(forms))
    assert len(set(tokens.hashes.tolist())) == len(set(forms))


@given(latin)
def test_encoded_texts_are_tokenized_as_any_text_is_by_the_expression(text):
    encoded = module._encode_bytes(text)
    if encoded is not None:
        fast, slow = module._tokenize_bytes(*encoded), module._tokenize_any(text)
        for fast_column, slow_column in zip(fast, slow, strict=True):
            assert fast_column.tolist() == slow_column.tolist()


@pytest.mark.parametrize(
    ("text", "variant"),
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
def test_case_marks_and_separators_make_no_difference_between_words(text, variant):
    assert Tokens(text).hashes.tolist() == Tokens(variant).hashes.tolist()


@pytest.mark.parametrize(
    ("text", "variant"),
    [
        ("boat", "goat"),
        ("résumé", "resume"),
        ("2,10", "210"),
        ("in 1,0000", "in 10000"),
        ("end.Begin", "endBegin"),
        ("ab ba", "ba ab"),
    ],
)
def test_different_words_stay_different(text, variant):
    assert Tokens(text).hashes.tolist() != Tokens(variant).hashes.tolist()


def test_a_span_of_words_reaches_from_the_first_to_the_last():
    text = "They seized “three boats”, again."
    assert Tokens(text).span(WordRange(2, 4)).extract(text) == "three boats"


def test_the_span_of_no_words_is_after_the_word_before_them():
    text = "They seized “three boats”, again."
    assert Tokens(text).span(WordRange(4, 4)) == Span(text.index("”"), text.index("”"))
    assert Tokens(text).span(WordRange(0, 0)) == Span(0, 0)


def test_the_words_in_a_span_are_those_that_begin_in_it():
    text = "They seized “three boats”, again."
    assert Tokens(text).words_in(Span(text.index("“"), text.index("ats"))) == WordRange(2, 4)
    assert Tokens(text).words_in(Span(1, 4)).length == 0


def test_words_between_quotation_marks_are_without_them():
    text = "‘Don’t,’ she said."
    tokens = Tokens(text)
    assert [tokens.text_of(index) for index in range(len(tokens))] == ["Don’t", "she", "said"]

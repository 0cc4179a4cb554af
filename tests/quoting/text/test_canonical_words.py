"""Passages that say the same in the same words have the same canonical words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.quoting.text.canonical_words import canonical_words, has_negation, join_words
from tests.quoting.text.test_numerals import spell


def join(text):
    return join_words(canonical_words(text))


@pytest.mark.parametrize(
    ("text", "rewritten"),
    [
        ("José Hernández-Muñoz", "Jose Hernandez-Munoz"),
        ("his résumé", "his resume"),
        ("20% of", "20 percent of"),
        ("20 per cent", "20%"),
        ("fourteen boats", "14 boats"),
        ("twenty-one", "21"),
        ("1.5 million", "1,500,000"),
        ("1.50", "1.5"),
        ("the first", "the 1st"),
        ("the twenty-first", "the 21st"),
        ("$5", "5 dollars"),
        ("$1", "one dollar"),
        ("$1.5 million", "1.5 million dollars"),
        ("Sept. 5", "September 5"),
        ("Sept. 5th", "September 5"),
        ("on Tues.", "on Tuesday"),
        ("Gov. Poe", "Governor Poe"),
        ("Sen. Poe", "Senator Poe"),
        ("Duluth, Minn.", "Duluth, Minnesota"),
        ("Duluth, MN", "Duluth, Minnesota"),
        ("the U.S. fleet", "the United States fleet"),
        ("the US fleet", "the United States fleet"),
        ("rods & reels", "rods and reels"),
        ("rods &amp; reels", "rods and reels"),
        ("don&#8217;t", "don’t"),
        ("OK", "okay"),
        ("the harbour’s colour", "the harbor’s color"),
        ("organised", "organized"),
        ("the theatre was cancelled", "the theater was canceled"),
        ("can’t", "cannot"),
        ("cannot", "can not"),
        ("won't", "will not"),
        ("to-day", "today"),
        ("5:00 p.m.", "5 pm"),
        ("No. 5", "number 5"),
        ("10–20", "10 to 20"),
        ("_boats_", "boats"),
        ("boats\xad", "boats"),
    ],
)
def test_ways_of_writing_the_same_are_equal(text, rewritten):
    assert join(text) == join(rewritten)


@pytest.mark.parametrize(
    ("text", "different_text"),
    [
        ("14", "40"),
        ("fourteen", "forty"),
        ("14", "14th"),
        ("1 4", "14"),
        ("July 1-4", "July 14"),
        ("1.5", "15"),
        ("5 million", "5 billion"),
        ("20%", "20"),
        ("$5", "5"),
        ("told us", "told United States"),
        ("a boat", "one boat"),
        ("will", "won’t"),
        ("can", "cannot"),
        ("Muñoz", "Munos"),
        ("a dozen", "12"),
        ("four", "for"),
        ("wise", "wire"),
    ],
)
def test_what_differs_is_not_equal(text, different_text):
    assert join(text) != join(different_text)


@given(st.integers(0, 999_999), st.integers(0, 999_999))
def test_a_number_equals_its_own_name_and_no_other(number, different_number):
    name = "-".join(spell(number))
    assert join(f"{number:,} boats") == join(f"{name} boats")
    assert (join(name) == join(str(different_number))) == (number == different_number)


@given(st.text())
def test_any_text_has_words_that_are_not_empty_and_are_their_own_canon(text):
    words = canonical_words(text)
    assert all(words)
    assert not any(word.isspace() for word in words)


@pytest.mark.parametrize(
    "text", ["not", "Never", "don’t", "cannot", "can't", "WITHOUT", "neither", "no boats"]
)
def test_negations_are_recognized(text):
    assert has_negation(canonical_words(text))


@pytest.mark.parametrize("text", ["", "knot", "note", "No. 5", "nos. 5", "now", "any"])
def test_other_words_are_no_negation(text):
    assert not has_negation(canonical_words(text))

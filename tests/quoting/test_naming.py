"""Agencies named in a stretch of text."""

import pytest

from articles.quoting.naming import named

NAMES = ("Harbor Office", "HO")


@pytest.mark.parametrize(
    "text", ["The Harbor Office said", "the harbor office’s boats", "(HO)", "Harbor\nOffice"]
)
def test_a_name_in_any_case_and_an_abbreviation_in_capitals_name_an_agency(text):
    assert named(NAMES, text)


@pytest.mark.parametrize("text", ["ho ho", "WHO said", "Harbor Officers", "", "the Office"])
def test_pieces_of_words_do_not(text):
    assert not named(NAMES, text)


def test_no_names_name_nothing():
    assert not named((), "Harbor Office")
    assert not named(("", " "), "Harbor Office")

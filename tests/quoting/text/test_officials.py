"""Whom a release names as officials, and where an article names them."""

import pytest

from articles.quoting.text.officials import find_officials, mentions_name, names_official


@pytest.mark.parametrize(
    ("text", "officials"),
    [
        ("“No,” said District Attorney Ann Poe.", (("Ann", "Poe"),)),
        ("Harbor Director Jon B. Olund said so.", (("Jon", "Olund"),)),
        ("U.S. Attorney Ann Poe and Sheriff Jon Olund", (("Ann", "Poe"), ("Jon", "Olund"))),
        ("U.S. Attorney Ann Poe. U.S. Attorney Ann Poe.", (("Ann", "Poe"),)),
        ("“No,” said Carl B. Jones, a spokesman of the office.", (("Carl", "Jones"),)),
        ("The Director was there. Ann Poe was not.", ()),
        ("The district attorney said nothing.", ()),
        ("Captain Olund of the Director’s office", ()),
    ],
)
def test_officials_have_the_title_of_an_office(text, officials):
    assert find_officials(text) == officials


@pytest.mark.parametrize(
    "text", ["Ann Poe said so.", "Ann B. Poe did.", "District Attorney Poe did.", "DA Poe did."]
)
def test_an_official_is_named_in_full_or_by_title(text):
    assert names_official(text, "Ann", "Poe")


@pytest.mark.parametrize("text", ["Poe said so.", "Jan Poe said so.", "Ann Poet", "an poe"])
def test_a_last_name_alone_names_nobody(text):
    assert not names_official(text, "Ann", "Poe")


def test_a_last_name_is_mentioned_as_it_is_written():
    assert mentions_name("Reed", "So Reed complained.")
    assert not mentions_name("Reed", "a reed in the wind, Reeds and Reedy")

"""Addresses that lead to a passage within a page."""

from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from articles.pages.annotation.text_fragments import address_of

URL = "https://lantern.example/2017/boats"


def named(passage):
    return address_of(URL, passage).partition("#:~:text=")[2]


def test_a_short_passage_is_named_whole_without_the_marks_at_its_ends():
    assert named("“Three boats,” he said.") == "Three%20boats%2C%E2%80%9D%20he%20said"


def test_what_has_a_meaning_in_the_directive_is_encoded():
    assert (
        named("a well-known hull, rope & sail") == "a%20well%2Dknown%20hull%2C%20rope%20%26%20sail"
    )


def test_of_a_long_passage_the_first_and_the_last_words_are_named():
    words = " ".join(f"w{number}" for number in range(30))
    assert named(words) == "w0%20w1%20w2%20w3%20w4,w25%20w26%20w27%20w28%20w29"


def test_no_named_text_reaches_over_the_end_of_a_paragraph():
    assert named("> We measure.\n> Every hull.\n\n> Whatever flag.") == (
        "We%20measure.%20Every%20hull,Whatever%20flag"
    )


def test_an_address_with_a_fragment_keeps_it():
    assert address_of(f"{URL}#top", "boats") == f"{URL}#top:~:text=boats"


def test_a_passage_without_a_word_adds_nothing():
    assert address_of(URL, " … \n\n* *") == URL


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_what_is_named_stands_in_the_passage(passage):
    plain = " ".join(passage.split())
    found = named(passage)
    assert found.count(",") <= 1
    assert not set(found) & set("-& \n")
    for end in found.split(","):
        words = unquote(end)
        assert words in plain or "> " in passage

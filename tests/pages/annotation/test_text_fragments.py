"""URLs that lead to a passage within a page."""

from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from articles.pages.annotation.text_fragments import text_fragment_url

URL = "https://lantern.example/2017/boats"


def text_value(passage):
    return text_fragment_url(URL, passage).partition("#:~:text=")[2]


def test_a_short_passage_is_given_in_full_without_punctuation_at_its_ends():
    assert text_value("“Three boats,” he said.") == "Three%20boats%2C%E2%80%9D%20he%20said"


def test_characters_with_a_meaning_in_the_directive_are_encoded():
    assert (
        text_value("a well-known hull, rope & sail")
        == "a%20well%2Dknown%20hull%2C%20rope%20%26%20sail"
    )


def test_a_long_passage_is_given_by_its_first_and_last_words():
    words = " ".join(f"w{number}" for number in range(30))
    assert text_value(words) == "w0%20w1%20w2%20w3%20w4,w25%20w26%20w27%20w28%20w29"


def test_no_exact_text_crosses_the_end_of_a_paragraph():
    assert text_value("> We measure.\n> Every hull.\n\n> Whatever flag.") == (
        "We%20measure.%20Every%20hull,Whatever%20flag"
    )


def test_a_url_with_a_fragment_keeps_it():
    assert text_fragment_url(f"{URL}#top", "boats") == f"{URL}#top:~:text=boats"


def test_a_passage_without_words_adds_nothing():
    assert text_fragment_url(URL, " … \n\n* *") == URL


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_the_words_given_are_in_the_passage(passage):
    passage_on_one_line = " ".join(passage.split())
    value = text_value(passage)
    assert value.count(",") <= 1
    assert not set(value) & set("-& \n")
    for words in map(unquote, value.split(",")):
        assert words in passage_on_one_line or "> " in passage

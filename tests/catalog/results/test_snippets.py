"""The lines shown of a record mark what was searched for, and are those of its text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.catalog.results.snippets import Wanted, snippet

TEXT = "The boats, a boatman’s own, and Zoë’s BOAT were seen; reboat nothing. The end is near."


@pytest.mark.parametrize(
    ("terms", "starts", "marked"),
    [
        (["boat"], [], ["BOAT"]),
        ([], ["boat"], ["boats", "boatman’s", "BOAT"]),
        (["boat"], ["boa", "boat"], ["boats", "boatman’s", "BOAT"]),
        (["boats", "end"], [], ["boats", "end"]),
        (["boatmans"], [], ["boatman’s"]),
        (["zoes"], [], ["Zoë’s"]),
        ([], ["zo"], ["Zoë’s"]),
        (["eboat"], [], []),
    ],
)
def test_words_and_beginnings_of_words_are_marked_each_once(terms, starts, marked):
    found = snippet(TEXT, Wanted(frozenset(terms), tuple(starts)))
    assert [text for text, is_wanted in found if is_wanted] == marked
    assert "".join(text for text, _ in found) in TEXT


WORDS = ["boat", "boats", "boatman’s", "a", "re-boat", "“boat”", "Zoë", "\n"]
TERMS = st.sets(st.sampled_from(["boat", "a", "boats", "zoe"]))
STARTS = st.sets(st.sampled_from(["bo", "boa", "zo"]))


@given(st.lists(st.sampled_from(WORDS)), TERMS, STARTS)
def test_a_snippet_is_a_stretch_of_its_text(words, terms, starts):
    text = "".join(f" {word}" for word in words)
    found = snippet(text, Wanted(frozenset(terms), tuple(starts)))
    whole = "".join(one for one, _ in found)
    assert whole.strip("…") in text or whole == " ".join(text.split())


@pytest.mark.parametrize(
    ("before", "after", "begins", "ends"),
    [
        ("", "", "A boat", "boat."),
        ("Ropes. " * 20, "", "…", "boat."),
        ("", " Ropes." * 40, "A", "…"),
    ],
)
def test_an_ellipsis_stands_where_the_text_goes_on(before, after, begins, ends):
    found = snippet(f"{before}A boat.{after}", Wanted(frozenset(["boat"])))
    whole = "".join(one for one, _ in found)
    assert whole.startswith(begins)
    assert whole.endswith(ends)
    assert whole.strip("…") in f"{before}A boat.{after}"


def test_a_beginning_ends_with_a_whole_word_however_wide_the_gaps():
    found = snippet(f"The sloop{' ' * 465}lay at anchor{' ' * 900}until Monday.", Wanted())
    assert found == (("The sloop lay at anchor until Monday.", False),)

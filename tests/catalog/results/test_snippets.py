"""A snippet is part of its record's text and marks the words that were searched for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.catalog.results.snippets import HighlightTerms, make_snippet

TEXT = "The boats, a boatman’s own, and Zoë’s BOAT were seen; reboat nothing. The end is near."


def joined(snippet):
    return "".join(part.text for part in snippet)


@pytest.mark.parametrize(
    ("words", "prefixes", "highlighted"),
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
def test_words_and_words_with_a_prefix_are_highlighted_once_each(words, prefixes, highlighted):
    snippet = make_snippet(TEXT, HighlightTerms(frozenset(words), tuple(prefixes)))
    assert [part.text for part in snippet if part.is_match] == highlighted
    assert "".join(part.text for part in snippet) in TEXT


TEXT_WORDS = ["boat", "boats", "boatman’s", "a", "re-boat", "“boat”", "Zoë", "\n"]
WORDS = st.sets(st.sampled_from(["boat", "a", "boats", "zoe"]))
PREFIXES = st.sets(st.sampled_from(["bo", "boa", "zo"]))


@given(st.lists(st.sampled_from(TEXT_WORDS)), WORDS, PREFIXES)
def test_a_snippet_is_part_of_its_text(text_words, words, prefixes):
    text = "".join(f" {word}" for word in text_words)
    content = joined(make_snippet(text, HighlightTerms(frozenset(words), tuple(prefixes))))
    assert content.strip("…") in text or content == " ".join(text.split())


@pytest.mark.parametrize(
    ("before", "after", "start", "end"),
    [
        ("", "", "A boat", "boat."),
        ("Ropes. " * 20, "", "…", "boat."),
        ("", " Ropes." * 40, "A", "…"),
    ],
)
def test_ellipses_show_that_the_text_continues(before, after, start, end):
    content = joined(make_snippet(f"{before}A boat.{after}", HighlightTerms(frozenset(["boat"]))))
    assert content.startswith(start)
    assert content.endswith(end)
    assert content.strip("…") in f"{before}A boat.{after}"


def test_the_beginning_of_a_text_ends_with_a_whole_word_however_wide_the_gaps():
    text = f"The sloop{' ' * 465}lay at anchor{' ' * 900}until Monday."
    snippet = make_snippet(text, HighlightTerms())
    assert snippet == (("The sloop lay at anchor until Monday.", False),)

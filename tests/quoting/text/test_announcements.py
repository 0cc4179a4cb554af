"""Announcements of a press release that nothing follows."""

import pytest

from articles.core.text import Span
from articles.quoting.text.announcements import unanswered

TEXT = "From the press release:\n\nOne.\n\nTwo.\n\nThree.\n\nFour."


def span(passage, text=TEXT):
    start = text.index(passage)
    return Span(start, start + len(passage))


def test_an_announcement_that_nothing_follows_is_named_by_its_paragraph():
    assert unanswered(TEXT, []) == [1]
    assert unanswered(f"Before.\n\n{TEXT}", []) == [2]


@pytest.mark.parametrize("passage", ["the press release", "One", "Two", "Three"])
def test_a_passage_there_or_in_the_three_paragraphs_after_it_answers_it(passage):
    assert unanswered(TEXT, [span(passage)]) == []


def test_a_passage_further_on_does_not():
    assert unanswered(TEXT, [span("Four")]) == [1]


def test_a_passage_before_it_does_not():
    text = f"Before.\n\n{TEXT}"
    assert unanswered(text, [span("Before", text)]) == [2]


@pytest.mark.parametrize("words", ["a news release", "MEDIA RELEASES", "the press\nreleases"])
def test_other_names_of_a_press_release_announce_too(words):
    assert unanswered(f"We have {words} here.", []) == [1]


@pytest.mark.parametrize("words", ["the press released", "a release", "impress release", ""])
def test_what_is_no_press_release_announces_nothing(words):
    assert unanswered(words, []) == []


def test_each_announcement_is_judged_by_itself():
    text = "A press release:\n\nOne.\n\nTwo.\n\nThree.\n\nFour.\n\nAnother press release."
    assert unanswered(text, [span("One", text)]) == [6]

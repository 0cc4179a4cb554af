"""What announces a press release, and announcements that no quotation follows."""

import pytest

from articles.core.text import Span
from articles.quoting.text.announcements import (
    announces_release,
    find_unanswered_announcements,
)

TEXT = "From the press release:\n\nOne.\n\nTwo.\n\nThree.\n\nFour."


def span(passage, text=TEXT):
    start = text.index(passage)
    return Span(start, start + len(passage))


def test_an_unanswered_announcement_is_reported_by_its_paragraph():
    assert find_unanswered_announcements(TEXT, []) == [1]
    assert find_unanswered_announcements(f"Before.\n\n{TEXT}", []) == [2]


@pytest.mark.parametrize("passage", ["the press release", "One", "Two", "Three"])
def test_a_quotation_in_its_paragraph_or_the_next_three_answers_it(passage):
    assert find_unanswered_announcements(TEXT, [span(passage)]) == []


def test_a_later_quotation_does_not_answer_it():
    assert find_unanswered_announcements(TEXT, [span("Four")]) == [1]


def test_an_earlier_quotation_does_not_answer_it():
    text = f"Before.\n\n{TEXT}"
    assert find_unanswered_announcements(text, [span("Before", text)]) == [2]


@pytest.mark.parametrize("words", ["a news release", "MEDIA RELEASES", "the press\nreleases"])
def test_other_names_of_a_press_release_announce_it_too(words):
    assert find_unanswered_announcements(f"We have {words} here.", []) == [1]


@pytest.mark.parametrize("words", ["the press released", "a release", "impress release", ""])
def test_other_words_announce_nothing(words):
    assert find_unanswered_announcements(words, []) == []


def test_each_announcement_is_judged_by_itself():
    text = "A press release:\n\nOne.\n\nTwo.\n\nThree.\n\nFour.\n\nAnother press release."
    assert find_unanswered_announcements(text, [span("One", text)]) == [6]


@pytest.mark.parametrize(
    "words",
    [
        "In a statement issued Tuesday, the office",
        "They rushed to issue a press release.",
        "It was in a statement posted on the office’s website.",
        "He would not read the press release.",
    ],
)
def test_a_statement_issued_like_a_release_is_announced(words):
    assert announces_release(words)


@pytest.mark.parametrize(
    "words",
    [
        "The use of video news releases is routine.",
        "It was a premature and poorly worded press release.",
        "This is a glorified press release.",
        "The office will release a press statement.",
        "They plan to send out another short press release on Monday.",
        "A press release will be issued tomorrow.",
        "In a statement posted on Facebook she said no.",
        "In a statement published on her Twitter page she said no.",
    ],
)
def test_what_is_only_promised_or_is_no_release_announces_nothing(words):
    assert not announces_release(words)
    assert find_unanswered_announcements(words, []) == []

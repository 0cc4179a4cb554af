"""Passages that an article attributes to a press release, and that no release contains."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.core.text import Span
from articles.quoting.attribution.texts import ArticleText, PreparedArticle
from articles.quoting.attribution.unlocated import (
    MAX_CHARACTERS_AFTER_ANNOUNCEMENT,
    find_announcement,
    find_unlocated_passages,
)

WORDS = "No boat of ours was ever late to the pier"


def find_in(text, located_passages=()):
    """Return the unlocated passages of a text."""
    article = PreparedArticle(ArticleText(text))
    passages = find_unlocated_passages(article, located_passages)
    return [passage.extract(text) for passage in passages]


@pytest.mark.parametrize(
    "text",
    [
        "A press release says: “{}.”",
        'In a statement issued Tuesday, the office said, "{}."',
        "According to a press release (see below), “{}.”",
        "They sent a press release:\n\n> {}.",
        "They sent a press release.\n\nIt is short.\n\n> {}.",
    ],
)
def test_an_announced_passage_is_found(text):
    assert [passage.rstrip(".") for passage in find_in(text.format(WORDS))] == [WORDS]


@pytest.mark.parametrize(
    "text",
    [
        "The office sent a press release. Captain Vic Olund said, “{}.”",
        "The office sent a press release.\n\nCaptain Vic Olund wrote to me:\n\n> {}.",
        "“{}” is not what the press release says.",
        "They will put out a press release. I know that “{}.”",
        "He spoke for long (you can read the press release here), and said that “{}.”",
        "They sent a press release.\n\nOne.\n\nTwo.\n\nThree.\n\n> {}.",
        "They sent a press release.\n\n“{}.”",
        "The press release calls it “a fine night” for all.",
    ],
)
def test_a_passage_that_the_announcement_does_not_reach_is_not(text):
    assert find_in(text.format(WORDS)) == []


def test_a_passage_in_a_long_paragraph_must_be_near_its_announcement():
    padding = "x" * (MAX_CHARACTERS_AFTER_ANNOUNCEMENT - len(", , “"))
    near = f"As in the press release, {padding}, “{WORDS}.”"
    assert find_in(near) == [f"{WORDS}."]
    assert find_in(near.replace("xx, ", "xxx, ")) == []


def test_what_is_between_two_quotes_with_odd_marks_is_none():
    text = f'The press release says so." {WORDS} and then " it ended.'
    assert find_in(text) == []


def test_several_quotes_of_one_announced_speaker_are_found():
    text = f"In a press release, Ann Poe said, “{WORDS},” and then, “{WORDS} again.”"
    assert find_in(text) == [f"{WORDS},", f"{WORDS} again."]


def test_the_announcement_of_a_passage_is_the_nearest_that_reaches_it():
    text = f"A press release.\n\nA news release of the office says: “{WORDS}.”"
    start = text.index(WORDS)
    announcement = find_announcement(text, Span(start, start + len(WORDS)))
    assert announcement.extract(text) == "news release"
    assert find_announcement(text, Span(0, 1)) is None


PIECES = (
    *("press release", "statement issued", "will issue a", "(", ")", "“", "”", '"', ". ", ", "),
    *("\n\n", "\n\n> ", "Ann Poe said", "who told us", "According to", WORDS, f"“{WORDS}”"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=20).map(" ".join))
def test_passages_are_in_order_and_each_has_an_announcement_before_it(text):
    passages = list(find_unlocated_passages(PreparedArticle(ArticleText(text)), ()))
    assert all(passage.start <= later.start for passage, later in pairwise(passages))
    for passage in passages:
        assert find_announcement(text, passage).end <= passage.start

"""What an article may do in a gap, and what it is called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.quoting.alignment.departures import classify_gap, is_same_wording
from articles.quoting.alignment.gaps import Gap
from articles.quoting.grades import Departure
from articles.quoting.text.tokens import Tokens, WordRange
from tests.quoting.text.test_numerals import spell

SAME = Departure()
ELIDED, ALTERED = Departure(elided=True), Departure(altered=True)
INTERPOLATED = Departure(interpolated=True)


def compare(article_text, release_text):
    """Return the gap between the equal words at the beginning and at the end, and the texts."""
    article, release = Tokens(article_text), Tokens(release_text)
    shorter = min(len(article), len(release))
    start = end = 0
    while start < shorter and article.hashes[start] == release.hashes[start]:
        start += 1
    while end < shorter - start and article.hashes[-1 - end] == release.hashes[-1 - end]:
        end += 1
    words = WordRange(start, len(article) - end), WordRange(start, len(release) - end)
    return Gap(*words), article, release


def classify(article_text, release_text):
    return classify_gap(*compare(article_text, release_text))


@pytest.mark.parametrize(
    ("article_text", "release_text"),
    [
        ("they saw 14 boats", "they saw fourteen boats"),
        ("they paid 20% of it", "they paid 20 percent of it"),
        ("they paid 20 percent of it", "they paid 20% of it"),
        ("they paid 20 per cent of it", "they paid 20% of it"),
        ("they paid $5 for it", "they paid 5 dollars for it"),
        ("they paid 1.5 million dollars for it", "they paid $1.5 million for it"),
        ("they paid 1,500,000 for it", "they paid 1.5 million for it"),
        ("they saw one hundred boats", "they saw a hundred boats"),
        ("they saw one hundred five boats", "they saw one hundred and five boats"),
        ("they paid 1.50 for it", "they paid 1.5 for it"),
        ("until Sept. 5th they", "until September 5 they"),
        ("until 5 p.m. they", "until 5:00 p.m. they"),
        ("rods and reels", "rods & reels"),
        ("rods &amp; reels", "rods & reels"),
        ("Agent Munoz left", "Agent Muñoz left"),
        ("it is to day only", "it is today only"),
        ("they “saw 14,” she said, “boats”", "they saw fourteen boats"),
        ("two rules.\n1. Go slow.", "two rules.\nGo slow."),
        ("two rules. Go slow.", "two rules.\n(a) Go slow."),
        ("two rules.\n• Go slow.", "two rules.\n2. Go slow."),
    ],
)
def test_another_way_of_writing_the_same_is_no_departure(article_text, release_text):
    assert classify(article_text, release_text) == SAME


@pytest.mark.parametrize(
    ("article_text", "release_text"),
    [
        ("they saw 40 boats", "they saw 14 boats"),
        ("they saw forty boats", "they saw fourteen boats"),
        ("they paid 5 million for it", "they paid 5 billion for it"),
        ("Agent Munez left", "Agent Muñoz left"),
        ("they paid 1.5 of it", "they paid 15 of it"),
        ("from July 14 on", "from July 1-4 on"),
        ("they saw one hundred boats", "they saw one hundred and five boats"),
        ("they paid $5 for it", "they paid $5 million for it"),
        ("they paid 5 million for it", "they paid 1.5 million for it"),
        ("they paid 20% of it", "they paid 20 parts of it"),
    ],
)
def test_what_really_differs_is_an_alteration(article_text, release_text):
    assert classify(article_text, release_text) == ALTERED


@given(st.integers(0, 999_999), st.integers(0, 999_999))
def test_a_number_in_words_is_the_same_as_in_digits_and_another_is_an_alteration(number, other):
    name = " ".join(spell(number, "and"))
    assert classify(f"they saw {number:,} boats", f"they saw {name} boats") == SAME
    expected = SAME if number == other else ALTERED
    assert classify(f"they saw {name} boats", f"they saw {other} boats") == expected
    assert classify(f"they saw {other} boats", f"they saw {number} boats") == expected


@pytest.mark.parametrize(
    ("article_text", "release_text"),
    [
        ("they will act now", "they will not act now"),
        ("they will … act now", "they will not act now"),
        ("they will ... act now", "they will not, however, act now"),
        ("they will act now", "they will under no circumstances act now"),
        ("they will [soon] act now", "they will not act now"),
        ("they did “act,” she said, “now”", "they did “not act now”"),
        ("they do act now", "they don’t act now"),
        ("they can act now", "they cannot act now"),
        ("they will act now", "they won’t act now"),
        ("they will not act now", "they will act now"),
        ("they never act now", "they act now"),
    ],
)
def test_a_negation_that_is_left_out_or_added_is_an_alteration(article_text, release_text):
    assert classify(article_text, release_text).altered


@pytest.mark.parametrize(
    ("article_text", "release_text"),
    [
        ("they act now", "they will always act now"),
        ("they saw it … and left", "they saw it, did not look away, and left"),
        ("they saw it and left", "they saw it, did not look away, and left"),
        ("see case 5 today", "see case No. 5 today"),
    ],
)
def test_other_omissions_are_elided_even_with_a_negation_of_their_own(article_text, release_text):
    assert classify(article_text, release_text) == ELIDED


@pytest.mark.parametrize(
    ("article_text", "release_text"),
    [
        ("they [soon] act now", "they act now"),
        ("they will [never] act now", "they will not act now"),
        ("they will [not] act now", "they will act now"),
        ("they saw [fourteen] boats", "they saw 14 boats"),
        ("see [h].R. 12 today", "see H.R. 12 today"),
        ("they saw 14 [sic] boats", "they saw fourteen boats"),
    ],
)
def test_what_brackets_signal_is_an_interpolation(article_text, release_text):
    assert classify(article_text, release_text) == INTERPOLATED


def test_an_aside_is_the_same_wording_and_an_omission_is_not():
    assert is_same_wording(*compare("“we,” she said, “act”", "we act"))
    assert not is_same_wording(*compare("we act", "we always act"))

"""Two texts compared: what went, what came, what stayed."""

from itertools import pairwise
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.pages.annotation import diff
from articles.pages.annotation.diff import LONGEST, TooLongError, compared, folded, words
from articles.pages.annotation.highlight import marked

WORDS = st.sampled_from(
    ["the", "boats", "The", "boat", "a", "’", ",", ".", "\n", "\n\n", "> ", " "]
)
TEXTS = st.lists(WORDS, max_size=60).map("".join) | st.text(max_size=40)


def shown(pieces):
    """Pieces on one line: -what went-, +what came+."""
    marks = {"same": "", "removed": "-", "added": "+"}
    return "".join(f"{marks[one.change]}{one.text}{marks[one.change]}" for one in pieces)


def side(pieces, change):
    return "".join(one.text for one in pieces if one.change in ("same", change))


def sides(paragraphs, change):
    """The paragraphs of one side, as `marked` gives them."""
    other = {"removed": "added", "added": "removed"}[change]
    return [(one.block, side(one.pieces, change)) for one in paragraphs if one.change != other]


def plain(text):
    return [(one.block, "".join(piece.text for piece in one.pieces)) for one in marked(text, ())]


@given(TEXTS, TEXTS)
def test_the_pieces_of_either_side_join_back_to_its_line(before, after):
    pieces = words(before, after)
    assert side(pieces, "removed") == before
    assert side(pieces, "added") == after


@given(TEXTS, TEXTS)
def test_the_paragraphs_of_either_side_are_those_of_its_text(before, after):
    paragraphs = compared(before, after)
    assert sides(paragraphs, "removed") == plain(before)
    assert sides(paragraphs, "added") == plain(after)


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text):
    assert {one.change for one in compared(text, text)} <= {"same"}
    assert {one.change for one in words(text, text)} <= {"same"}


@given(TEXTS, TEXTS)
def test_no_piece_is_empty_and_no_two_of_a_kind_follow_on_each_other(before, after):
    pieces = words(before, after)
    assert all(one.text for one in pieces)
    changes = [one.change for one in pieces]
    assert all(one != other for one, other in pairwise(changes))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("seized three boats", "seized four boats", "seized -three-+four+ boats"),
        ("three boats and a wait", "three boats, a wait", "three boats- and-+,+ a wait"),
        ("boats. She left", "boats, then left", "boats-. She-+, then+ left"),
        ("seized three boats.", "seized three boats,", "seized three boats-.-+,+"),
        ("the harbor", "the old harbor", "the +old +harbor"),
        ("the old harbor", "the harbor", "the -old -harbor"),
        ("the end", "the end of it", "the end+ of it+"),
        ("don’t go", "do not go", "-don’t-+do not+ go"),
        ("Boats", "boats", "-Boats-+boats+"),
        ("", "all new", "+all new+"),
        ("all gone", "", "-all gone-"),
        ("3 boats in May", "4 boats in June", "-3-+4+ boats in -May-+June+"),
        ("see it now", "saw it then", "-see it now-+saw it then+"),
    ],
)
def test_words_are_told_apart_one_by_one(before, after, said):
    assert shown(words(before, after)) == said


def test_a_word_that_stays_between_longer_changes_is_shown_with_them():
    before = "alpha beta gamma the delta epsilon zeta, and the rest stays"
    after = "one two three the four five six, and the rest stays"
    pieces = words(before, after)
    assert [one.change for one in pieces] == ["removed", "added", "same"]


def test_an_edited_paragraph_is_set_beside_the_one_it_came_from():
    before = "First of all.\n\nThe harbor office seized three boats.\n\nLast of all."
    after = (
        "First of all.\n\nWholly new words stand here.\n\n"
        "The harbor office seized four boats.\n\nLast of all."
    )
    paragraphs = compared(before, after)
    assert [one.change for one in paragraphs] == ["same", "added", "changed", "same"]
    assert shown(paragraphs[2].pieces) == "The harbor office seized -three-+four+ boats."


def test_paragraphs_with_little_in_common_are_not_compared_word_by_word():
    paragraphs = compared("Nobody asked who had let them moor.", "Wholly other words, my friend.")
    assert [one.change for one in paragraphs] == ["removed", "added"]


def test_a_paragraph_that_becomes_a_block_quote_is_shown_as_changed():
    paragraphs = compared("Three boats were seized.", "> Three boats were seized.")
    assert [(one.change, one.block) for one in paragraphs] == [("removed", False), ("added", True)]
    assert [shown(one.pieces) for one in paragraphs] == [
        "-Three boats were seized.-",
        "+Three boats were seized.+",
    ]


def test_what_stays_is_folded_but_for_the_paragraphs_beside_a_change():
    before = [f"Paragraph number {number} of the text." for number in range(12)]
    after = [*before[:5], "Paragraph number five of the text.", *before[6:]]
    folds = folded(compared("\n\n".join(before), "\n\n".join(after)))
    assert [(one.skipped, len(one.paragraphs)) for one in folds] == [(4, 3), (5, 0)]
    assert shown(folds[0].paragraphs[1].pieces) == "Paragraph number -5-+five+ of the text."


def test_a_single_paragraph_is_not_worth_folding():
    before = "One stays here.\n\nTwo stays here.\n\nThree is seen.\n\nFour stays here."
    folds = folded(compared(before, before.replace("Three is", "Three was")))
    assert [(one.skipped, len(one.paragraphs)) for one in folds] == [(0, 4)]


def test_a_text_without_changes_is_folded_whole():
    assert [(one.skipped, one.paragraphs) for one in folded(compared("One.", "One."))] == [(1, ())]


@given(TEXTS, TEXTS)
def test_folding_loses_no_paragraph_that_changed(before, after):
    paragraphs = compared(before, after)
    folds = folded(paragraphs)
    assert sum(one.skipped + len(one.paragraphs) for one in folds) == len(paragraphs)
    kept = [one for fold in folds for one in fold.paragraphs if one.change != "same"]
    assert kept == [one for one in paragraphs if one.change != "same"]


def test_a_text_longer_than_the_longest_is_refused():
    with pytest.raises(TooLongError):
        compared("a" * (LONGEST + 1), "b")
    with pytest.raises(TooLongError):
        compared("b", "a" * (LONGEST + 1))


def words_apart(text, step):
    """`text` with every so many words replaced."""
    parts = text.split(" ")
    parts[::step] = [f"other{place}" for place in range(len(parts[::step]))]
    return " ".join(parts)


PROSE = ("The harbor office seized three unregistered boats on Tuesday, it said. " * 20).strip()
HARD = {
    "prose": ("\n\n".join(f"{place} {PROSE}" for place in range(105)), 11),
    "one paragraph": (" ".join(f"word{place % 700}" for place in range(18_000)), 7),
    "one-letter words": ("a b c a a b " * 12_500, 5),
    "one-letter paragraphs": ("a\n\nb\n\nc\n\n" * 16_000, 1),
    "no words": ("?! " * 50_000, 1),
}


@pytest.mark.parametrize("name", HARD)
def test_the_longest_texts_are_compared_in_seconds(name):
    text, step = HARD[name]
    before, after = text[:LONGEST], words_apart(text, step)[:LONGEST]
    began = perf_counter()
    paragraphs = compared(before, after)
    swapped = compared("\n\n".join(reversed(before.split("\n\n"))), before)
    assert perf_counter() - began < 10  # for both, on a busy machine; a quiet one takes 2 at most
    assert sides(paragraphs, "added") == plain(after)
    assert sides(swapped, "added") == plain(before)


def test_a_comparison_too_large_for_memory_is_not_begun(monkeypatch):
    monkeypatch.setattr(diff, "LARGEST", 3)
    assert shown(words("one two three", "one four three")) == "-one two three-+one four three+"


def test_paragraphs_that_are_too_many_to_compare_still_stay_where_they_stay(monkeypatch):
    monkeypatch.setattr(diff, "LARGEST", 3)
    paragraphs = compared("One stays.\n\nTwo goes.", "One stays.\n\nThree and four come.")
    assert [one.change for one in paragraphs] == ["same", "removed", "added"]

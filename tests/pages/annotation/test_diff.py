"""Two texts compared: what was removed, what was added, what is the same."""

from itertools import pairwise
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.pages.annotation import diff
from articles.pages.annotation.diff import (
    MAX_TEXT_LENGTH,
    TooLongError,
    diff_paragraphs,
    diff_words,
)
from articles.pages.annotation.diff_hunks import group_into_hunks
from articles.pages.annotation.highlight import highlight_paragraphs

TOKENS = st.sampled_from(
    ["the", "boats", "The", "boat", "a", "’", ",", ".", "\n", "\n\n", "> ", " "]
)
TEXTS = st.lists(TOKENS, max_size=60).map("".join) | st.text(max_size=40)


def on_one_line(pieces):
    """Pieces as text: -what was removed-, +what was added+."""
    signs = {"same": "", "removed": "-", "added": "+"}
    return "".join(f"{signs[piece.change]}{piece.text}{signs[piece.change]}" for piece in pieces)


def text_of_side(pieces, change):
    return "".join(piece.text for piece in pieces if piece.change in ("same", change))


def paragraphs_of_side(paragraphs, change):
    """The paragraphs of one of the two texts, in the form of `plain_paragraphs`."""
    opposite = {"removed": "added", "added": "removed"}[change]
    return [
        (paragraph.is_block_quote, text_of_side(paragraph.pieces, change))
        for paragraph in paragraphs
        if paragraph.change != opposite
    ]


def plain_paragraphs(text):
    return [
        (paragraph.is_block_quote, "".join(piece.text for piece in paragraph.pieces))
        for paragraph in highlight_paragraphs(text, ())
    ]


def changes_of(parts):
    return [part.change for part in parts]


@given(TEXTS, TEXTS)
def test_the_pieces_of_each_side_join_to_its_line(old, new):
    pieces = diff_words(old, new)
    assert text_of_side(pieces, "removed") == old
    assert text_of_side(pieces, "added") == new


@given(TEXTS, TEXTS)
def test_the_paragraphs_of_each_side_are_those_of_its_text(old, new):
    paragraphs = diff_paragraphs(old, new)
    assert paragraphs_of_side(paragraphs, "removed") == plain_paragraphs(old)
    assert paragraphs_of_side(paragraphs, "added") == plain_paragraphs(new)


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text):
    assert set(changes_of(diff_paragraphs(text, text))) <= {"same"}
    assert set(changes_of(diff_words(text, text))) <= {"same"}


@given(TEXTS, TEXTS)
def test_no_piece_is_empty_and_neighbors_have_different_changes(old, new):
    pieces = diff_words(old, new)
    assert all(piece.text for piece in pieces)
    assert all(piece.change != following.change for piece, following in pairwise(pieces))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
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
def test_lines_are_compared_word_by_word(old, new, expected):
    assert on_one_line(diff_words(old, new)) == expected


def test_an_unchanged_word_between_longer_changes_is_shown_as_changed():
    old = "alpha beta gamma the delta epsilon zeta, and the rest stays"
    new = "one two three the four five six, and the rest stays"
    assert changes_of(diff_words(old, new)) == ["removed", "added", "same"]


def test_an_edited_paragraph_is_compared_with_what_it_became():
    old = "First of all.\n\nThe harbor office seized three boats.\n\nLast of all."
    new = (
        "First of all.\n\nWholly new words stand here.\n\n"
        "The harbor office seized four boats.\n\nLast of all."
    )
    paragraphs = diff_paragraphs(old, new)
    assert changes_of(paragraphs) == ["same", "added", "changed", "same"]
    assert on_one_line(paragraphs[2].pieces) == "The harbor office seized -three-+four+ boats."


def test_paragraphs_with_little_in_common_are_not_compared_word_by_word():
    paragraphs = diff_paragraphs(
        "Nobody asked who had let them moor.", "Wholly other words, my friend."
    )
    assert changes_of(paragraphs) == ["removed", "added"]


def test_a_paragraph_that_becomes_a_block_quote_is_removed_and_added():
    paragraphs = diff_paragraphs("Three boats were seized.", "> Three boats were seized.")
    assert changes_of(paragraphs) == ["removed", "added"]
    assert [paragraph.is_block_quote for paragraph in paragraphs] == [False, True]
    assert [on_one_line(paragraph.pieces) for paragraph in paragraphs] == [
        "-Three boats were seized.-",
        "+Three boats were seized.+",
    ]


def test_unchanged_paragraphs_are_skipped_except_beside_a_change():
    old = [f"Paragraph number {number} of the text." for number in range(12)]
    new = [*old[:5], "Paragraph number five of the text.", *old[6:]]
    hunks = group_into_hunks(diff_paragraphs("\n\n".join(old), "\n\n".join(new)))
    assert [(hunk.skipped_count, len(hunk.paragraphs)) for hunk in hunks] == [(4, 3), (5, 0)]
    changed_paragraph = hunks[0].paragraphs[1]
    assert on_one_line(changed_paragraph.pieces) == "Paragraph number -5-+five+ of the text."


def test_a_single_unchanged_paragraph_is_shown_instead_of_counted():
    old = "One stays here.\n\nTwo stays here.\n\nThree is seen.\n\nFour stays here."
    hunks = group_into_hunks(diff_paragraphs(old, old.replace("Three is", "Three was")))
    assert [(hunk.skipped_count, len(hunk.paragraphs)) for hunk in hunks] == [(0, 4)]


def test_a_text_without_changes_is_skipped():
    hunks = group_into_hunks(diff_paragraphs("One.", "One."))
    assert [(hunk.skipped_count, hunk.paragraphs) for hunk in hunks] == [(1, ())]


@given(TEXTS, TEXTS)
def test_hunks_have_every_changed_paragraph(old, new):
    paragraphs = diff_paragraphs(old, new)
    hunks = group_into_hunks(paragraphs)
    assert sum(hunk.skipped_count + len(hunk.paragraphs) for hunk in hunks) == len(paragraphs)
    changed_paragraphs = [
        paragraph for hunk in hunks for paragraph in hunk.paragraphs if paragraph.change != "same"
    ]
    assert changed_paragraphs == [
        paragraph for paragraph in paragraphs if paragraph.change != "same"
    ]


def test_a_text_longer_than_the_maximum_is_not_compared():
    with pytest.raises(TooLongError):
        diff_paragraphs("a" * (MAX_TEXT_LENGTH + 1), "b")
    with pytest.raises(TooLongError):
        diff_paragraphs("b", "a" * (MAX_TEXT_LENGTH + 1))


def replace_words(text, step):
    """`text` with every `step`th word replaced."""
    words = text.split(" ")
    words[::step] = [f"other{number}" for number in range(len(words[::step]))]
    return " ".join(words)


PROSE = ("The harbor office seized three unregistered boats on Tuesday, it said. " * 20).strip()
SLOW_TEXTS = {
    "prose": ("\n\n".join(f"{number} {PROSE}" for number in range(105)), 11),
    "one paragraph": (" ".join(f"word{number % 700}" for number in range(18_000)), 7),
    "one-letter words": ("a b c a a b " * 12_500, 5),
    "one-letter paragraphs": ("a\n\nb\n\nc\n\n" * 16_000, 1),
    "no words": ("?! " * 50_000, 1),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", SLOW_TEXTS)
def test_the_longest_texts_are_compared_in_seconds(name):
    text, step = SLOW_TEXTS[name]
    old, new = text[:MAX_TEXT_LENGTH], replace_words(text, step)[:MAX_TEXT_LENGTH]
    start = perf_counter()
    edited = diff_paragraphs(old, new)
    reordered = diff_paragraphs("\n\n".join(reversed(old.split("\n\n"))), old)
    assert perf_counter() - start < 10  # for both, on a busy machine; a quiet one takes 2 at most
    assert paragraphs_of_side(edited, "added") == plain_paragraphs(new)
    assert paragraphs_of_side(reordered, "added") == plain_paragraphs(old)


def test_a_comparison_too_large_for_memory_is_one_edit(monkeypatch):
    monkeypatch.setattr(diff, "MAX_MATRIX_BITS", 3)
    pieces = diff_words("one two three", "one four three")
    assert on_one_line(pieces) == "-one two three-+one four three+"


def test_paragraphs_too_many_to_compare_are_the_same_if_they_did_not_move(monkeypatch):
    monkeypatch.setattr(diff, "MAX_MATRIX_BITS", 3)
    paragraphs = diff_paragraphs("One stays.\n\nTwo goes.", "One stays.\n\nThree and four come.")
    assert changes_of(paragraphs) == ["same", "removed", "added"]

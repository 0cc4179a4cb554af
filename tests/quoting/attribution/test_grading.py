"""How faithful a quotation is, and how the article presents it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.core.text import Span, split_paragraphs
from articles.quoting.attribution.grading import detect_presentation, grade_passage

ORIGINAL = "“We found what the neighbors’ dogs had found,” said the harbor master."


@given(st.text())
def test_the_same_passage_is_verbatim(passage):
    assert grade_passage(passage, passage) == "verbatim"


@pytest.mark.parametrize("change", [("\n", " "), (" ", "  "), (" said", "\nsaid"), (" ", "\xa0")])
def test_white_space_makes_no_difference_to_a_verbatim_passage(change):
    assert grade_passage(ORIGINAL.replace(*change), ORIGINAL) == "verbatim"


def test_a_block_quote_of_several_lines_is_verbatim():
    assert grade_passage(ORIGINAL.replace(" had", "\n> had"), ORIGINAL) == "verbatim"


@pytest.mark.parametrize(
    "change",
    [("We", "we"), ("“", '"'), ("’", "'"), (",”", "”,"), ("master.", "master"), ("-", "–")],
)
def test_case_and_marks_make_a_passage_typographic(change):
    original = f"{ORIGINAL} On-duty."
    assert grade_passage(original.replace(*change), original) == "typographic"


def detect(text, passage):
    start = text.index(passage)
    return detect_presentation(text, Span(start, start + len(passage)), split_paragraphs(text))


def test_a_passage_in_a_marked_paragraph_is_a_block_quote():
    assert detect("Before.\n\n> “The boats are gone.”\n\nAfter.", "boats are gone") == "block"


@pytest.mark.parametrize(
    "quoted",
    [
        "“The boats are gone.”",
        '"The boats are gone.”',
        "''The boats are gone.''",
        "‘The boats are gone.’",
        '"The boats are gone.\n\n"The ropes, too.”',
        "“Of ropes I know nothing.\n\n“The boats are gone.”",
    ],
)
def test_a_passage_between_quotation_marks_is_an_inline_quote(quoted):
    assert detect(f"They say: {quoted} Fine.", "The boats are gone.") == "inline"


def test_a_passage_with_its_own_quotation_marks_is_an_inline_quote():
    assert detect("So “the boats are gone” it is", "“the boats are gone”") == "inline"


def test_a_passage_of_several_paragraphs_is_an_inline_quote_if_most_of_it_is_quoted():
    passage = "The boats are gone.\n\n“The ropes, too"
    assert detect(f"They say: “{passage},” and more.", passage) == "inline"


def test_a_passage_half_of_which_is_quoted_is_an_inline_quote_and_less_is_unmarked():
    assert detect("“the boats” are gone", "the boats” are") == "inline"
    assert detect("“the” boats are gone today", "the” boats are gone today") == "unmarked"


def test_a_passage_without_any_sign_is_unmarked():
    assert detect("“No,” he said. The boats are gone. “Yes.”", "The boats are gone") == "unmarked"


def test_quotation_marks_of_another_paragraph_do_not_count():
    text = "“Open.\n\nThe boats are gone.\n\nClosed.”"
    assert detect(text, "The boats are gone") == "unmarked"


def test_a_greater_than_sign_in_the_middle_of_a_paragraph_makes_no_block_quote():
    assert detect("Is 3 > 2? The boats are gone.", "The boats are gone") == "unmarked"

"""What an article marks as quoted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.quoting.text import quotation_marks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “no boats” and left.", ["no boats"]),
        ('He said "no boats" and "no ropes".', ["no boats", "no ropes"]),
        ("“Of several.\n\n“This is the last.”", ["Of several.", "This is the last."]),
        ("Nothing is marked.", []),
        ("An empty “” pair and a lone \" mark.", []),
    ],
)  # fmt: skip
def test_what_stands_between_quotation_marks_is_marked_without_them(text, expected):
    assert [span.of(text) for span in quotation_marks.inline(text)] == expected


def test_a_paragraph_that_begins_with_the_sign_of_a_block_quote_is_one():
    text = "> The boats are gone.\n\nWhy > how?\n\n> The ropes too."
    expected = ["The boats are gone.", "The ropes too."]
    assert [span.of(text) for span in quotation_marks.blocks(text)] == expected


@given(st.text(st.sampled_from('ab “”"\n>'), max_size=40))
def test_marked_stretches_follow_each_other_within_the_text(text):
    for spans in (quotation_marks.inline(text), quotation_marks.blocks(text)):
        edges = [edge for span in spans for edge in (span.start, span.end)]
        assert edges == sorted(edges)
        assert all(0 <= edge <= len(text) for edge in edges)

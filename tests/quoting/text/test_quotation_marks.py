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
def test_an_inline_quote_is_the_text_between_quotation_marks(text, expected):
    assert [span.extract(text) for span in quotation_marks.find_inline_quotes(text)] == expected


def test_a_paragraph_that_begins_with_a_mark_is_a_block_quote():
    text = "> The boats are gone.\n\nWhy > how?\n\n> The ropes too."
    expected = ["The boats are gone.", "The ropes too."]
    assert [span.extract(text) for span in quotation_marks.find_block_quotes(text)] == expected


@given(st.text(st.sampled_from('ab “”"\n>'), max_size=40))
def test_quotes_follow_each_other_within_the_text(text):
    for spans in (
        quotation_marks.find_inline_quotes(text),
        quotation_marks.find_block_quotes(text),
    ):
        edges = [edge for span in spans for edge in (span.start, span.end)]
        assert edges == sorted(edges)
        assert all(0 <= edge <= len(text) for edge in edges)

"""What an article marks as quoted."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.quoting.text import quotation_marks
from articles.quoting.text.mark_pairs import unify_marks

CURLY_MARKS, SINGLE_MARKS, TEX_MARKS = ("“", "”"), ("‘", "’"), ("``", "''")
PAIRS = [
    CURLY_MARKS, SINGLE_MARKS, TEX_MARKS, ('"', '"'), ("'", "'"), ("''", "''"), ("„", "“"),
    ("«", "»"), ("»", "«"), ("« ", " »"), ('"', "”"), ("“", '"'), ("“", "“"), ("”", "”"),
    ("`", "'"), ("’’", "’’"), ('""', '"'), ('" ', ' "'),
]  # fmt: skip
quote_words = st.lists(st.sampled_from(["boats", "are", "gone", "don't", "1,000"]), min_size=1)
quotes = st.tuples(quote_words.map(" ".join), st.sampled_from(["", ".", ",", "?", "…"])).map(
    "".join
)
narration = st.sampled_from(
    [" he said, ", " and ", ". The boats’ owner wrote: ", ", [she] added. ", "—or ", " ("]
)
marked_texts = st.lists(st.tuples(narration, quotes), min_size=1, max_size=6)
raw_texts = st.text(st.sampled_from("ab s1.,-“”\"'’‘`«»„ \n>"), max_size=60)


def inline_quotes(text):
    return [span.extract(text) for span in quotation_marks.find_inline_quotes(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “no boats” and left.", ["no boats"]),
        ('He said "no boats" and "no ropes".', ["no boats", "no ropes"]),
        ("Nothing is marked.", []),
        ("An empty “” pair and a lone \" mark.", []),
        ("She’ll say “no boats.”", ["no boats."]),
        ('“No boats," he said, "and no ropes.”', ["No boats,", "and no ropes."]),
        ('It was "great"—"the best"—he said.', ["great", "the best"]),
        ('("No boats") and ["no ropes"]', ["No boats", "no ropes"]),
        ('He said:"No boats."', ["No boats."]),
        ('"No boats."He left.', ["No boats."]),
        ('A "boats"-like thing, "..." and "...and ropes..."', ["boats", "...", "...and ropes..."]),
        ('"No boats ," he said. "None" .', ["No boats ,", "None"]),
    ],
)  # fmt: skip
def test_an_inline_quote_is_the_text_between_quotation_marks(text, expected):
    assert inline_quotes(text) == expected


@pytest.mark.parametrize(("opening", "closing"), PAIRS)
def test_marks_of_every_kind_open_and_close_a_quote(opening, closing):
    text = f"He said, {opening}The boats are gone,{closing} and left: {opening}Gone.{closing}"
    assert inline_quotes(text) == ["The boats are gone,", "Gone."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“He called it ‘a boat’ to me,” she said.", ["He called it ‘a boat’ to me,"]),
        ('"He called it "a boat" to me," she said.', ['He called it "a boat" to me,']),
        ("'He called it \"a boat\" to me,' she said.", ['He called it "a boat" to me,']),
        ("“No boats,” said he. “‘None at all.’”", ["No boats,", "‘None at all.’"]),
        ("“‘None at all,’ he said.”", ["‘None at all,’ he said."]),
    ],
)
def test_a_quote_within_a_quote_is_part_of_it(text, expected):
    assert inline_quotes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Of several.\n\n“This is the last.”", ["Of several.", "This is the last."]),
        ('"Of several.\n\n"This is the last."', ["Of several.", "This is the last."]),
        ("'Of several.\n\n'This is the last.'", ["Of several.", "This is the last."]),
        ('> "Of several.\n\n> "This is the last."', ["Of several.", "This is the last."]),
        ('"Of several.\n  "This is the last."', ["Of several.", "This is the last."]),
        ('"Of "two" parts.\n\n"The last."', ['Of "two" parts.', "The last."]),
        ("It was never closed: “No boats.\n\nThen he left.", ["No boats."]),
        ("And it goes on.” He left. “Gone.”", ["Gone."]),
    ],
)
def test_a_quote_over_several_paragraphs_is_one_in_each(text, expected):
    assert inline_quotes(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The dogs' owner and the boats’ masters left.",
        "In the '90s they played rock 'n' roll, 'cause they could.",
        "In the ‘90s ‘em boats were runnin' fast.",
        "He is 6'2\" and she 5' 10\" tall; the pipe is 12\" wide and 3' long.",
        "He is 6’2” and she 5’ 10” tall; the pipe is 12” wide.",
        "The O'Neills' boat isn't Moses' own.",
        "At 40° 26' 46\" north.",
    ],
)
def test_apostrophes_and_signs_of_length_mark_nothing(text):
    assert inline_quotes(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('At 6\'2" he is tall. "So tall," she said of him.', ["So tall,"]),
        ('The pipe of 12" is "wide," he said.', ["wide,"]),
        ('"The 12" pipe is wide," he said.', ['The 12" pipe is wide,']),
        ('He saw "Apollo 13" twice, "and again."', ["Apollo 13", "and again."]),
        ("'The dogs' bones are gone,' he said.", ["The dogs' bones are gone,"]),
        ("He saw 'the dogs' twice.", ["the dogs"]),
        ("‘It’s the ’90s, isn’t it,’ he said.", ["It’s the ’90s, isn’t it,"]),
        ('A stray" mark, he said. "No boats," she said of him. "None."', ["No boats,", "None."]),
        ('"No boats, he said. "None," she said of him. "Gone."', ["None,", "Gone."]),
    ],
)
def test_a_mark_too_many_or_too_few_turns_nothing_inside_out(text, expected):
    assert inline_quotes(text) == expected


@given(marked_texts, st.sampled_from(PAIRS), st.sampled_from(PAIRS))
def test_the_kind_of_the_marks_makes_no_difference(parts, marks, other_marks):
    def write(opening, closing):
        return "It" + "".join(f"{before}{opening}{quote}{closing}" for before, quote in parts) + "."

    expected = [quote for _, quote in parts]
    assert inline_quotes(write(*marks)) == expected
    assert inline_quotes(write(*other_marks)) == expected


@given(raw_texts)
def test_quotes_follow_each_other_within_their_paragraphs(text):
    spans = quotation_marks.find_inline_quotes(text)
    edges = [edge for span in spans for edge in (span.start, span.end)]
    assert edges == sorted(edges)
    assert all(span.start < span.end <= len(text) for span in spans)
    contents = [span.extract(text) for span in spans]
    assert contents == [content.strip() for content in contents]
    assert not any(re.search(r"\n[^\S\n]*\n", content) for content in contents)


@given(raw_texts)
def test_unified_marks_are_where_the_marks_were(text):
    unified = unify_marks(text)
    assert len(unified) == len(text)
    for span in quotation_marks.find_inline_quotes(text):
        assert unified[: span.start].rstrip().endswith("“")
        assert "“" not in span.extract(unified)
        assert "”" not in span.extract(unified)


@pytest.mark.parametrize(
    ("text", "unified"),
    [
        ("''No,'' he said: \"None.”", "““No,”” he said: “None.”"),
        ('\'The "boats" are 12" long,\' he said.', '“The "boats" are 12" long,” he said.'),
        ("And it goes on.'' He left.", "And it goes on.”” He left."),
    ],
)
def test_unified_marks_tell_beginning_and_end(text, unified):
    assert unify_marks(text) == unified


def test_blank_quotes_leave_what_is_between_them():
    text = "“No boats,” he said, 'and no ropes.' Then he left."
    assert quotation_marks.blank_quotes(text).split() == ["he", "said,", "Then", "he", "left."]


def test_a_paragraph_that_begins_with_a_mark_is_a_block_quote():
    text = "> The boats are gone.\n\nWhy > how?\n\n> The ropes too."
    expected = ["The boats are gone.", "The ropes too."]
    assert [span.extract(text) for span in quotation_marks.find_block_quotes(text)] == expected


@given(raw_texts)
def test_block_quotes_follow_each_other(text):
    spans = quotation_marks.find_block_quotes(text)
    edges = [edge for span in spans for edge in (span.start, span.end)]
    assert edges == sorted(edges)

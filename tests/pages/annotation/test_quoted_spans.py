"""What of a quotation is the release's, and what the article's own."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from articles.core.text import Span
from articles.pages.annotation.quoted_spans import differing, quoted

TEXT = "He wrote: “We measure every hull,” she said, “the [same] way … whatever flag.” So be it."


def place(words, text=TEXT):
    start = text.index(words)
    return Span(start, start + len(words))


def stretches(passage, *parts):
    found = quoted(TEXT, place(passage), [place(part) for part in parts])
    return [one.extract(TEXT) for one in found]


def test_a_passage_of_one_part_is_whole_with_the_marks_at_its_ends():
    assert stretches("“We measure every hull,”", "We measure every hull") == [
        "“We measure every hull,”"
    ]


def test_marks_between_two_parts_belong_to_them():
    assert stretches("We measure every hull,", "We measure", "every hull") == [
        "We measure every hull,"
    ]


def test_words_brackets_and_ellipses_between_two_parts_are_the_articles():
    whole = "We measure every hull,” she said, “the [same] way … whatever flag."
    parts = ("We measure every hull", "the", "way", "whatever flag")
    assert stretches(whole, *parts) == [
        "We measure every hull",
        "the",
        "way",
        "whatever flag.",
    ]


def test_words_before_the_first_part_and_after_the_last_are_the_articles():
    assert stretches("she said, “the [same] way", "the") == ["the"]


def test_a_passage_without_parts_is_whole():
    assert stretches("every hull") == ["every hull"]


@given(st.data())
def test_stretches_lie_in_order_within_the_passage_and_hold_its_parts(data):
    edges = sorted(data.draw(st.lists(st.integers(0, len(TEXT)), min_size=4, max_size=8)))
    passage = Span(edges[0], edges[-1])
    inner = edges[1:-1]
    parts = [Span(*pair) for pair in zip(inner[::2], inner[1::2], strict=False)]
    found = quoted(TEXT, passage, [one for one in parts if len(one)])
    assert all(passage.start <= one.start <= one.end <= passage.end for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    for part in parts:
        assert sum(one.count_overlap(part) for one in found) == len(part)


def differences(ours, theirs):
    found = differing(ours, Span(0, len(ours)), theirs, Span(0, len(theirs)))
    return [one.extract(ours) for one in found.article_spans], [one.extract(theirs) for one in found.release_spans]


def test_a_word_that_is_another_is_marked_in_both_texts():
    assert differences("three of them sank", "nine of them sank") == (["three"], ["nine"])


def test_a_number_differs_as_a_whole():
    assert differences("sent 8,471 bills", "sent 8,417 bills") == (["8,471"], ["8,417"])


def test_words_left_out_and_words_put_in_are_marked_where_they_stand():
    ours, theirs = "the hull that sank was [of wood]", "the grey hull that sank was"
    assert differences(ours, theirs) == (["[of wood]"], ["grey"])


def test_white_space_and_the_signs_of_a_block_quote_are_no_difference():
    assert differences("the hull\n> was\n\n> grey", "the hull was grey") == ([], [])


def test_places_count_from_the_beginning_of_each_text():
    ours, theirs = "So: three sank.", "“Nine sank.”"
    found = differing(ours, Span(4, 14), theirs, Span(1, 10))
    assert (found.article_spans[0].extract(ours), found.release_spans[0].extract(theirs)) == ("three", "Nine")

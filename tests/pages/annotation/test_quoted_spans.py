"""Which words of a quotation are the release's, and which the article's own."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from articles.core.text import Span
from articles.pages.annotation.quoted_spans import compare_passages, find_quoted_spans

TEXT = "He wrote: “We measure every hull,” she said, “the [same] way … whatever flag.” So be it."


def span_of(words, text=TEXT):
    start = text.index(words)
    return Span(start, start + len(words))


def quoted_words(passage, *parts):
    spans = find_quoted_spans(TEXT, span_of(passage), [span_of(part) for part in parts])
    return [span.extract(TEXT) for span in spans]


def test_a_passage_of_one_part_is_quoted_with_the_punctuation_at_its_ends():
    assert quoted_words("“We measure every hull,”", "We measure every hull") == [
        "“We measure every hull,”"
    ]


def test_punctuation_between_two_parts_belongs_to_them():
    assert quoted_words("We measure every hull,", "We measure", "every hull") == [
        "We measure every hull,"
    ]


def test_words_brackets_and_ellipses_between_two_parts_are_the_articles():
    passage = "We measure every hull,” she said, “the [same] way … whatever flag."
    parts = ("We measure every hull", "the", "way", "whatever flag")
    assert quoted_words(passage, *parts) == [
        "We measure every hull",
        "the",
        "way",
        "whatever flag.",
    ]


def test_words_before_the_first_part_and_after_the_last_are_the_articles():
    assert quoted_words("she said, “the [same] way", "the") == ["the"]


def test_a_passage_without_parts_is_quoted_in_full():
    assert quoted_words("every hull") == ["every hull"]


@given(st.data())
def test_quoted_spans_are_in_order_within_the_passage_and_contain_its_parts(data):
    edges = sorted(data.draw(st.lists(st.integers(0, len(TEXT)), min_size=4, max_size=8)))
    passage = Span(edges[0], edges[-1])
    inner_edges = edges[1:-1]
    parts = [Span(*pair) for pair in zip(inner_edges[::2], inner_edges[1::2], strict=False)]
    spans = find_quoted_spans(TEXT, passage, [part for part in parts if len(part)])
    assert all(passage.start <= span.start <= span.end <= passage.end for span in spans)
    assert all(span.end <= next_span.start for span, next_span in pairwise(spans))
    for part in parts:
        assert sum(span.count_overlap(part) for span in spans) == len(part)


def differing_words(article_text, release_text):
    differences = compare_passages(
        article_text, Span(0, len(article_text)), release_text, Span(0, len(release_text))
    )
    return (
        [
            change.article_span.extract(article_text)
            for change in differences
            if change.article_span
        ],
        [
            change.release_span.extract(release_text)
            for change in differences
            if change.release_span
        ],
    )


def test_a_changed_word_differs_in_both_texts():
    assert differing_words("three of them sank", "nine of them sank") == (["three"], ["nine"])


def test_a_number_differs_as_a_whole():
    assert differing_words("sent 8,471 bills", "sent 8,417 bills") == (["8,471"], ["8,417"])


def test_added_words_differ_in_the_article_and_omitted_ones_in_the_release():
    article_text, release_text = "the hull that sank was [of wood]", "the grey hull that sank was"
    assert differing_words(article_text, release_text) == (["[of wood]"], ["grey"])


def test_white_space_and_block_quote_marks_are_no_difference():
    assert differing_words("the hull\n> was\n\n> grey", "the hull was grey") == ([], [])


def test_spans_count_from_the_beginning_of_each_text():
    article_text, release_text = "So: three sank.", "“Nine sank.”"
    differences = compare_passages(article_text, Span(4, 14), release_text, Span(1, 10))
    assert differences[0].article_span.extract(article_text) == "three"
    assert differences[0].release_span.extract(release_text) == "Nine"


def test_changed_words_are_paired_with_those_in_their_place():
    article_text, release_text = "two of the men sank", "nine of the men"
    pairs = compare_passages(article_text, Span(0, 19), release_text, Span(0, 15))
    assert [(pair.article_span, pair.release_span) for pair in pairs] == [
        (Span(0, 3), Span(0, 4)),
        (Span(15, 19), None),
    ]

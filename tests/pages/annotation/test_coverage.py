"""How much of a text is quoted."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from articles.core.text import Span, split_paragraphs
from articles.pages.annotation.coverage import (
    find_omitted_sentences,
    mark_sentences,
    quoted_share,
    surrounding_sentences,
)

TEXT = (
    "DULUTH, Minn. — The office seized three boats on Tuesday. Nobody was hurt.\n\n"
    "“We measure every hull the same way,” said Capt. Ingrid Sollander. “Whatever flag it flies.”"
    "\n\n* * *\n\nThe owner may appeal!"
)
TEXTS = st.text(alphabet=st.sampled_from("aB. >\n“”…é*"), max_size=60)


def span_of(words, text=TEXT):
    start = text.index(words)
    return Span(start, start + len(words))


def test_a_text_is_split_into_its_sentences():
    assert [sentence.span.extract(TEXT) for sentence in mark_sentences(TEXT)] == [
        "DULUTH, Minn. — The office seized three boats on Tuesday.",
        "Nobody was hurt.",
        "“We measure every hull the same way,” said Capt. Ingrid Sollander.",
        "“Whatever flag it flies.”",
        "* * *",
        "The owner may appeal!",
    ]


def test_a_row_of_stars_has_no_words():
    word_counts = [sentence.word_count for sentence in mark_sentences(TEXT)]
    assert word_counts == [9, 3, 11, 4, 0, 4]


@given(TEXTS)
def test_sentences_have_every_character_but_white_space_and_block_quote_marks(text):
    def visible_characters(part):
        return "".join(part.split()).replace(">", "")

    sentences = mark_sentences(text)
    joined = "".join(sentence.span.extract(text) for sentence in sentences)
    assert visible_characters(joined) == visible_characters(text)
    for sentence, next_sentence in pairwise(sentences):
        assert sentence.span.end <= next_sentence.span.start


@given(TEXTS)
def test_no_sentence_crosses_the_end_of_a_paragraph(text):
    for sentence in mark_sentences(text):
        assert any(
            paragraph.start <= sentence.span.start and sentence.span.end <= paragraph.end
            for paragraph in split_paragraphs(text)
        )


def marks_of(*passages):
    """The marks of each sentence, the passages being marked with their own words."""
    marked_spans = [(span_of(passage), passage) for passage in passages]
    return [sentence.marks for sentence in mark_sentences(TEXT, marked_spans)]


def test_a_sentence_is_quoted_if_half_or_four_of_its_words_are():
    assert marks_of("Nobody was")[1] == ("Nobody was",)
    assert marks_of("Nobody")[1] == ()
    assert marks_of("every hull the same")[2] == ("every hull the same",)
    assert marks_of("hull the same")[2] == ()


def test_a_passage_over_two_sentences_marks_both_if_it_has_enough_of_each():
    passage = "three boats on Tuesday. Nobody was hurt"
    assert marks_of(passage)[:3] == [(passage,), (passage,), ()]


def test_the_words_of_one_quotations_parts_are_added_up():
    marked_spans = [(span_of("measure every"), 1), (span_of("same way"), 1), (span_of("hull"), 2)]
    assert mark_sentences(TEXT, marked_spans)[2].marks == (1,)


def test_the_quoted_share_of_a_text_counts_each_word_once():
    text = "one two three four five six seven eight"
    passages = [span_of("two three", text), span_of("three four", text)]
    assert quoted_share(text, passages) == 3 / 8
    assert quoted_share(text, []) == quoted_share("", [Span(0, 0)]) == 0
    assert quoted_share(text, [Span(0, len(text))]) == 1


def test_the_sentences_between_two_parts_are_omitted():
    parts = [span_of("three boats on Tuesday"), span_of("Whatever flag it flies")]
    assert [span.extract(TEXT) for span in find_omitted_sentences(TEXT, parts)] == [
        "Nobody was hurt.",
        "“We measure every hull the same way,” said Capt. Ingrid Sollander.",
    ]


def test_half_a_sentence_between_two_parts_is_not_an_omitted_sentence():
    assert find_omitted_sentences(TEXT, [span_of("three boats"), span_of("was hurt")]) == []


def test_a_passage_is_surrounded_by_the_sentences_before_and_after_it():
    expected = span_of(TEXT[: TEXT.index(" “Whatever")])
    assert surrounding_sentences(TEXT, span_of("was hurt"), 1) == expected
    assert surrounding_sentences(TEXT, span_of("Whatever"), 9) == Span(0, len(TEXT))


@given(TEXTS, st.integers(0, 60), st.integers(0, 60), st.integers(0, 3))
def test_the_surrounding_sentences_contain_the_passage(text, offset_a, offset_b, count):
    passage = Span(*sorted((min(offset_a, len(text)), min(offset_b, len(text)))))
    span = surrounding_sentences(text, passage, count)
    assert span.start <= passage.start <= passage.end <= span.end <= len(text)

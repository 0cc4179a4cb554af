"""How much of a text is quoted."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from articles.core.text import Span, split_paragraphs
from articles.pages.annotation.coverage import around, left_out, sentences, share

TEXT = (
    "DULUTH, Minn. — The office seized three boats on Tuesday. Nobody was hurt.\n\n"
    "“We measure every hull the same way,” said Capt. Ingrid Sollander. “Whatever flag it flies.”"
    "\n\n* * *\n\nThe owner may appeal!"
)
texts = st.text(alphabet=st.sampled_from("aB. >\n“”…é*"), max_size=60)


def place(words, text=TEXT):
    start = text.index(words)
    return Span(start, start + len(words))


def written(found):
    return [one.span.extract(TEXT) for one in found]


def test_a_text_is_cut_into_its_sentences():
    assert written(sentences(TEXT)) == [
        "DULUTH, Minn. — The office seized three boats on Tuesday.",
        "Nobody was hurt.",
        "“We measure every hull the same way,” said Capt. Ingrid Sollander.",
        "“Whatever flag it flies.”",
        "* * *",
        "The owner may appeal!",
    ]


def test_a_row_of_stars_has_no_words():
    assert [one.words for one in sentences(TEXT)] == [9, 3, 11, 4, 0, 4]


@given(texts)
def test_sentences_have_every_character_but_space_and_block_quotes_marks(text):
    def bare(some):
        return "".join(some.split()).replace(">", "")

    found = sentences(text)
    assert bare("".join(one.span.extract(text) for one in found)) == bare(text)
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))


@given(texts)
def test_no_sentence_reaches_over_the_end_of_a_paragraph(text):
    for one in sentences(text):
        assert any(
            span.start <= one.span.start and one.span.end <= span.end for span in split_paragraphs(text)
        )


def marks_of(*quoted):
    return [one.marks for one in sentences(TEXT, [(place(words), words) for words in quoted])]


def test_a_sentence_is_quoted_where_half_or_four_of_its_words_are():
    assert marks_of("Nobody was")[1] == ("Nobody was",)
    assert marks_of("Nobody")[1] == ()
    assert marks_of("every hull the same")[2] == ("every hull the same",)
    assert marks_of("hull the same")[2] == ()


def test_a_passage_over_two_sentences_is_in_both_where_it_has_enough_of_either():
    words = "three boats on Tuesday. Nobody was hurt"
    assert marks_of(words)[:3] == [(words,), (words,), ()]


def test_the_parts_of_one_quotation_count_together():
    parts = [(place("measure every"), 1), (place("same way"), 1), (place("hull"), 2)]
    assert [one.marks for one in sentences(TEXT, parts)][2] == (1,)


def test_the_share_of_a_text_counts_every_word_once():
    text = "one two three four five six seven eight"
    assert share(text, [place("two three", text), place("three four", text)]) == 3 / 8
    assert share(text, []) == share("", [Span(0, 0)]) == 0
    assert share(text, [Span(0, len(text))]) == 1


def test_the_sentences_between_two_parts_are_left_out():
    parts = [place("three boats on Tuesday"), place("Whatever flag it flies")]
    assert [one.extract(TEXT) for one in left_out(TEXT, parts)] == [
        "Nobody was hurt.",
        "“We measure every hull the same way,” said Capt. Ingrid Sollander.",
    ]


def test_half_a_sentence_between_two_parts_is_no_sentence_left_out():
    assert left_out(TEXT, [place("three boats"), place("was hurt")]) == []


def test_what_stands_around_a_passage_is_a_sentence_before_and_after():
    assert around(TEXT, place("was hurt"), 1) == place(TEXT[: TEXT.index(" “Whatever")])
    assert around(TEXT, place("Whatever"), 9) == Span(0, len(TEXT))


@given(texts, st.integers(0, 60), st.integers(0, 60), st.integers(0, 3))
def test_what_stands_around_a_passage_holds_it(text, one, other, count):
    passage = Span(*sorted((min(one, len(text)), min(other, len(text)))))
    found = around(text, passage, count)
    assert found.start <= passage.start <= passage.end <= found.end <= len(text)

"""A text cut at the ends of marked passages."""

from hypothesis import given
from hypothesis import strategies as st

from articles.core.text import Span, split_paragraphs
from articles.pages.annotation.highlight import highlight_paragraphs

TEXTS = st.text(alphabet=st.sampled_from("ab >\n“é"), max_size=50)


@st.composite
def marked_texts(draw):
    text = draw(TEXTS)
    offsets = st.integers(0, len(text) + 2)
    pairs = draw(st.lists(st.tuples(offsets, offsets), max_size=5))
    return text, [(Span(*sorted(pair)), number) for number, pair in enumerate(pairs)]


def without_block_marks(text):
    return text.removeprefix("> ").replace("\n> ", "\n")


@given(marked_texts())
def test_the_pieces_of_each_paragraph_join_to_its_text(marked_text):
    text, marked_spans = marked_text
    paragraphs = highlight_paragraphs(text, marked_spans)
    joined = ["".join(piece.text for piece in paragraph.pieces) for paragraph in paragraphs]
    expected = [without_block_marks(span.extract(text)) for span in split_paragraphs(text)]
    assert [paragraph.replace("\n> ", "\n") for paragraph in joined] == [
        paragraph.replace("\n> ", "\n") for paragraph in expected
    ]


@given(marked_texts())
def test_each_mark_starts_once_at_the_first_piece_that_it_covers(marked_text):
    text, marked_spans = marked_text
    starting_marks, covering_marks = [], []
    for paragraph in highlight_paragraphs(text, marked_spans):
        for piece in paragraph.pieces:
            covering_marks += [mark for mark in piece.marks if mark not in covering_marks]
            starting_marks += piece.starting_marks
            assert set(piece.starting_marks) <= set(piece.marks)
    assert starting_marks == covering_marks
    assert len(starting_marks) == len(set(starting_marks))


@given(TEXTS)
def test_a_mark_of_the_full_text_covers_every_piece(text):
    for paragraph in highlight_paragraphs(text, [(Span(0, len(text)), "all")]):
        assert all(piece.marks == ("all",) for piece in paragraph.pieces)


def test_a_passage_is_cut_out_of_its_paragraph():
    (paragraph,) = highlight_paragraphs("one two three", [(Span(4, 7), "m")])
    assert [(piece.text, piece.marks) for piece in paragraph.pieces] == [
        ("one ", ()),
        ("two", ("m",)),
        (" three", ()),
    ]


def test_a_passage_of_two_paragraphs_starts_in_the_first():
    first, second = highlight_paragraphs("one two\n\nthree four", [(Span(4, 14), "m")])
    assert first.pieces[-1].starting_marks == ("m",)
    assert (second.pieces[0].text, second.pieces[0].starting_marks) == ("three", ())
    assert second.pieces[0].marks == ("m",)


def test_overlapping_passages_share_the_piece_that_both_cover():
    (paragraph,) = highlight_paragraphs("abcdef", [(Span(0, 4), 1), (Span(2, 6), 2)])
    assert [(piece.text, piece.marks) for piece in paragraph.pieces] == [
        ("ab", (1,)),
        ("cd", (1, 2)),
        ("ef", (2,)),
    ]


def test_a_block_quote_is_recognized_and_loses_its_marks():
    plain, block = highlight_paragraphs("Before.\n\n> One line\n> and another.", [])
    assert (plain.is_block_quote, block.is_block_quote) == (False, True)
    assert block.pieces[0].text == "One line\nand another."


def test_only_the_text_within_the_window_is_returned():
    text = "Before. Long.\n\n> One line.\n> Another line.\n\nAfter."
    block, plain = highlight_paragraphs(text, [(Span(20, 36), "m")], Span(29, len(text) - 1))
    assert [piece.text for piece in block.pieces] == ["Another", " line."]
    assert block.is_block_quote
    assert [piece.text for piece in plain.pieces] == ["After"]
    assert not plain.is_block_quote
    assert block.pieces[0].starting_marks == ("m",)

"""A text cut where marked passages begin and end."""

from hypothesis import given
from hypothesis import strategies as st

from articles.core.text import Span, split_paragraphs
from articles.pages.annotation.highlight import marked

texts = st.text(alphabet=st.sampled_from("ab >\n“é"), max_size=50)


@st.composite
def marked_texts(draw):
    text = draw(texts)
    places = st.integers(0, len(text) + 2)
    pairs = draw(st.lists(st.tuples(places, places), max_size=5))
    return text, [(Span(*sorted(pair)), number) for number, pair in enumerate(pairs)]


def without_signs(text):
    return text.removeprefix("> ").replace("\n> ", "\n")


@given(marked_texts())
def test_the_pieces_of_each_paragraph_join_back_to_its_text(given_marks):
    text, marks = given_marks
    shown = ["".join(piece.text for piece in one.pieces) for one in marked(text, marks)]
    written = [without_signs(span.extract(text)) for span in split_paragraphs(text)]
    assert [one.replace("\n> ", "\n") for one in shown] == [
        one.replace("\n> ", "\n") for one in written
    ]


@given(marked_texts())
def test_every_mark_opens_once_and_where_it_first_covers_something(given_marks):
    text, marks = given_marks
    opened, covering = [], []
    for paragraph in marked(text, marks):
        for piece in paragraph.pieces:
            covering += [mark for mark in piece.marks if mark not in covering]
            opened += piece.opened
            assert set(piece.opened) <= set(piece.marks)
    assert opened == covering
    assert len(opened) == len(set(opened))


@given(texts)
def test_a_mark_over_the_whole_text_covers_every_piece(text):
    for paragraph in marked(text, [(Span(0, len(text)), "all")]):
        assert all(piece.marks == ("all",) for piece in paragraph.pieces)


def test_a_passage_is_cut_out_of_its_paragraph():
    (paragraph,) = marked("one two three", [(Span(4, 7), "m")])
    assert [(piece.text, piece.marks) for piece in paragraph.pieces] == [
        ("one ", ()),
        ("two", ("m",)),
        (" three", ()),
    ]


def test_a_passage_over_two_paragraphs_opens_in_the_first():
    first, second = marked("one two\n\nthree four", [(Span(4, 14), "m")])
    assert first.pieces[-1].opened == ("m",)
    assert (second.pieces[0].text, second.pieces[0].opened) == ("three", ())
    assert second.pieces[0].marks == ("m",)


def test_overlapping_passages_share_the_piece_that_both_cover():
    (paragraph,) = marked("abcdef", [(Span(0, 4), 1), (Span(2, 6), 2)])
    assert [(piece.text, piece.marks) for piece in paragraph.pieces] == [
        ("ab", (1,)),
        ("cd", (1, 2)),
        ("ef", (2,)),
    ]


def test_a_block_quote_is_shown_as_one_without_its_signs():
    plain, block = marked("Before.\n\n> One line\n> and another.", [])
    assert (plain.block, block.block) == (False, True)
    assert block.pieces[0].text == "One line\nand another."


def test_of_a_stretch_only_what_lies_in_it_is_shown():
    text = "Before. Long.\n\n> One line.\n> Another line.\n\nAfter."
    block, plain = marked(text, [(Span(20, 36), "m")], Span(29, len(text) - 1))
    assert (block.block, [piece.text for piece in block.pieces]) == (True, ["Another", " line."])
    assert (plain.block, [piece.text for piece in plain.pieces]) == (False, ["After"])
    assert block.pieces[0].opened == ("m",)

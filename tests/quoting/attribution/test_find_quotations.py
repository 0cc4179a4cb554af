"""Quotations of one release: found whole, graded, with what was changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.quoting.attribution.find_quotations import Piece, quotations
from articles.quoting.text.tokens import Words
from tests.support.harbor import FOUND, MOORED, RELEASE, SEIZED, found, one, release, shown

STARTS, ENDS = ("bo", "mo", "ti", "qua", "der", "lun"), ("lar", "ven", "st", "mer", "kin", "dow")
VOCABULARY = [f"{start}{end}" for start in STARTS for end in ENDS]
known = st.sampled_from(VOCABULARY)
sentences = st.lists(known, min_size=10, max_size=25, unique=True).map(" ".join)
any_text = st.text() | st.lists(
    known | st.sampled_from(["“", "”", "[", "]", "…", "\n\n", "> ", '"', ".", "It's", "1,000"]),
    max_size=60,
).map(" ".join)


@pytest.mark.parametrize("passage", [SEIZED, f"> {MOORED}", f"They say: “{MOORED}”"])
def test_a_sentence_of_the_release_is_found_whole_and_verbatim(passage):
    quotation = one(passage)
    assert shown(quotation, passage) == passage.removeprefix("> ").strip("“”").removeprefix(
        "They say: “"
    )
    assert (quotation.number, quotation.grade, quotation.changes) == (1, "verbatim", ())


@pytest.mark.parametrize(
    ("passage", "presentation"),
    [(MOORED, "unmarked"), (f"> {MOORED}", "block"), (f"See: “{MOORED}”", "inline")],
)
def test_it_is_said_how_the_article_shows_it(passage, presentation):
    assert one(passage).presentation == presentation


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("neighbors’", "neighbors"),
        ("neighbors’", "neighbors'"),
        ("We found", "we found"),
        ("years, and", "years—and"),
        ("look away", "LOOK away"),
    ],
)
def test_case_and_marks_make_it_typographic(here, there):
    assert one(f"She said “{FOUND.replace(here, there)}” twice.").grade == "typographic"


@pytest.mark.parametrize("sign", [" … ", "... ", " [...] ", " […] ", " * * * ", " . . . ", " "])
def test_words_left_out_with_a_sign_or_without_make_it_elided(sign):
    passage = MOORED.replace(" without papers since 2009, ", sign)
    quotation = one(passage)
    assert quotation.grade == "elided"
    assert shown(quotation, passage) == passage
    assert len(quotation.parts) == 2


@pytest.mark.parametrize(
    "passage",
    [
        MOORED.replace("papers", "papers [of any kind]"),
        MOORED.replace("papers", "[documents]"),
        MOORED.replace("The boats", "[t]he boats"),
        MOORED.replace("eleven", "eleven [sic]"),
        MOORED.replace("their owners", "[the captains]"),
    ],
)
def test_words_in_brackets_make_it_interpolated(passage):
    quotation = one(passage)
    assert quotation.grade == "interpolated"
    assert shown(quotation, passage) == passage
    assert quotation.changes == ()


@pytest.mark.parametrize(
    ("here", "there", "kind"),
    [
        ("eleven", "twelve", "number"),
        ("2009", "2010", "date"),
        ("papers", "permits", "word"),
        ("had been asked", "had never been asked", "negation"),
    ],
)
def test_other_words_make_it_altered_and_are_named_by_kind(here, there, kind):
    passage = MOORED.replace(here, there)
    quotation = one(passage)
    assert quotation.grade == "altered"
    (change,) = quotation.changes
    assert change.kind == kind
    assert change.here.of(f"It rained again on the quay.\n\n{passage}") in there


def test_another_name_is_flagged():
    quotation = one(SEIZED.replace("Harbor", "River"))
    assert [change.kind for change in quotation.changes] == ["name"]


def test_a_negation_left_out_in_silence_is_flagged():
    quotation = one(f"She said: “{FOUND.replace('did not', 'did')}”")
    assert quotation.grade == "elided"
    assert [change.kind for change in quotation.changes] == ["negation"]


def test_words_changed_at_both_ends_of_a_block_quote_belong_to_it():
    passage = MOORED.replace("The boats", "These boats").replace("ministry", "office")
    quotation = one(f"> {passage}")
    assert shown(quotation, f"> {passage}") == passage
    assert len(quotation.changes) == 2


def test_a_quote_that_the_article_interrupts_is_one_quotation():
    passage = "“We found what the neighbors’ dogs had smelled for years,” she said, “and we did not"
    quotation = one(f"{passage} look away.”")
    assert quotation.grade == "typographic"
    assert len(quotation.parts) == 2


def test_two_passages_apart_are_two_quotations():
    assert len(found(f"{SEIZED} What a night it was for all of us there. {MOORED}")) == 2


def test_an_own_word_before_and_after_the_passage_is_no_part_of_it():
    passage = f"“Well,” they said. {MOORED} The mole is quiet."
    assert shown(one(passage), passage) == MOORED


def test_a_stock_phrase_is_no_quotation():
    assert found("It was at the end of the day a matter of time.", release(text=f"{SEIZED} {MOORED}"
        " And it was at the end of the day for all to see.")) == []  # fmt: skip


@given(any_text, any_text)
def test_offsets_lie_within_both_texts_and_parts_have_equal_words(ours, theirs):
    end = 0
    for quotation in quotations(Piece(ours), [release(text=theirs, released=None)]):
        assert end <= quotation.here.start < quotation.here.end <= len(ours)
        end = quotation.here.end
        if quotation.there is None:
            continue
        assert 0 <= quotation.there.start < quotation.there.end <= len(theirs)
        here = there = 0
        for part in quotation.parts:
            assert here <= part.here.start < part.here.end <= quotation.here.end
            assert there <= part.there.start < part.there.end <= quotation.there.end
            here, there = part.here.end, part.there.end
            ours_words, theirs_words = Words(part.here.of(ours)), Words(part.there.of(theirs))
            assert ours_words.hashes.tolist() == theirs_words.hashes.tolist()


@given(st.lists(sentences, min_size=1, max_size=4), st.data())
def test_any_sentence_of_a_text_is_found_whole_and_verbatim(texts, data):
    sentence = data.draw(st.sampled_from(texts))
    text = "\n\n".join(f"{one.capitalize()}." for one in texts)
    passage = f"{sentence.capitalize()}."
    piece = Piece(f"Nothing here.\n\n{passage}\n\nOr here.")
    (quotation,) = quotations(piece, [release(text=text, released=None)])
    assert quotation.here.of(piece.text) == passage
    assert quotation.grade == "verbatim"


@given(st.lists(st.sampled_from([SEIZED, MOORED, f"“{FOUND}”"]), min_size=1, max_size=3), st.data())
def test_the_order_of_the_candidates_makes_no_difference(passages, data):
    candidates = [
        release(1),
        release(2, text=f"{SEIZED}\n\nAgain.", agencies=("River Office",)),
        release(3, text=MOORED, released="2017-07-18"),
        release(4, text=RELEASE.upper(), released=None),
        release(1, text=f"{RELEASE} Once more.", superseded=True),
    ]
    text = "\n\n".join(passages)
    shuffled = data.draw(st.permutations(candidates))
    assert found(text, *shuffled) == found(text, *candidates)


twenty = st.permutations(VOCABULARY).map(lambda words: words[:20])
others = st.sampled_from(["zebra", "yarrow", "xylem"])


def quoted(passage, sentence):
    """The only quotation of an article that marks a passage, and that passage as found."""
    piece = Piece(f"Nothing here.\n\n> {passage}\n\nOr here.")
    (quotation,) = quotations(piece, [release(text=f"First.\n\n{sentence}.", released=None)])
    return quotation, quotation.here.of(piece.text)


@given(twenty, st.sampled_from([str.upper, str.title, str.capitalize]))
def test_any_change_of_case_is_typographic(words, change):
    sentence = " ".join(words)
    quotation, passage = quoted(change(sentence), sentence)
    assert (quotation.grade, passage) == ("typographic", change(sentence))


@given(twenty, st.integers(5, 8), st.integers(1, 6), st.sampled_from([" ", " … ", "... "]))
def test_any_inner_stretch_left_out_is_elided(words, first, count, sign):
    made = " ".join(words[:first]) + sign + " ".join(words[first + count :])
    quotation, passage = quoted(made, " ".join(words))
    assert (quotation.grade, passage) == ("elided", made)


@given(twenty, st.integers(1, 18), others)
def test_any_word_in_brackets_is_interpolated(words, place, other):
    made = " ".join([*words[:place], f"[{other}]", *words[place:]])
    quotation, passage = quoted(made, " ".join(words))
    assert (quotation.grade, passage) == ("interpolated", made)


@given(twenty, st.sets(st.integers(0, 19), min_size=1, max_size=3), others)
def test_any_one_to_three_changed_words_are_altered_and_shown(words, places, other):
    made = " ".join(other if place in places else word for place, word in enumerate(words))
    quotation, passage = quoted(made, " ".join(words))
    assert (quotation.grade, passage) == ("altered", made)
    changed = sum(
        len(Words(change.here.of(f"Nothing here.\n\n> {made}"))) for change in quotation.changes
    )
    assert changed == len(places)

"""Quotations of one release: found whole, graded, and with their changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.core.dates import PartialDate
from articles.quoting.attribution.find_quotations import find_quotations
from articles.quoting.attribution.texts import ArticleText
from articles.quoting.text.tokens import Tokens
from tests.support.harbor import (
    FOUND,
    MOORED,
    RELEASE,
    SEIZED,
    find_in,
    find_only,
    quoted_text,
    release,
)

STARTS, ENDS = ("bo", "mo", "ti", "qua", "der", "lun"), ("lar", "ven", "st", "mer", "kin", "dow")
VOCABULARY = [f"{start}{end}" for start in STARTS for end in ENDS]
vocabulary_words = st.sampled_from(VOCABULARY)
sentences = st.lists(vocabulary_words, min_size=10, max_size=25, unique=True).map(" ".join)
any_text = st.text() | st.lists(
    vocabulary_words
    | st.sampled_from(["“", "”", "[", "]", "…", "\n\n", "> ", '"', ".", "It's", "1,000"]),
    max_size=60,
).map(" ".join)


@pytest.mark.parametrize("passage", [SEIZED, f"> {MOORED}", f"They say: “{MOORED}”"])
def test_a_sentence_of_the_release_is_found_entire_and_verbatim(passage):
    quotation = find_only(passage)
    assert quoted_text(quotation, passage) == passage.removeprefix("> ").strip("“”").removeprefix(
        "They say: “"
    )
    assert (quotation.release_number, quotation.grade, quotation.changes) == (1, "verbatim", ())


@pytest.mark.parametrize(
    ("passage", "presentation"),
    [(MOORED, "unmarked"), (f"> {MOORED}", "block"), (f"See: “{MOORED}”", "inline")],
)
def test_a_quotation_has_the_presentation_of_its_passage(passage, presentation):
    assert find_only(passage).presentation == presentation


@pytest.mark.parametrize(
    ("original", "changed"),
    [
        ("neighbors’", "neighbors"),
        ("neighbors’", "neighbors'"),
        ("We found", "we found"),
        ("years, and", "years—and"),
        ("look away", "LOOK away"),
    ],
)
def test_case_and_marks_make_it_typographic(original, changed):
    passage = FOUND.replace(original, changed)
    assert find_only(f"She said “{passage}” twice.").grade == "typographic"


@pytest.mark.parametrize("sign", [" … ", "... ", " [...] ", " […] ", " * * * ", " . . . ", " "])
def test_omitted_words_make_it_elided_with_a_sign_or_without(sign):
    passage = MOORED.replace(" without papers since 2009, ", sign)
    quotation = find_only(passage)
    assert quotation.grade == "elided"
    assert quoted_text(quotation, passage) == passage
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
    quotation = find_only(passage)
    assert quotation.grade == "interpolated"
    assert quoted_text(quotation, passage) == passage
    assert quotation.changes == ()


@pytest.mark.parametrize(
    ("original", "changed", "kind"),
    [
        ("eleven", "twelve", "number"),
        ("2009", "2010", "date"),
        ("papers", "permits", "word"),
        ("had been asked", "had never been asked", "negation"),
    ],
)
def test_changed_words_make_it_altered_and_have_a_kind(original, changed, kind):
    passage = MOORED.replace(original, changed)
    quotation = find_only(passage)
    assert quotation.grade == "altered"
    (change,) = quotation.changes
    assert change.kind == kind
    assert change.article_span.extract(f"It rained again on the quay.\n\n{passage}") in changed


def test_another_name_is_a_change():
    quotation = find_only(SEIZED.replace("Harbor", "River"))
    assert [change.kind for change in quotation.changes] == ["name"]


@pytest.mark.parametrize("sign", [" ", " … ", " ... "])
def test_an_omitted_negation_is_an_alteration_even_with_a_sign(sign):
    passage = "During that long night the deputies did not enter any dwelling on the quay"
    quotation = find_only(f"> {passage.replace(' not ', sign)}.", release(text=f"{passage}."))
    assert quotation.grade == "altered"
    assert [change.kind for change in quotation.changes] == ["negation"]


@pytest.mark.parametrize(
    ("original", "rewritten"),
    [
        ("eleven times", "11 times"),
        ("without papers since 2009, and", "without papers since 2009 &amp; "),
        ("registér", "register"),
    ],
)
def test_another_way_of_writing_the_same_is_typographic(original, rewritten):
    passage = MOORED.replace("register", "registér").replace(original, rewritten)
    source = release(text=MOORED.replace("register", "registér"))
    quotation = find_only(f"> {passage}", source)
    assert quotation.grade == "typographic"
    assert quotation.changes == ()
    assert quoted_text(quotation, f"> {passage}") == passage


def test_a_rewritten_number_hides_no_other_change():
    quotation = find_only(MOORED.replace("eleven times", "11 turns"))
    assert [change.kind for change in quotation.changes] == ["word"]


def test_words_changed_at_both_ends_of_a_block_quote_belong_to_it():
    passage = MOORED.replace("The boats", "These boats").replace("ministry", "office")
    quotation = find_only(f"> {passage}")
    assert quoted_text(quotation, f"> {passage}") == passage
    assert len(quotation.changes) == 2


def test_a_quote_that_the_article_interrupts_is_one_quotation():
    passage = "“We found what the neighbors’ dogs had smelled for years,” she said, “and we did not"
    quotation = find_only(f"{passage} look away.”")
    assert quotation.grade == "typographic"
    assert len(quotation.parts) == 2


def test_two_passages_apart_are_two_quotations():
    assert len(find_in(f"{SEIZED} What a night it was for all of us there. {MOORED}")) == 2


def test_words_of_the_article_around_the_passage_are_no_part_of_it():
    passage = f"“Well,” they said. {MOORED} The mole is quiet."
    assert quoted_text(find_only(passage), passage) == MOORED


def test_a_stock_phrase_is_no_quotation():
    text = f"{SEIZED} {MOORED} And it was at the end of the day for all to see."
    assert find_in("It was at the end of the day a matter of time.", release(text=text)) == []


@given(any_text, any_text)
def test_offsets_lie_within_both_texts_and_parts_have_equal_words(article_text, release_text):
    end = 0
    releases = [release(text=release_text, released=None)]
    for quotation in find_quotations(ArticleText(article_text), releases):
        in_article, in_release = quotation.article_span, quotation.release_span
        assert end <= in_article.start < in_article.end <= len(article_text)
        end = in_article.end
        if in_release is None:
            continue
        assert 0 <= in_release.start < in_release.end <= len(release_text)
        article_end = release_end = 0
        for part in quotation.parts:
            assert article_end <= part.article_span.start < part.article_span.end <= in_article.end
            assert release_end <= part.release_span.start < part.release_span.end <= in_release.end
            article_end, release_end = part.article_span.end, part.release_span.end
            article_words = Tokens(part.article_span.extract(article_text))
            release_words = Tokens(part.release_span.extract(release_text))
            assert article_words.hashes.tolist() == release_words.hashes.tolist()


@given(st.lists(sentences, min_size=1, max_size=4), st.data())
def test_any_sentence_of_a_text_is_found_entire_and_verbatim(texts, data):
    sentence = data.draw(st.sampled_from(texts))
    text = "\n\n".join(f"{paragraph.capitalize()}." for paragraph in texts)
    passage = f"{sentence.capitalize()}."
    article = ArticleText(f"Nothing here.\n\n{passage}\n\nOr here.", PartialDate("2017-07-13"))
    (quotation,) = find_quotations(article, [release(text=text)])
    assert quotation.article_span.extract(article.text) == passage
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
    assert find_in(text, *shuffled) == find_in(text, *candidates)


twenty_words = st.permutations(VOCABULARY).map(lambda words: words[:20])
strange_words = st.sampled_from(["zebra", "yarrow", "xylem"])


def find_marked(passage, sentence):
    """Return the only quotation of an article that marks a passage, and its characters."""
    text = f"Nothing here.\n\n> {passage}\n\nOr here."
    article = ArticleText(text, PartialDate("2017-07-13"))
    releases = [release(text=f"First.\n\n{sentence}.")]
    (quotation,) = find_quotations(article, releases)
    return quotation, quotation.article_span.extract(article.text)


@given(twenty_words, st.sampled_from([str.upper, str.title, str.capitalize]))
def test_any_change_of_case_is_typographic(words, change):
    sentence = " ".join(words)
    quotation, passage = find_marked(change(sentence), sentence)
    assert (quotation.grade, passage) == ("typographic", change(sentence))


@given(twenty_words, st.integers(5, 8), st.integers(1, 6), st.sampled_from([" ", " … ", "... "]))
def test_any_inner_words_left_out_make_it_elided(words, start, count, sign):
    text = " ".join(words[:start]) + sign + " ".join(words[start + count :])
    quotation, passage = find_marked(text, " ".join(words))
    assert (quotation.grade, passage) == ("elided", text)


@given(twenty_words, st.integers(1, 18), strange_words)
def test_any_word_in_brackets_is_interpolated(words, index, strange_word):
    text = " ".join([*words[:index], f"[{strange_word}]", *words[index:]])
    quotation, passage = find_marked(text, " ".join(words))
    assert (quotation.grade, passage) == ("interpolated", text)


@given(twenty_words, st.sets(st.integers(0, 19), min_size=1, max_size=3), strange_words)
def test_any_one_to_three_changed_words_are_altered_and_shown(words, indices, strange_word):
    text = " ".join(strange_word if index in indices else word for index, word in enumerate(words))
    quotation, passage = find_marked(text, " ".join(words))
    assert (quotation.grade, passage) == ("altered", text)
    spans = [change.article_span for change in quotation.changes]
    changed = [Tokens(span.extract(f"Nothing here.\n\n> {text}")) for span in spans]
    assert sum(map(len, changed)) == len(indices)


def test_a_word_that_two_sentences_share_costs_neither_of_them():
    barges = "The harbor patrol measured forty-one barges at the coal pier during that cold week."
    hulls = "Skippers of the northern basin must register every hull before the first of March."
    source = release(text=f"{barges} {hulls}\n\nThe inspectors thanked the pilots.")
    swapped = f"“{hulls} {barges}”"
    passages = {
        quoted_text(quotation, swapped).strip("“” ") for quotation in find_in(swapped, source)
    }
    assert passages == {barges, hulls}


@pytest.mark.parametrize("marks", [("1. ", "2. "), ("(a) ", "(b) "), ("i) ", "ii) ")])
def test_what_numbers_the_items_of_a_list_is_no_word_of_the_article(marks):
    items = (SEIZED, MOORED)
    source = release(text="\n".join(items))
    listed = "The office writes:\n" + "\n".join(
        f"{mark}{item}" for mark, item in zip(marks, items, strict=True)
    )
    grades = {quotation.grade for quotation in find_in(listed, source)}
    assert grades <= {"verbatim", "typographic"}
    assert grades


@pytest.mark.parametrize(
    ("ending", "rewritten"),
    [
        ("of fourteen boats", "of 14 boats"),
        ("of boats by twenty percent", "of boats by 20%"),
        ("of boats by 20%", "of boats by 20 percent"),
        ("of boats of the United States", "of boats of the U.S"),
        ("of boats by fourteen", "of boats by 14"),
    ],
)
@pytest.mark.parametrize("marks", ["“{}.”", "{}.", "> {}.", "“{},” she said"])
def test_a_passage_does_not_end_before_a_rewritten_word(ending, rewritten, marks):
    stem = "Wardens of the northern basin complained bitterly about a growing number"
    passage = marks.format(f"{stem} {rewritten}")
    quotation = find_only(passage, release(text=f"{stem} {ending}. Nothing came of it."))
    assert quotation.grade == "typographic"
    assert quoted_text(quotation, passage).strip("“”,.%") == f"{stem} {rewritten}".strip("%")


def test_a_rewritten_quote_ends_with_its_mark_and_not_in_the_middle_of_a_sentence():
    source = release(text=f"{MOORED[:-1]} of the United States of the north.")
    passage = f"“{MOORED[:-1]} of the U.S.,” they say"
    quotation = find_only(passage, source)
    assert quotation.grade == "typographic"
    assert quotation.release_span.extract(source.text).endswith("of the United States")


@pytest.mark.parametrize("mark", ["1. ", "(a) "])
def test_a_passage_does_not_begin_with_what_numbers_it(mark):
    listed = f"The office writes:\n{mark}{MOORED}"
    assert quoted_text(find_only(listed, release(text=MOORED)), listed) == MOORED
    source = release(text=listed)
    assert find_only(MOORED, source).release_span.extract(source.text) == MOORED


@pytest.mark.parametrize("blank", ["____", "_", "ʼ"])
def test_a_blank_in_place_of_a_word_is_an_alteration(blank):
    passage = f"“{SEIZED.replace('eastern', blank)}”"
    assert find_only(passage).grade in ("altered", "elided")
    assert find_only(f"“{SEIZED}”", release(text=SEIZED.replace("eastern", blank))).grade


NIGHT = "on the northern wharf after a long inspection of the harbor and its boats."


@pytest.mark.parametrize(
    ("passage", "original"),
    [
        (f"We … find guns {NIGHT}", f"We did not find guns {NIGHT}"),
        (f"Our men will never … leave {NIGHT}", f"Our men will leave {NIGHT}"),
        (
            f"In fact, all confirm that Olund’s men seized boats {NIGHT}",
            f"Olund’s men did not seize boats {NIGHT}",
        ),
    ],
)
def test_a_negation_at_the_edge_of_a_marked_quotation_is_flagged(passage, original):
    quotation = find_only(f"“{passage}”", release(text=f"First.\n\n{original}"))
    assert (quotation.grade, quotation.changes[0].kind) == ("altered", "negation")

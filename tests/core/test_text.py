"""Spans, paragraphs, shortening, slugs and digests."""

import hashlib
import re
from itertools import pairwise

import pytest
from django.utils.text import slugify
from hypothesis import given
from hypothesis import strategies as st

from articles.core.text import (
    Span,
    collapse_spaces,
    format_count,
    make_heading,
    make_slug,
    paragraph_index_at,
    sha256_hex,
    shorten,
    shorten_beginning,
    split_paragraphs,
    strip_block_marks,
)

IN_AN_ADDRESS = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")
pages = st.text(alphabet=st.sampled_from("ab’ \t\n>.\u2028é"), max_size=60)


@given(pages | st.text())
def test_every_character_but_white_space_is_in_a_paragraph(text):
    offsets = {place for span in split_paragraphs(text) for place in range(span.start, span.end)}
    assert all(place in offsets for place, character in enumerate(text) if not character.isspace())


@given(pages)
def test_paragraphs_follow_each_other_and_hold_no_blank_line(text):
    spans = split_paragraphs(text)
    assert all(span.end < next_span.start for span, next_span in pairwise(spans))
    assert not any(re.search(r"\n[^\S\n]*\n", span.extract(text)) for span in spans)


def test_a_blank_line_separates_paragraphs_and_a_line_break_does_not():
    text = "\n\nOne\nstill one.\n \t\n\n  Two.\n"
    assert [span.extract(text).strip() for span in split_paragraphs(text)] == [
        "One\nstill one.",
        "Two.",
    ]


@given(pages)
def test_a_character_of_a_paragraph_is_found_in_that_paragraph(text):
    spans = split_paragraphs(text)
    for number, span in enumerate(spans):
        assert (
            paragraph_index_at(spans, span.start)
            == paragraph_index_at(spans, span.end - 1)
            == number
        )


@pytest.mark.parametrize(
    ("text", "stripped"),
    [
        ("> One.\n> Two.", "One.\nTwo."),
        ("> > One.\n\n> Two.", "> One.\n\nTwo."),
        ("Is 3 > 2?\n>Yes.", "Is 3 > 2?\n>Yes."),
        ("", ""),
    ],
)
def test_the_mark_of_a_block_quote_is_stripped_once_from_each_line(text, stripped):
    assert strip_block_marks(text) == stripped


def test_a_text_cut_from_the_middle_of_a_line_keeps_what_it_begins_with():
    assert strip_block_marks("> 2, she text.\n> Yes.", starts_line=False) == "> 2, she text.\nYes."


@given(st.integers(0, 20), st.integers(0, 20), st.integers(0, 20), st.integers(0, 20))
def test_two_spans_overlap_by_the_characters_that_both_cover(start_a, length_a, start_b, length_b):
    a, b = Span(start_a, start_a + length_a), Span(start_b, start_b + length_b)
    common = set(range(a.start, a.end)) & set(range(b.start, b.end))
    assert a.count_overlap(b) == b.count_overlap(a) == len(common)


@given(st.text())
def test_one_line_holds_the_same_words_with_single_spaces(text):
    line = collapse_spaces(text)
    assert line.split() == text.split()
    assert not re.search(r"\s\s|^\s|\s$|\n", line)


@given(st.text(), st.integers(2, 40))
def test_a_shortened_text_is_never_longer_than_its_limit(text, length):
    assert len(shorten(text, length)) <= length


def test_a_heading_ends_with_a_whole_word_however_much_white_space_there_is():
    gap = " " * 200
    assert make_heading(f"Releases{gap}Harbor bridges closed") == "Releases Harbor bridges closed"
    assert make_heading(f"Releases{gap}{'Harbor bridges ' * 9}").endswith("Harbor bridges…")


@given(st.text(max_size=400), st.integers(2, 90))
def test_the_beginning_of_a_text_is_shortened_as_the_text_is(text, length):
    assert shorten_beginning(text, length) == shorten(text, length)


def test_a_text_is_shortened_after_a_whole_word_and_says_so():
    assert shorten("Three boats, and a long wait", 14) == "Three boats…"
    assert shorten("Three \n boats", 13) == "Three boats"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_the_digest_is_the_sha_256_of_the_text_in_utf_8(text):
    assert sha256_hex(text) == hashlib.sha256(text.encode("utf-8")).hexdigest()


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1))
def test_every_name_has_a_slug_for_urls_which_is_its_own_slug(name):
    assert IN_AN_ADDRESS.fullmatch(make_slug(name))
    assert make_slug(make_slug(name)) == make_slug(name)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("New York, NY", "new-york-ny"), ("Inés Caldera Roux", "ines-caldera-roux"), ("FBHI", "fbhi")],
)
def test_a_slug_reads_like_the_name(name, expected):
    assert make_slug(name) == expected


@given(st.text())
def test_latin_names_have_the_slugs_that_django_gives_them(name):
    plain = slugify(name).strip("-_")
    if plain and len(plain) <= 100 and plain.isascii() and name.isascii():
        assert make_slug(name) == plain


def test_names_in_other_scripts_have_slugs_of_their_own():
    assert make_slug("Портовая служба") != make_slug("Речная служба")


@pytest.mark.parametrize(
    ("number", "text"), [(0, "0 boats"), (1, "1 boat"), (2, "2 boats"), (1200, "1,200 boats")]
)
def test_counts_have_the_singular_or_the_plural(number, text):
    assert format_count(number, "boat") == text

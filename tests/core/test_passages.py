"""The names of passages in addresses."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.core.passages import make_passage_slug, make_passage_slugs, measure_shared_part

PASSAGE = "Officers of the harbor’s office seized forty-one boats."


def test_a_slug_is_the_beginning_of_the_sha_256_of_the_letters_and_digits():
    letters = "officersoftheharborsofficeseizedfortyoneboats"
    assert make_passage_slug(PASSAGE) == hashlib.sha256(letters.encode()).hexdigest()[:10]


def test_the_slug_of_a_passage_never_changes():
    assert make_passage_slug(PASSAGE) == "848d0d3dfb"


@pytest.mark.parametrize(
    "passage",
    [
        PASSAGE.upper(),
        PASSAGE.replace("’", "'"),
        PASSAGE.replace("’", ""),
        PASSAGE.replace("forty-one", "forty one"),
        PASSAGE.replace("forty-one", "forty\u2011one"),
        PASSAGE.replace(" office", "\n> office"),
        PASSAGE.replace("officers", "o\ufb03cers"),
        PASSAGE.replace("seized", "sei\u00adzed"),
        f"“{PASSAGE} …”",
    ],
)
def test_case_spaces_and_punctuation_make_no_difference(passage):
    assert make_passage_slug(passage) == make_passage_slug(PASSAGE)


@pytest.mark.parametrize(
    "passage", [PASSAGE.replace("forty", "sixty"), PASSAGE.replace("boats", "boat"), PASSAGE[9:]]
)
def test_other_words_have_another_slug(passage):
    assert make_passage_slug(passage) != make_passage_slug(PASSAGE)


def test_passages_with_the_same_words_are_numbered_in_order():
    slug, short_slug = make_passage_slug(PASSAGE), make_passage_slug("Three boats.")
    passages = [PASSAGE, "Three boats.", PASSAGE.upper(), PASSAGE]
    assert make_passage_slugs(passages) == [slug, short_slug, f"{slug}-2", f"{slug}-3"]


@given(st.lists(st.text(st.characters(codec="utf-8"))))
def test_the_slugs_of_a_text_are_unique(passages):
    slugs = make_passage_slugs(passages)
    assert len(set(slugs)) == len(passages)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        (f"They say: “{PASSAGE.upper()}” Well.", 1),
        ("the harbors office seized forty-one ships", 6 / 9),
        ("Officers of the harbor", 3 / 9),
        ("of the boats", 0),
        ("", 0),
    ],
)
def test_words_are_shared_where_three_of_them_follow_each_other_in_both(text, part):
    assert measure_shared_part(PASSAGE, text) == pytest.approx(part)


def test_a_passage_of_fewer_words_is_shared_as_a_whole():
    assert measure_shared_part("Three boats", "At last, three boats left.") == 1
    assert measure_shared_part("Three boats", "Three big boats left.") == 0
    assert measure_shared_part("…", "Three boats") == 0


@given(st.text(), st.text(), st.text())
def test_a_passage_shares_all_its_words_with_a_text_around_it(passage, before, after):
    text = f"{before}\n{passage}\n{after}"
    assert measure_shared_part(passage, text) == float(measure_shared_part(passage, passage) > 0)

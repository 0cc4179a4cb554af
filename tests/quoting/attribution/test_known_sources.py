"""Which text that everybody quotes a passage comes from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.core.dates import PartialDate
from articles.quoting.attribution.find_quotations import find_quotations
from articles.quoting.attribution.known_sources import KnownSources, SourceText
from tests.support.harbor import article, release

CLAUSE = "No vessel shall be seized without a written order of the harbor magistrate"
OTHER_CLAUSE = "nor any sailor detained beyond the second tide unless a witness has heard him plead"
CHARTER = f"The charter of the eastern mole. {CLAUSE}, {OTHER_CLAUSE}. Lanterns burn till dawn."
OWN_WORDS = "Our patrols have honored every syllable, and the divers rehearse them nightly"


def source(number=1, text=CHARTER, date=None):
    return SourceText(number, f"source-{number}", text, PartialDate(date) if date else None)


def find_sources(passage, *sources, quoted=None, released="2017-07-12"):
    """Return the numbers of the sources of an article's quotations from a release."""
    candidate = release(text=f"Notice. {quoted or passage}", released=released)
    known_sources = KnownSources(sources or [source()])
    quotations = find_quotations(article(passage), [candidate], known_sources)
    assert all(quotation.shared for quotation in quotations if quotation.third_source_number)
    return [quotation.third_source_number for quotation in quotations]


def test_a_passage_that_both_take_from_a_known_source_is_named():
    assert find_sources(f"“{CLAUSE}.”") == [1]


def test_without_known_sources_nothing_is_named():
    (quotation,) = find_quotations(article(f"“{CLAUSE}.”"), [release(text=CHARTER)])
    assert quotation.third_source_number is None


def test_a_passage_that_no_release_contains_is_not_a_quotation():
    assert find_quotations(article(f"“{CLAUSE}.”"), [release()], KnownSources([source()])) == []


@pytest.mark.parametrize(
    "passage",
    [
        f"{CLAUSE}, {OTHER_CLAUSE}".replace("vessel", "boat"),
        CLAUSE.replace("No vessel", "[No] vessel"),
        f"{CLAUSE} … unless a witness has heard him plead",
        f"{CLAUSE.upper()}, {OTHER_CLAUSE}",
        f"{CLAUSE}, {OTHER_CLAUSE}, as ever",
        f"{CLAUSE}, {OTHER_CLAUSE}".replace("without", "with out"),
    ],
)
def test_a_passage_that_is_slightly_misquoted_is_named(passage):
    assert find_sources(f"“{passage}.”", quoted=f"“{CHARTER}”") == [1]
    assert find_sources(f"“{passage}.”") == [1]


@pytest.mark.parametrize(
    "passage",
    [
        f"{CLAUSE}. {OWN_WORDS}",
        f"{OWN_WORDS}. {CLAUSE}",
        f"{OWN_WORDS}, for no vessel shall be seized without a written order",
    ],
)
def test_a_passage_that_is_partly_the_releases_own_is_not_named(passage):
    assert find_sources(f"“{passage}.”") == [None]


@pytest.mark.parametrize(
    "passage",
    [
        f"{OWN_WORDS}, and they do it till dawn without a written order",
        "No vessel shall be seized … order of the harbor magistrate",
    ],
)
def test_a_formula_is_not_named(passage):
    assert find_sources(f"“{passage}.”") == [None]


def test_the_text_that_has_most_of_the_words_is_named():
    later = source(2, CHARTER.replace("a written order of", "written leave of"))
    assert find_sources(f"“{CLAUSE}.”", source(), later) == [1]
    assert find_sources(f"“{CLAUSE}.”", later, source()) == [1]


def test_a_text_that_is_part_of_another_one_is_named():
    part = source(2, f"{CLAUSE}.")
    assert find_sources(f"“{CLAUSE}.”", source(), part) == [2]


def test_of_two_texts_that_have_a_passage_and_differ_neither_is_named():
    rival = source(2, f"The code of the western pier. {CLAUSE}. Nets are mended on Fridays only.")
    assert find_sources(f"“{CLAUSE}.”", source(), rival) == [None]


@pytest.mark.parametrize(
    ("date", "numbers"),
    [
        ("2017-07-13", [None]),
        ("2018", [None]),
        ("2017-07-12", [1]),
        ("2017-07", [1]),
        ("1911", [1]),
    ],
)
def test_a_text_younger_than_the_release_is_not_its_source(date, numbers):
    assert find_sources(f"“{CLAUSE}.”", source(date=date)) == numbers


def test_a_text_younger_than_the_article_is_not_its_source():
    young, old = source(date="2017-07-21"), source(date="2017-07-20")
    assert find_sources(f"“{CLAUSE}.”", young, released=None) == [None]
    assert find_sources(f"“{CLAUSE}.”", old, released=None) == [1]


TEXTS = (
    *(CHARTER, f"{CLAUSE}.", f"{OTHER_CLAUSE}.", f"A code. {CLAUSE}. Nets are mended.", OWN_WORDS),
    *("", "No vessel", CLAUSE.replace("vessel", "boat")),
)


@given(st.permutations([source(number, text) for number, text in enumerate(TEXTS, 1)]), st.data())
def test_the_order_of_the_texts_makes_no_difference(sources, data):
    chosen = sources[: data.draw(st.integers(0, len(sources)))]
    passage = data.draw(st.sampled_from((CLAUSE, f"{CLAUSE}, {OTHER_CLAUSE}", OTHER_CLAUSE)))
    numbers = find_sources(f"“{passage}.”", *chosen, source(99, "Quite another text."))
    in_order = sorted(chosen, key=lambda text: text.number)
    assert find_sources(f"“{passage}.”", *in_order, source(99, "Quite another text.")) == numbers
    expected = {text.number for text in chosen}
    assert {number for number in numbers if number} <= expected


def test_words_in_a_row_are_recognized():
    sources = KnownSources([source()])
    assert sources.share_words_with("They said shall be seized without a thought.")
    assert not sources.share_words_with("They said seized without a thought, or a written order.")

"""Agencies named in a text."""

from hypothesis import given
from hypothesis import strategies as st

from articles.quoting.text.agency_mentions import Names, named

KNOWN = [
    (1, ("Harbor Office", "HO", "Office of the Harbor")),
    (2, ("Bureau of Tides",)),
    (3, ("", " ")),
]


def test_an_agency_is_named_by_any_of_its_names_as_whole_words():
    names = Names(KNOWN)
    assert names.of("The harbor  office said so.") == {1}
    assert names.of("Says the HO: no.") == {1}
    assert names.of("Ho ho, and a Harbor Officer.") == set()
    assert names.of("The Bureau of Tides and the Office of the Harbor") == {1, 2}


words = st.sampled_from(["Harbor", "harbor", "Office", "HO", "ho", "of", "the", "Tides", "Bureau"])


@given(st.lists(words, max_size=12).map(" ".join))
def test_all_at_once_finds_what_one_by_one_finds(text):
    one_by_one = {key for key, names in KNOWN if named(names, text)}
    assert Names(KNOWN).of(text) == one_by_one

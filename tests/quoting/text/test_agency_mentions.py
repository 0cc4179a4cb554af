"""Which agencies a text mentions."""

from hypothesis import given
from hypothesis import strategies as st

from articles.quoting.text.agency_mentions import AgencyMatcher, mentions_any

AGENCIES = [
    (1, ("Harbor Office", "HO", "Office of the Harbor")),
    (2, ("Bureau of Tides",)),
    (3, ("", " ")),
]


def test_an_agency_is_mentioned_by_any_of_its_names_as_whole_words():
    names = AgencyMatcher(AGENCIES)
    assert names.find("The harbor  office said so.") == {1}
    assert names.find("Says the HO: no.") == {1}
    assert names.find("Ho ho, and a Harbor Officer.") == set()
    assert names.find("The Bureau of Tides and the Office of the Harbor") == {1, 2}


words = st.sampled_from(["Harbor", "harbor", "Office", "HO", "ho", "of", "the", "Tides", "Bureau"])


@given(st.lists(words, max_size=12).map(" ".join))
def test_many_agencies_are_found_at_once_as_they_are_one_by_one(text):
    one_by_one = {key for key, names in AGENCIES if mentions_any(names, text)}
    assert AgencyMatcher(AGENCIES).find(text) == one_by_one

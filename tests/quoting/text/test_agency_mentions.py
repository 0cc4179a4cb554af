"""Which agencies a text mentions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.quoting.text.agency_mentions import AgencyMatcher, expand_names, mentions_any

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


def test_the_short_forms_of_a_name_mention_the_agency_too():
    assert expand_names(["Office of Senator Poe"]) == (
        "Office of Senator Poe",
        "Sen. Poe",
        "Senator Poe",
    )
    assert "Dunmore DA" in expand_names(["Dunmore (Quay County) District Attorney"])
    assert "Quay County D.A." in expand_names(["Dunmore (Quay County) District Attorney"])
    assert expand_names(["Department of Harbors"])[1:] == ("Harbors Department",)


def test_given_names_may_follow_the_title_of_a_senator():
    names = AgencyMatcher([(1, ("Sen. Poe", "Senator Poe"))])
    for text in ("Sen. Ann Poe said so.", "Senator Ann B. Poe", "So said Sen. Poe."):
        assert names.find(text) == {1}
    for text in ("Ann Poe said so.", "Sen. Ann B. C. Poe", "Senator Ann Poet"):
        assert names.find(text) == set()


words = st.sampled_from(["Harbor", "harbor", "Office", "HO", "ho", "of", "the", "Tides", "Bureau"])


@given(st.lists(words, max_size=12).map(" ".join))
def test_many_agencies_are_found_at_once_as_they_are_one_by_one(text):
    one_by_one = {key for key, names in AGENCIES if mentions_any(names, text)}
    assert AgencyMatcher(AGENCIES).find(text) == one_by_one


@pytest.mark.parametrize("name", ["Sheriff's Office", "Sheriff’s Office"])
def test_an_apostrophe_is_one_however_it_is_written(name):
    assert mentions_any([name], "said the sheriff’s office")
    assert mentions_any([name], "said the Sheriff's Office")

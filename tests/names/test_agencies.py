"""Names of agencies, and the federal agencies that come with the archive."""

import json

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from articles.core.text import make_slug
from articles.names.agencies import (
    MIN_SIMILARITY,
    ComponentName,
    agency_forms,
    find_similar_names,
    split_component,
)

FEDERAL = settings.BASE_DIR / "fixtures" / "authorities" / "us-federal.jsonl"

names = st.text(alphabet=st.sampled_from("UST.heof &()AGCbd-"), min_size=1, max_size=30)


@pytest.fixture(scope="module")
def federal():
    return [json.loads(line) for line in FEDERAL.read_text().splitlines()]


def names_of(agency):
    return [agency["key"], agency["name"], *agency.get("aliases", [])]


@pytest.mark.parametrize(
    "name",
    [
        "U.S. Immigration and Customs Enforcement",
        "Immigration and Customs Enforcement (ICE)",
        "US Immigration & Customs Enforcement",
        "The Immigration and Customs Enforcement",
        "the United States  Immigration and Customs Enforcement",
        "U.S. Immigration and Customs Enforcement (“ICE”)",
    ],
)
def test_the_ways_to_write_an_agency_have_a_form_in_common(name):
    assert agency_forms(name)[0] == "immigration-and-customs-enforcement"


def test_an_acronym_in_brackets_is_a_form():
    assert set(agency_forms("ICE")) <= set(
        agency_forms("Immigration and Customs Enforcement (ICE)")
    )
    assert agency_forms("Bureau of Prisons (BOP)") == ("bureau-of-prisons", "bop")
    assert "fincen" in agency_forms("Financial Crimes Enforcement Network (FinCEN)")
    assert "uscis" in agency_forms("US Citizenship and Immigration Services (USCIS)")


def test_brackets_that_hold_no_acronym_belong_to_the_name():
    assert agency_forms("Harbor Office (Duluth)") == ("harbor-office-duluth",)
    assert agency_forms("Attorney General (NY)") == ("attorney-general-ny",)


def test_no_acronym_is_made_up():
    assert not set(agency_forms("Civil Division")) & set(agency_forms("Criminal Division"))
    assert agency_forms("Civil Division") == ("civil-division",)


def test_a_country_alone_is_still_a_name():
    assert agency_forms("United States") == ("united-states",)
    assert agency_forms("US") == ("us",)


@given(names)
def test_every_name_has_a_form_and_each_is_a_slug(name):
    forms = agency_forms(name)
    assert forms
    assert all(form == make_slug(form) for form in forms)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("USAO - Florida, Southern", "U.S. Attorney's Office for the Southern District of Florida"),
        ("USAO - Alaska", "U.S. Attorney's Office for the District of Alaska"),
        ("USAO - District of Columbia", "U.S. Attorney's Office for the District of Columbia"),
        ("USAO - Virgin Islands", "U.S. Attorney's Office for the District of the Virgin Islands"),
        (
            "United States Attorney’s Office, Eastern District of New York",
            "U.S. Attorney's Office for the Eastern District of New York",
        ),
        (
            "USAO - Guam & Northern Mariana Islands",
            "U.S. Attorney's Office for the Districts of Guam and the Northern Mariana Islands",
        ),
    ],
)
def test_a_us_attorneys_office_has_its_proper_name_within_the_department_of_justice(name, expected):
    assert split_component(name) == ComponentName(expected, "Department of Justice")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("US Senate / Quill", ("Office of Senator Quill", "U.S. Senate")),
        ("US Senate / MaraQuill", ("Office of Senator Mara Quill", "U.S. Senate")),
        ("US Senate / McQuill", ("Office of Senator McQuill", "U.S. Senate")),
        ("U.S. House / Quill", ("Office of Representative Quill", "U.S. House of Representatives")),
        ("State Police / Crime Laboratory", ("Crime Laboratory", "State Police")),
        (
            "Department of Justice, Antitrust Division",
            ("Antitrust Division", "Department of Justice"),
        ),
        (
            "Antitrust Division, U.S. Department of Justice",
            ("Antitrust Division", "U.S. Department of Justice"),
        ),
        (
            "Department of Justice, Civil Rights Division, Criminal Section",
            ("Criminal Section", "Department of Justice, Civil Rights Division"),
        ),
        ("Harbor Police - Gates Section", ("Gates Section", "Harbor Police")),
    ],
)
def test_a_structured_name_states_the_part_and_the_whole(name, expected):
    assert split_component(name) == expected


@pytest.mark.parametrize(
    "name",
    [
        "Department of Justice",
        "Bureau of Alcohol, Tobacco, Firearms and Explosives",
        "Department of Health, Education and Welfare",
        "Environment and Natural Resources Division",
        "Office of the Attorney General",
        "ICE",
    ],
)
def test_a_name_with_commas_may_be_one_agency(name):
    assert split_component(name) is None


@pytest.mark.parametrize(
    ("name", "candidate"),
    [
        ("Immigraton and Customs Enforcement", "Immigration and Customs Enforcement"),
        ("Justice Dept.", "Department of Justice"),
        ("Quill County District Attorney", "Quill County District Attorney's Office"),
        ("ICE", "U.S. Immigration and Customs Enforcement"),
        ("DOJ", "Department of Justice"),
        ("F.B.I.", "Federal Bureau of Investigation"),
    ],
)
def test_misspelt_shortened_and_abbreviated_names_are_similar(name, candidate):
    assert [similar for similar, _ in find_similar_names(name, [candidate])] == [candidate]
    assert [similar for similar, _ in find_similar_names(candidate, [name])] == [name]


@pytest.mark.parametrize(
    ("name", "candidate"),
    [
        ("USAO - Texas, Eastern", "USAO - Texas, Western"),
        ("Civil Division", "Civil Rights Division"),
        ("Civil Division", "Criminal Division"),
        ("Office of the Attorney General", "Office of the Deputy Attorney General"),
        ("US Senate / Quill", "US Senate / Quarrel"),
        ("CD", "Civil Division"),
        ("Office", "Department"),
    ],
)
def test_names_with_a_word_of_their_own_are_never_similar(name, candidate):
    assert find_similar_names(name, [candidate]) == []


def test_the_best_match_comes_first_and_a_name_is_not_similar_to_itself():
    names = ["Harbour Patrol", "Harbor Patrol Office", "Harbor Patrol"]
    similar_names = find_similar_names("Harbor Patrol", names)
    assert [name for name, _ in similar_names] == ["Harbor Patrol Office", "Harbour Patrol"]
    assert all(MIN_SIMILARITY <= score <= 100 for _, score in similar_names)


def test_no_federal_agency_has_a_name_similar_to_another(federal):
    names = [agency["name"] for agency in federal]
    assert [name for name in names if find_similar_names(name, names)] == []


def test_no_two_federal_agencies_share_a_key_a_name_or_an_alias(federal):
    keys = {}
    for agency in federal:
        for form in {
            form for name in names_of(agency) for form in (make_slug(name), *agency_forms(name))
        }:
            assert keys.setdefault(form, agency["key"]) == agency["key"], form


def test_every_federal_agency_comes_after_its_parent(federal):
    earlier_keys = set()
    for agency in federal:
        assert agency["parent"] is None or agency["parent"] in earlier_keys
        earlier_keys.add(agency["key"])


def test_the_fields_have_the_order_of_the_exchange_format(federal):
    order = ["kind", "key", "name", "aliases", "parent"]
    for agency in federal:
        assert list(agency) == [name for name in order if name in agency]
        assert agency.get("aliases", ["-"]) == sorted(set(agency.get("aliases", ["-"])))
        assert {agency["key"], agency["name"]}.isdisjoint(agency.get("aliases", []))


def test_the_five_ways_to_name_ice_mean_one_federal_agency(federal):
    keys = {
        form: agency["key"]
        for agency in federal
        for name in names_of(agency)
        for form in agency_forms(name)
    }
    for name in ("ICE", "U.S. Immigration and Customs Enforcement (ICE)", "the I.C.E."):
        assert {keys[form] for form in agency_forms(name)} == {"ICE"}


def test_ninety_three_us_attorneys_serve_the_ninety_four_districts(federal):
    offices = {agency["key"]: agency for agency in federal if agency["key"].startswith("USAO-")}
    assert len(offices) == 93
    assert {agency["parent"] for agency in offices.values()} == {"DOJ"}
    assert offices["USAO-SDFL"]["name"].endswith("for the Southern District of Florida")
    shared = [key for key, agency in offices.items() if "Districts of" in agency["name"]]
    assert shared == ["USAO-GU"]


def test_the_twenty_four_states_with_several_districts_have_sixty_three(federal):
    keys = [agency["key"] for agency in federal if agency["key"].startswith("USAO-")]
    divided = [key[-2:] for key in keys if len(key) == len("USAO-SDFL")]
    assert len(divided) == 63
    assert len(set(divided)) == 24


def test_each_office_is_found_by_the_name_that_justice_gives_it(federal):
    by_name = {agency["name"]: agency for agency in federal}
    offices = [
        agency
        for agency in federal
        if agency["key"].startswith("USAO-") and agency["key"] != "USAO-GU"
    ]
    for office in offices:
        for alias in office["aliases"]:
            assert by_name[split_component(alias).name] is office

"""Which city a name means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.names.cities import (
    AP_DOMESTIC,
    AP_FOREIGN,
    City,
    find_city,
    is_city_name,
    needs_no_state,
)
from articles.names.regions import find_country, find_postal_code, fold_name


def key(*names):
    city = find_city(*names)
    return city and city.key


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("New York", "New York, NY"),
        ("WASHINGTON", "Washington, DC"),
        ("St. Louis", "St. Louis, MO"),
        ("Paris", "Paris, France"),
        ("London", "London, United Kingdom"),
        ("Panama City", "Panama City, Panama"),
        ("Sao Paulo", "Sao Paulo, Brazil"),
    ],
)
def test_a_city_that_the_ap_lets_stand_alone_needs_no_state(name, expected):
    assert key(name) == expected


@pytest.mark.parametrize("state", sorted(AP_DOMESTIC))
def test_every_domestic_city_of_the_ap_is_found_with_and_without_its_state(state):
    for name in AP_DOMESTIC[state]:
        assert find_city(name.upper()) == find_city(name, state) == City(name, state)


def test_every_foreign_city_of_the_ap_is_found_and_has_no_state():
    for name in (name for names in AP_FOREIGN.values() for name in names):
        city = find_city(name)
        assert city.name == name
        assert city.state is None


def test_the_ap_lists_thirty_domestic_cities():
    assert sum(map(len, AP_DOMESTIC.values())) == 30
    assert needs_no_state("SALT LAKE CITY")
    assert not needs_no_state("Sacramento")


@pytest.mark.parametrize("state", ["Ore.", "OR", "Oregon", "oregon", "Oreg.", " Ore. "])
def test_a_state_may_be_written_in_any_usual_form(state):
    assert key("Portland", state) == "Portland, OR"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("New York, N.Y.", "New York, NY"),
        ("WASHINGTON, D.C.", "Washington, DC"),
        ("WASHINGTON DC", "Washington, DC"),
        ("WASHINGTON D C", "Washington, DC"),
        ("Duluth, Minn.", "Duluth, MN"),
        ("DULUTH (MN)", "Duluth, MN"),
        ("Toronto, Ontario", "Toronto, Canada"),
    ],
)
def test_a_state_may_stand_in_the_name(name, expected):
    assert key(name) == expected


@pytest.mark.parametrize("name", ["St. Paul", "Saint Paul", "SAINT PAUL", "ST PAUL", "st. paul"])
def test_abbreviated_and_full_names_mean_one_city(name):
    assert key(name, "Minn.") == "Saint Paul, MN"


@pytest.mark.parametrize(
    ("name", "variant", "state"),
    [
        ("San José", "San Jose", "Calif."),
        ("Ft. Worth", "Fort Worth", "Texas"),
        ("Mt. Vernon", "Mount Vernon", "N.Y."),
        ("Coeur d’Alene", "Coeur d'Alene", "Idaho"),
        ("Winston Salem", "WINSTON-SALEM", "N.C."),
    ],
)
def test_accents_apostrophes_hyphens_and_abbreviations_make_no_difference(name, variant, state):
    assert find_city(name, state) == find_city(variant, state) is not None


def test_a_name_of_several_cities_is_none_of_them_without_a_state():
    assert find_city("Portland") is find_city("Springfield") is find_city("Kansas City") is None
    assert is_city_name("PORTLAND")
    assert key("Kansas City", "Kan.") == "Kansas City, KS"


def test_a_name_of_one_city_alone_needs_no_state():
    assert key("Sacramento") == "Sacramento, CA"
    assert key("Kabul") == "Kabul, Afghanistan"


def test_a_world_city_keeps_a_us_city_of_its_name_from_being_meant():
    assert find_city("Lima") is None
    assert key("Lima", "Ohio") == "Lima, OH"
    assert key("Lima", "Peru") == "Lima, Peru"


def test_a_state_outweighs_the_ap_list():
    assert key("Paris", "Texas") == "Paris, TX"
    assert key("Las Vegas", "N.M.") == "Las Vegas, NM"


def test_georgia_is_a_state_first_and_a_country_where_that_fits():
    assert key("Atlanta", "Georgia") == "Atlanta, GA"
    assert key("Tbilisi", "Georgia") == "Tbilisi, Georgia"


@pytest.mark.parametrize(
    "names",
    [("Orange County",), ("Orange County", "CA"), ("Koreatown", "CA"), ("Dupont Circle", "DC")],
)
def test_counties_and_neighborhoods_are_no_cities(names):
    assert find_city(*names) is None


def test_a_small_town_is_found_with_its_state_only():
    assert key("Quantico", "Va.") == "Quantico, VA"
    assert find_city("Quantico") is None
    assert not is_city_name("Quantico")


@pytest.mark.parametrize(
    ("name", "state", "expected"),
    [
        ("San Juan", "Puerto Rico", "San Juan, PR"),
        ("Charlotte Amalie", "V.I.", "Charlotte Amalie, VI"),
        ("Saipan", "Northern Mariana Islands", "Saipan, MP"),
    ],
)
def test_territories_are_states(name, state, expected):
    assert key(name, state) == expected


def test_a_city_state_is_named_once_and_a_country_is_spelled_out():
    assert key("Hong Kong") == "Hong Kong"
    assert key("Singapore") == "Singapore"
    assert City("Toronto", None, "Canada").key == "Toronto, Canada"
    assert str(City("Duluth", "MN")) == "Duluth, MN"


@pytest.mark.parametrize(
    ("state", "code"),
    [
        ("Calif.", "CA"),
        ("CA", "CA"),
        ("W.Va.", "WV"),
        ("N. Mex.", "NM"),
        ("District of Columbia", "DC"),
        ("Guam", "GU"),
        ("Freedonia", None),
        ("", None),
    ],
)
def test_postal_codes(state, code):
    assert find_postal_code(state) == code


def test_provinces_and_parts_of_a_country_say_which_country():
    assert find_country("Ontario") == find_country("Canada") == "Canada"
    assert find_country("England") == find_country("U.K.") == "United Kingdom"
    assert find_country("The Netherlands") == "Netherlands"
    assert find_country("Freedonia") is None


@given(st.text(max_size=40), st.none() | st.text(max_size=20))
def test_any_text_can_be_asked_for(name, state):
    city = find_city(name, state)
    assert city is None or city.name


@given(st.text(max_size=40))
def test_folding_twice_changes_no_more_than_once(name):
    assert fold_name(name).isalnum() or not fold_name(name)
    assert fold_name(name.upper()) == fold_name(name.upper().lower())


@given(st.sampled_from([name for names in AP_DOMESTIC.values() for name in names]))
def test_the_key_of_a_city_finds_the_city_again(name):
    city = find_city(name)
    assert find_city(city.key) == city

"""The page of all cities: the map, and the states."""

import csv
import re

import pytest
from django.template.loader import render_to_string
from lxml import html

from articles.models import City
from articles.names import regions
from articles.names.coordinates import (
    COORDINATES_CSV,
    find_coordinates,
    make_coordinate_rows,
    make_state_rows,
)
from articles.names.regions import find_state_name
from articles.pages.charts.city_map import LARGEST, SMALLEST, city_map
from articles.pages.charts.projection import HEIGHT, WIDTH, place
from tests.support.module_archive import kept
from tests.support.records import release

CITIES = {
    "Duluth, MN": 100,
    "St. Paul, MN": 25,
    "El Paso, TX": 4,
    "Anchorage, AK": 1,
    "Honolulu, HI": 1,
    "San Juan, PR": 1,
    "Toronto, Canada": 2,
    "Port Nowhere, MN": 1,
    "Elsewhere": 1,
}
EMPTY = {"kind": "city", "key": "Fargo, ND", "name": "Fargo", "state": "ND"}


def collection():
    for place_number, (city, count) in enumerate(CITIES.items()):
        for number in range(count):
            yield release(key=f"r-{place_number}-{number}", city=city, text=f"Of {city} {number}.")


@pytest.fixture(scope="module")
def archive(django_db_setup, django_db_blocker, tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    with kept(django_db_blocker, folder, EMPTY, *collection()):
        yield


@pytest.fixture
def page(archive, db, client):
    return client.get("/cities/")


@pytest.fixture
def _data_folder():
    """The module's own."""


def test_the_area_of_a_dot_is_as_the_number_of_records(page):
    radii = {str(dot.city): dot.radius for dot in page.context["map"].dots}
    assert radii["Duluth, MN"] == LARGEST
    assert radii["Saint Paul, MN"] == LARGEST / 2
    assert radii["El Paso, TX"] == pytest.approx(LARGEST / 5, abs=0.05)
    assert radii["Honolulu, HI"] == min(radii.values()) == SMALLEST


def test_large_dots_are_drawn_before_small_ones(page):
    counts = [dot.count for dot in page.context["map"].dots]
    assert counts == sorted(counts, reverse=True)
    circles = html.document_fromstring(page.text).xpath("//circle/@r")
    assert [float(one) for one in circles] == [dot.radius for dot in page.context["map"].dots]


def test_a_dot_leads_to_its_city_and_says_how_many_records_it_has(page):
    links = html.document_fromstring(page.text).xpath("//section[@class='city-map']//svg/a")
    said = {link.get("href"): link.findtext("title") for link in links}
    assert said["/cities/duluth-mn/"] == "Duluth, MN: 100 records"
    assert said["/cities/san-juan-pr/"] == "San Juan, PR: 1 record"


def test_cities_that_cannot_be_placed_are_counted_and_listed(page):
    assert page.context["map"].absent == 3
    assert "Not on the map: 3 cities" in page.text
    for name in ("Toronto", "Port Nowhere", "Elsewhere"):
        assert f"<span>{name}</span>" in page.text


def test_a_city_without_a_record_has_no_dot_but_a_line(page):
    assert "Fargo" not in {dot.city.name for dot in page.context["map"].dots}
    assert "<span>Fargo</span>" in page.text


def test_cities_stand_under_their_states_and_other_countries_after_them(page):
    listed = [(state.name, state.count) for state in page.context["states"]]
    assert listed == [
        ("Alaska", 1), ("Hawaii", 1), ("Minnesota", 126), ("North Dakota", 0), ("Puerto Rico", 1),
        ("Texas", 4), ("Canada", 2), ("", 0),
    ]  # fmt: skip
    assert [city.name for city, _ in page.context["states"][2].cities] == [
        *("Duluth", "Port Nowhere", "Saint Paul"),
    ]
    tree = html.document_fromstring(page.text)
    jumps = tree.xpath("//nav[@aria-label='States']//a/@href")
    assert [tree.xpath(f"//h2[@id='{one[1:]}']")[0].text for one in jumps] == [
        *("Alaska", "Hawaii", "Minnesota", "North Dakota", "Puerto Rico", "Texas", "Canada"),
        "State not known",
    ]


def test_the_number_beside_a_state_leads_to_its_records(page, client):
    (link,) = html.document_fromstring(page.text).xpath("//a[@href='/search/?state=MN']")
    assert link.text == "126 records"
    assert client.get("/search/?state=MN").context["listing"].page.total == 126


@pytest.mark.django_db
def test_cities_are_listed_by_name_and_by_number_too(archive, client):
    by_name = client.get("/cities/", {"order": "name"}).context["listed"]
    names = [one.authority.name for one in by_name]
    assert names == sorted(names)
    by_count = client.get("/cities/", {"order": "count"}).context["listed"]
    assert [one.count for one in by_count][:3] == [100, 25, 4]
    assert client.get("/cities/", {"order": "size"}).status_code == 400
    assert client.get("/agencies/", {"order": "state"}).status_code == 400


def test_where_no_city_has_a_record_the_map_is_empty():
    found = city_map([(City(name="Duluth", state="MN"), 0)])
    assert (found.dots, found.absent) == ((), 0)


# The corners of states are where their laws say: 37° north and so on. The outline has them drawn.
CORNERS = {
    "four corners": ("CO", -109.045, 37.0),
    "northeast of Colorado": ("CO", -102.05, 41.0),
    "west end of the 49th parallel": ("WA", -122.76, 49.0),
    "west of Nevada and Oregon": ("NV", -120.0, 42.0),
    "south of Oklahoma's panhandle": ("OK", -103.0, 36.5),
    "Alaska and the Yukon at the Arctic Ocean": ("AK", -141.0, 69.65),
}


NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")


def outline():
    """Every point at which the outline turns."""
    drawn = render_to_string("components/outline.html")
    for line in re.findall(r"M([^M\"]+)", drawn):
        numbers = [float(one) for one in NUMBER.findall(line)]
        x = y = 0.0
        for right, down in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + right, y + down
            yield x, y


@pytest.mark.parametrize("corner", CORNERS)
def test_the_outline_is_drawn_where_the_projection_has_it(corner):
    at = place(*CORNERS[corner])
    nearest = min(abs(x - at.x) + abs(y - at.y) for x, y in outline())
    assert nearest < 2


def test_no_place_of_the_table_is_off_the_drawing():
    with COORDINATES_CSV.open(encoding="utf-8", newline="") as file:
        rows = [(state, float(west), float(north)) for state, _, west, north in csv.reader(file)]
    placed = [place(*row) for row in rows]
    assert placed.count(None) == sum(state in ("AS", "GU", "MP") for state, _, _ in rows)
    for point in filter(None, placed):
        assert 0 < point.x < WIDTH
        assert 0 < point.y < HEIGHT


@pytest.mark.parametrize(("table", "rows"), [(COORDINATES_CSV, make_coordinate_rows), (regions.STATES_CSV, make_state_rows)])
def test_the_tables_are_what_the_packages_say(table, rows):
    with table.open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == [list(row) for row in rows()]


@pytest.mark.parametrize(
    ("name", "state", "found"),
    [
        ("Duluth", "MN", (-92.11, 46.78)),
        ("Duluth", "Minn.", (-92.11, 46.78)),
        ("New York", "NY", (-74.01, 40.71)),
        ("Saint Louis", "MO", (-90.2, 38.63)),
        ("Akutan", "AK", (-165.78, 54.13)),
        ("Wright", "Wyo.", (-105.49, 43.75)),
        ("Wri", "WY", None),
        ("Zzz", "WY", None),
        ("Duluth,-92", "MN", None),
        ("", "MN", None),
        ("Toronto", "Canada", None),
        ("Port Nowhere", "MN", None),
        ("Duluth", "", None),
    ],
)
def test_a_city_is_found_by_its_name_and_state(name, state, found):
    place_found = find_coordinates(name, state)
    assert (place_found and place_found[1:]) == found


def test_a_state_is_named():
    assert (find_state_name("DC"), find_state_name("PR")) == ("District of Columbia", "Puerto Rico")
    assert find_state_name("Canada") is None

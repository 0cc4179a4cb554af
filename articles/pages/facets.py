"""What divides a list: the facets beside it, their values and the way to choose each."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict

from articles.catalog.index.facet_counts import ValueCounts, most_common_values
from articles.catalog.results.catalog_query import CatalogQuery
from articles.core.dates import PartialDate
from articles.filters import KIND_CHOICES, QUOTED_CHOICES
from articles.models.quotations import GRADE_CHOICES, PRESENTATION_CHOICES
from articles.names.regions import find_state_name
from articles.pages.addresses import Address, Changes

FACET_LENGTH = 8
"""Values shown of a facet beside a list."""
LABELS = {
    "kind": "Kind",
    "year": "Year",
    "month": "Month",
    "agency": "Agency",
    "city": "City",
    "state": "State",
    "author": "Author",
    "outlet": "Outlet",
    "quoted": "Quotations",
    "grade": "Faithfulness",
    "presentation": "Presentation",
}
_CHOICES = {
    "kind": dict(KIND_CHOICES),
    "quoted": dict(QUOTED_CHOICES),
    "grade": {value: label.capitalize() for value, label in GRADE_CHOICES},
    "presentation": {value: label.capitalize() for value, label in PRESENTATION_CHOICES},
}
_ONE = ("kind", "quoted")
"""Facets of which one value at a time can be chosen."""
_DATES = ("year", "month")
_PERIOD = re.compile(r"[0-9]{4}(-[0-9]{2})?")


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet, or one choice that can be taken back."""

    label: str
    count: int
    chosen: bool
    address: str
    """Where it is chosen, or taken back."""


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    label: str
    values: tuple[Value, ...]
    all: int
    """How many values it has, shown or not."""

    @property
    def any_chosen(self) -> bool:
        return any(value.chosen for value in self.values)


class Facets:
    """The facets of one question; those that the page's address fixes (`fixed`) are none.

    To choose a value changes `address`.
    """

    def __init__(
        self, query: CatalogQuery, data: QueryDict, fixed: Mapping[str, str], address: Address
    ) -> None:
        self._query = query
        self._data = data
        self._address = address
        names = [name for name in LABELS if ("from" if name in _DATES else name) not in fixed]
        self.names = [name for name in names if name != "month" or self.chosen("year")]

    def chosen(self, name: str) -> list[str]:
        """The values chosen of a facet. A year is chosen too where a month of it is."""
        if name not in _DATES:
            return [value for value in self._data.getlist(name) if value]
        first, last = self._data.get("from", ""), self._data.get("to", "")
        if first != last or not _PERIOD.fullmatch(first):
            return []
        length = 4 if name == "year" else 7
        return [first[:length]] if len(first) >= length else []

    @property
    def free(self) -> list[str]:
        """Those of which nothing was chosen: all are counted at once, and the total with them."""
        return [name for name in self.names if not self.chosen(name)]

    def shown(self) -> list[Facet]:
        """Those that still divide the result, or that something was chosen of."""
        facets = [self.facet(name, FACET_LENGTH) for name in self.names]
        return [facet for facet in facets if len(facet.values) > 1 or facet.any_chosen]

    def facet(self, name: str, length: int | None = None) -> Facet:
        """The facet with what was chosen of it and its commonest values, so many in all."""
        chosen = self.chosen(name)
        counts = self._counts[name]
        others = {value: count for value, count in counts.items() if value not in chosen}
        room = None if length is None else max(0, length - len(chosen))
        shown = [*chosen, *(sorted(others)[:room] if name == "month" else most_common_values(others, room))]
        labels = _labels(name, shown) or self._query.labels(name)
        values = [
            Value(
                labels.get(value, value),
                counts.get(value, 0),
                value in chosen,
                self._address.changed(_toggled(name, value, chosen)),
            )
            for value in shown
        ]
        return Facet(name, LABELS[name], tuple(values), len(chosen) + len(others))

    @cached_property
    def _counts(self) -> dict[str, ValueCounts]:
        """ValueCounts of a facet ignore what was chosen of it."""
        counts = self._query.value_counts(*self.free)
        for name in self.names:
            if name not in counts:
                counts |= self._query.without_filter(name).value_counts(name)
        if "month" in self.names:
            counts["month"] = self._months()
        return counts

    def _months(self) -> ValueCounts:
        """Of the year that was chosen."""
        (year,) = self.chosen("year")
        found = self._query.without_filter("year").value_counts("month")["month"]
        return {month: count for month, count in found.items() if month.startswith(year)}


def _labels(facet: str, values: Iterable[str]) -> dict[str, str]:
    if facet in _CHOICES:
        return _CHOICES[facet]
    if facet == "month":
        return {value: PartialDate(value).long_form for value in values}
    if facet == "state":
        return {value: find_state_name(value) or value for value in values}
    return {}


def _toggled(name: str, value: str, chosen: list[str]) -> Changes:
    """How the address changes when the value is chosen, or taken back."""
    if name in _DATES:
        broader = value[:4] if name == "month" else None
        period = broader if value in chosen else value
        return {"from": period, "to": period, "page": None}
    if name in _ONE:
        return {name: None if value in chosen else value, "page": None}
    others = [one for one in chosen if one != value]
    return {name: others if value in chosen else [*others, value], "page": None}

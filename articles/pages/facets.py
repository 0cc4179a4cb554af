"""The facets that divide a list: their values, and the address that selects each."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict

from articles.catalog.index.analysis import analyze_text
from articles.catalog.index.facet_counts import ValueCounts, most_common_values
from articles.catalog.results.catalog_query import CatalogQuery
from articles.core.dates import PartialDate
from articles.filters import KIND_CHOICES, QUOTED_CHOICES
from articles.models.quotations import PRESENTATION_CHOICES
from articles.names.regions import find_state_name
from articles.pages.addresses import ListAddress, ParameterChanges
from articles.pages.glossary import GRADE_LABELS

SIDEBAR_VALUES = 8
"""Values of a facet shown beside a list."""
FACET_LABELS = {
    "kind": "Type",
    "year": "Year",
    "month": "Month",
    "agency": "Agency",
    "city": "City",
    "state": "State",
    "author": "Author",
    "outlet": "Outlet",
    "quoted": "Quotations",
    "grade": "Accuracy",
    "presentation": "Presentation",
}
_CHOICE_LABELS = {
    "kind": dict(KIND_CHOICES),
    "quoted": dict(QUOTED_CHOICES),
    "grade": {grade: label.capitalize() for grade, label in GRADE_LABELS.items()},
    "presentation": {value: label.capitalize() for value, label in PRESENTATION_CHOICES},
}
_SINGLE_VALUE_FACETS = ("kind", "quoted")
"""Facets of which one value at a time can be selected."""
_DATE_FACETS = ("year", "month")
"""Facets that are selected by the parameters `from` and `to`."""
_YEAR_OR_MONTH = re.compile(r"[0-9]{4}(-[0-9]{2})?")


@dataclass(frozen=True, slots=True)
class FacetValue:
    label: str
    count: int
    is_selected: bool
    address: str
    """The address of the list with the value selected or, if it is selected, without it."""


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    label: str
    values: tuple[FacetValue, ...]
    value_count: int
    """How many values it has, including those not in `values`."""

    @property
    def has_selection(self) -> bool:
        return any(value.is_selected for value in self.values)


class FacetSet:
    """The facets of a list, except those whose value is fixed for the page.

    `parameters` have the selected values; to select one changes `address`.
    """

    def __init__(
        self,
        query: CatalogQuery,
        parameters: QueryDict,
        fixed_parameters: Mapping[str, str],
        address: ListAddress,
    ) -> None:
        self._query = query
        self._parameters = parameters
        self._address = address
        names = [
            name
            for name in FACET_LABELS
            if ("from" if name in _DATE_FACETS else name) not in fixed_parameters
        ]
        self.names = [name for name in names if name != "month" or self.selected_values("year")]

    def selected_values(self, name: str) -> list[str]:
        """Return the selected values of a facet. A selected month selects its year too."""
        if name not in _DATE_FACETS:
            return [value for value in self._parameters.getlist(name) if value]
        start, end = self._parameters.get("from", ""), self._parameters.get("to", "")
        if start != end or not _YEAR_OR_MONTH.fullmatch(start):
            return []
        length = 4 if name == "year" else 7
        return [start[:length]] if len(start) >= length else []

    @property
    def unselected_names(self) -> list[str]:
        """The facets without selected values: they can be counted together with the total."""
        return [name for name in self.names if not self.selected_values(name)]

    def visible_facets(self) -> list[Facet]:
        """Return the facets that still divide the list or have selected values."""
        facets = [self.build_facet(name, SIDEBAR_VALUES) for name in self.names]
        return [facet for facet in facets if len(facet.values) > 1 or facet.has_selection]

    def build_facet(self, name: str, limit: int | None = None) -> Facet:
        """Return a facet with its selected values and the most common others, up to `limit`."""
        selected_values = self.selected_values(name)
        counts = self._value_counts[name]
        other_counts = {
            value: count for value, count in counts.items() if value not in selected_values
        }
        other_limit = None if limit is None else max(0, limit - len(selected_values))
        if name == "month":
            other_values = sorted(other_counts)[:other_limit]
        else:
            other_values = most_common_values(other_counts, other_limit)
        value_names = [*selected_values, *other_values]
        labels = _value_labels(name, value_names) or self._query.labels(name)
        values = [
            FacetValue(
                labels.get(value, value),
                counts.get(value, 0),
                value in selected_values,
                self._address.with_parameters(_toggle_value(name, value, selected_values)),
            )
            for value in value_names
        ]
        return Facet(
            name, FACET_LABELS[name], tuple(values), len(selected_values) + len(other_counts)
        )

    def find_values(self, name: str, words: str) -> list[FacetValue]:
        """Return the values whose label has, for each of `words`, a word that begins with it."""
        if name not in self.names:
            return []
        prefixes = analyze_text(words)
        return [
            value
            for value in self.build_facet(name).values
            if _has_prefixes(analyze_text(value.label), prefixes)
        ]

    @cached_property
    def _value_counts(self) -> dict[str, ValueCounts]:
        """The counts of each facet without the restriction on the facet itself."""
        counts = self._query.value_counts(*self.unselected_names)
        for name in self.names:
            if name not in counts:
                counts |= self._query.without_filter(name).value_counts(name)
        if "month" in self.names:
            counts["month"] = self._count_months()
        return counts

    def _count_months(self) -> ValueCounts:
        """Return the counts of the months of the selected year."""
        (year,) = self.selected_values("year")
        counts = self._query.without_filter("year").value_counts("month")["month"]
        return {month: count for month, count in counts.items() if month.startswith(year)}


def _value_labels(facet_name: str, values: Iterable[str]) -> dict[str, str]:
    """Return the labels of values; empty for facets whose labels the catalog has."""
    if facet_name in _CHOICE_LABELS:
        return _CHOICE_LABELS[facet_name]
    if facet_name == "month":
        return {value: PartialDate(value).long_form for value in values}
    if facet_name == "state":
        return {value: find_state_name(value) or value for value in values}
    return {}


def _toggle_value(facet_name: str, value: str, selected_values: list[str]) -> ParameterChanges:
    """Return the changes of the address that select the value, or deselect it."""
    is_selected = value in selected_values
    if facet_name in _DATE_FACETS:
        broader_period = value[:4] if facet_name == "month" else None
        period = broader_period if is_selected else value
        return {"from": period, "to": period, "page": None}
    if facet_name in _SINGLE_VALUE_FACETS:
        return {facet_name: None if is_selected else value, "page": None}
    other_values = [name for name in selected_values if name != value]
    return {facet_name: other_values if is_selected else [*other_values, value], "page": None}


def _has_prefixes(words: list[str], prefixes: list[str]) -> bool:
    return all(any(word.startswith(prefix) for word in words) for prefix in prefixes)

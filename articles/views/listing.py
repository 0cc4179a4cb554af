"""One list of records, as search and every browse page show it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, QueryDict

from articles.catalog.queries import CatalogQuery, Page
from articles.catalog.store import CatalogError
from articles.filters import KINDS, PARAMETERS_BESIDE, RecordFilter
from articles.models import AUTHORITIES

FACET_LENGTH = 8
"""Values shown of a facet."""
NEAR = 2
"""Pages offered before and after the one that is shown."""

_YEAR = re.compile(r"[0-9]{4}")
_PAGE = re.compile(r"[1-9][0-9]{0,8}")
_LABELS = {
    "kind": "Kind",
    "year": "Year",
    "agency": "Agency",
    "city": "City",
    "author": "Author",
    "outlet": "Outlet",
}


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet, or one choice that can be taken back."""

    label: str
    count: int
    chosen: bool
    parameters: dict[str, object]
    """What to change in the address to choose it or take it back; None removes."""


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    label: str
    values: tuple[Value, ...]


class Listing:
    """The records that a request asks for.

    `fixed` are parameters that the page's own address sets. Raises BadRequest that names each
    unknown or wrong parameter, Http404 for a page beyond the last.
    """

    def __init__(self, request: HttpRequest, fixed: Mapping[str, str] | None = None) -> None:
        self.fixed = fixed or {}
        self.given = _filled(request.GET)
        """What the address itself asks for: links on the page change it."""
        self.data = _data(request.GET, self.fixed)
        self.filterset = RecordFilter.over(everything(), self.data)
        _refuse_unknown(request.GET, set(self.filterset.filters) - set(self.fixed))
        _refuse_repeated(request.GET)
        if not self.filterset.is_valid():
            raise BadRequest(_reasons(self.filterset))
        self.query = self.filterset.query

    @cached_property
    def page(self) -> Page:
        number = _page_number(self.data.get("page", "1"))
        page = self.query.page(number)
        if number > page.count:
            raise Http404(f"There is no page {number}; the last one is {page.count}.")
        return page

    @cached_property
    def near(self) -> range:
        """The numbers of the pages around the one that is shown."""
        number = self.page.number
        return range(max(1, number - NEAR), min(self.page.count, number + NEAR) + 1)

    @cached_property
    def facets(self) -> list[Facet]:
        """The facets that still divide the result, or that something was chosen of."""
        facets = [self._facet(name) for name in _LABELS if not self._is_fixed(name)]
        return [facet for facet in facets if len(facet.values) > 1 or _any_chosen(facet)]

    @cached_property
    def tags(self) -> list[Value]:
        """What was chosen, each with the way to take it back."""
        return [
            Value(f"{facet.label}: {value.label}", value.count, True, value.parameters)
            for facet in self.facets
            for value in facet.values
            if value.chosen
        ] + [
            Value(f"{label} {self.data[name]}", 0, True, {name: None, "page": None})
            for name, label in (("q", "Words:"), ("from", "From"), ("to", "To"))
            if self.data.get(name) and name not in self.fixed
            if name == "q" or not self._chosen("year")
        ]

    def _is_fixed(self, name: str) -> bool:
        return ("from" if name == "year" else name) in self.fixed

    def _facet(self, name: str) -> Facet:
        chosen = self._chosen(name)
        counts = dict(self._counts[name])
        others = [value for value in counts if value not in chosen]
        shown = [*chosen, *others[: max(0, FACET_LENGTH - len(chosen))]]
        labels = _names(name, shown)
        values = (
            Value(
                labels.get(value, value),
                counts.get(value, 0),
                value in chosen,
                _toggled(name, value, chosen),
            )
            for value in shown
        )
        return Facet(name, _LABELS[name], tuple(values))

    def _chosen(self, name: str) -> list[str]:
        if name == "year":
            first, last = self.data.get("from", ""), self.data.get("to", "")
            return [first] if first == last and _YEAR.fullmatch(first) else []
        return [value for value in self.data.getlist(name) if value]

    @cached_property
    def _counts(self) -> dict[str, list[tuple[str, int]]]:
        """Counts of a facet ignore what was chosen of it."""
        chosen = [name for name in _LABELS if self._chosen(name)]
        counts = self.query.counts(*(name for name in _LABELS if name not in chosen))
        for name in chosen:
            counts |= self.query.without(name).counts(name)
        return counts


def everything() -> CatalogQuery:
    """The question for every record. Raises Http404 while there is no catalog."""
    try:
        return CatalogQuery.of_all()
    except CatalogError as error:
        raise Http404("The archive is empty: nothing has been loaded yet.") from error


def _filled(given: QueryDict) -> QueryDict:
    """`given` without the fields that a form leaves empty."""
    filled = QueryDict(mutable=True)
    for name, values in given.lists():
        filled.setlist(name, [value for value in values if value])
    return filled


def _data(given: QueryDict, fixed: Mapping[str, str]) -> QueryDict:
    data = given.copy()
    for name, value in fixed.items():
        data[name] = value
    return data


def _refuse_unknown(given: QueryDict, known: set[str]) -> None:
    unknown = sorted(set(given) - known - set(PARAMETERS_BESIDE))
    if unknown:
        raise BadRequest([f"There is no parameter “{name[:60]}” here." for name in unknown])


def _refuse_repeated(given: QueryDict) -> None:
    repeated = [name for name, values in given.lists() if values[1:] and name not in AUTHORITIES]
    if repeated:
        raise BadRequest([f"{name}: is given more than once." for name in repeated])


def _reasons(filterset: RecordFilter) -> list[str]:
    return [f"{name}: {reason}" for name, reasons in filterset.errors.items() for reason in reasons]


def _page_number(written: str) -> int:
    if not _PAGE.fullmatch(written):
        raise BadRequest(f"page: “{written[:60]}” is not the number of a page.")
    return int(written)


def _any_chosen(facet: Facet) -> bool:
    return any(value.chosen for value in facet.values)


def _names(facet: str, slugs: Iterable[str]) -> dict[str, str]:
    if facet == "kind":
        return dict(KINDS)
    if facet not in AUTHORITIES:
        return {}
    found = AUTHORITIES[facet]._default_manager.filter(slug__in=list(slugs))
    return {one.slug: str(one) for one in found}


def _toggled(name: str, value: str, chosen: list[str]) -> dict[str, object]:
    if name == "year":
        year = None if value in chosen else value
        return {"from": year, "to": year, "page": None}
    if name == "kind":
        return {name: None if value in chosen else value, "page": None}
    others = [one for one in chosen if one != value]
    return {name: others if value in chosen else [*others, value], "page": None}

"""A list of records as search and every browse page show it."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import BadRequest, ValidationError
from django.http import Http404, QueryDict

from articles.catalog.index.catalog import CatalogError
from articles.catalog.results.catalog_query import CatalogQuery
from articles.catalog.results.result_page import NumberedPage, ResultPage
from articles.core.dates import PartialDate
from articles.core.text import make_slug
from articles.filters import OTHER_PARAMETERS, REPEATABLE_PARAMETERS, RecordFilter
from articles.models import AUTHORITY_MODELS
from articles.pages.addresses import ListAddress
from articles.pages.charts.histogram import DateHistogram
from articles.pages.facets import Facet, FacetSet
from articles.pages.links import address_of

_PAGE_NUMBER = re.compile(r"[1-9][0-9]{0,8}")


@dataclass(frozen=True, slots=True)
class ActiveFilter:
    """A filter of a list, and the address of the list without it."""

    label: str
    address: str


class Listing:
    """The records that a page's query asks for.

    `page_path` is the path of the page. Its URL fixes `fixed_parameters`; its query may have
    `extra_parameters` beyond those of every list. Filters lead to `filter_path`, which has no
    extra parameters; empty for the page itself.

    Raises BadRequest that names each unknown or invalid parameter, Http404 for a page number
    beyond the last.
    """

    def __init__(
        self,
        query_parameters: QueryDict,
        page_path: str,
        fixed_parameters: Mapping[str, str] | None = None,
        *,
        extra_parameters: Collection[str] = (),
        filter_path: str = "",
    ) -> None:
        self.page_path = page_path
        self.fixed_parameters = fixed_parameters or {}
        self.parameters = _without_empty_values(query_parameters)
        """The parameters of the page's query, which links on the page change."""
        self.address = ListAddress(self.parameters, filter_path, extra_parameters)
        self.all_parameters = _with_values(query_parameters, self.fixed_parameters)
        self.filterset = RecordFilter.for_query(query_all_records(), self.all_parameters)
        known_names = {*self.filterset.filters, *OTHER_PARAMETERS, *extra_parameters}
        _check_known(query_parameters, known_names - set(self.fixed_parameters))
        _check_unrepeated(query_parameters)
        if not self.filterset.is_valid():
            raise BadRequest(_error_messages(self.filterset))
        self.query = self.filterset.query

    @cached_property
    def page(self) -> ResultPage:
        number = parse_page_number(self.all_parameters.get("page", "1"))
        page = self.query.page(number, *self.facet_set.unselected_names)
        check_page_number(page)
        return page

    @cached_property
    def search_query(self) -> str:
        """The query, with its question mark, that asks search for all records of the list."""
        parameters = _with_values(self.parameters, self.fixed_parameters)
        return ListAddress(parameters).with_parameters({"page": None})

    @property
    def hidden_fields(self) -> list[tuple[str, str]]:
        """The parameters that the search form sends without showing them, with their values."""
        return [
            (field.name, value)
            for field in self.filterset.form.hidden_fields()
            if field.name not in self.fixed_parameters
            for value in self.parameters.getlist(field.name)
        ]

    @property
    def atom_address(self) -> str:
        """The address of the list's Atom feed."""
        return self._feed_address(".atom")

    @property
    def json_feed_address(self) -> str:
        """The address of the list's JSON Feed."""
        return self._feed_address(".json")

    def _feed_address(self, suffix: str) -> str:
        """Return the address of a feed: it has no pages and an order of its own."""
        parameters = self.parameters.copy()
        for name in ("sort", "page"):
            parameters.pop(name, None)
        path = f"{self.page_path.removesuffix('/')}{suffix}"
        return f"{path}?{parameters.urlencode()}" if parameters else path

    @cached_property
    def facet_set(self) -> FacetSet:
        return FacetSet(self.query, self.all_parameters, self.fixed_parameters, self.address)

    @cached_property
    def facets(self) -> list[Facet]:
        """The facets that still divide the list or have selected values."""
        return self.facet_set.visible_facets()

    @cached_property
    def active_filters(self) -> list[ActiveFilter]:
        """The selected values of facets, the keywords and the dates."""
        selected_values = [
            ActiveFilter(f"{facet.label}: {value.label}", value.address)
            for facet in self.facets
            for value in facet.values
            if value.is_selected
        ]
        dates = {} if self.facet_set.selected_values("year") else {"from": "From {}", "to": "To {}"}
        labels = {"q": "Keywords: “{}”"} | dates
        return selected_values + [
            ActiveFilter(
                label.format(self.all_parameters[name]),
                self.address.with_parameters({name: None, "page": None}),
            )
            for name, label in labels.items()
            if self.all_parameters.get(name) and name not in self.fixed_parameters
        ]

    @cached_property
    def date_histogram(self) -> DateHistogram:
        has_fixed_date = "from" in self.fixed_parameters
        address_for = self._address_for_date if has_fixed_date else self.address.for_date
        return DateHistogram(self.query, address_for)

    def _address_for_date(self, date: PartialDate) -> str:
        """Return the address of the same list on another date's own page."""
        path = address_of(date)
        return f"{path}?{self.parameters.urlencode()}" if self.parameters else path

    @property
    def remarks(self) -> tuple[str, ...]:
        """How words that could not be parsed were interpreted."""
        return self.query.parsed_query.remarks if self.query.words else ()

    @cached_property
    def spelling_suggestion(self) -> str | None:
        """The words with unknown ones replaced, if no record matches."""
        return self.query.suggest_spelling() if self.query.words and not self.query.total else None


def query_all_records() -> CatalogQuery:
    """Return the query for all records. Raises Http404 if there is no catalog."""
    try:
        return CatalogQuery.all_records()
    except CatalogError as error:
        raise Http404("The archive has no records yet.") from error


def _without_empty_values(parameters: QueryDict) -> QueryDict:
    """Return the parameters without those of fields left empty in a form."""
    filled_parameters = QueryDict(mutable=True)
    for name, values in parameters.lists():
        filled_parameters.setlist(name, [value for value in values if value])
    return filled_parameters


def _with_values(parameters: QueryDict, values: Mapping[str, str]) -> QueryDict:
    parameters = parameters.copy()
    for name, value in values.items():
        parameters[name] = value
    return parameters


def _check_known(parameters: QueryDict, known_names: set[str]) -> None:
    unknown_names = sorted(set(parameters) - known_names)
    if unknown_names:
        raise BadRequest([f"This page has no parameter “{name[:60]}”." for name in unknown_names])


def _check_unrepeated(parameters: QueryDict) -> None:
    repeated_names = [
        name
        for name, values in parameters.lists()
        if values[1:] and name not in REPEATABLE_PARAMETERS
    ]
    if repeated_names:
        raise BadRequest([f"“{name}” was given more than once." for name in repeated_names])


def _error_messages(filterset: RecordFilter) -> list[str]:
    return [
        _explain_unknown_slug(name, error.params["slug"])
        if name in AUTHORITY_MODELS and error.params
        else _explain_error(str(filterset.form.fields[name].label), error)
        for name, errors in filterset.form.errors.as_data().items()
        for error in errors
    ]


def _explain_error(label: str, error: ValidationError) -> str:
    """Return the label of a parameter, and what is wrong with it as a sentence or as its end."""
    (reason,) = error.messages
    return f"{label} {reason}" if reason[0].islower() else f"{label}: {reason}"


def _explain_unknown_slug(kind: str, slug: str) -> str:
    """Name the authority that was meant, if its key or name was given in place of its slug."""
    message = f"There is no {kind} “{slug[:200]}”."
    authority = AUTHORITY_MODELS[kind]._default_manager.filter(slug=make_slug(slug)).first()
    return f"{message} Did you mean {authority}?" if authority else message


def parse_page_number(text: str) -> int:
    """Return the number of a page, from 1. Raises BadRequest."""
    if not _PAGE_NUMBER.fullmatch(text):
        raise BadRequest(f"“{text[:60]}” is not a page number.")
    return int(text)


def check_page_number(page: NumberedPage) -> None:
    """Raise Http404 if the list has no such page."""
    if page.number > page.page_count:
        raise Http404(f"There is no page {page.number}; the last page is {page.page_count}.")

"""One list of records, as search and every browse page show it."""

import re
from collections.abc import Mapping
from functools import cached_property

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, QueryDict

from articles.catalog.index.catalog import CatalogError
from articles.catalog.results.catalog_query import CatalogQuery
from articles.catalog.results.result_page import ResultPage
from articles.core.dates import PartialDate
from articles.filters import OTHER_PARAMETERS, REPEATABLE_PARAMETERS, RecordFilter
from articles.pages.addresses import Address
from articles.pages.charts.histogram import Spread
from articles.pages.facets import Facet, Facets, Value
from articles.pages.links import address_of

NEAR = 2
"""Pages offered before and after the one that is shown."""

_PAGE = re.compile(r"[1-9][0-9]{0,8}")


class Listing:
    """The records that a request asks for.

    `fixed` are parameters that the page's own address sets, `beside` further ones that it knows.
    What is chosen on it leads to `path`, which does not know these; empty is the page itself.
    Raises BadRequest that names each unknown or wrong parameter, Http404 for a page beyond the
    last.
    """

    def __init__(
        self,
        request: HttpRequest,
        fixed: Mapping[str, str] | None = None,
        beside: tuple[str, ...] = (),
        path: str = "",
    ) -> None:
        self.request = request
        self.fixed = fixed or {}
        self.given = _filled(request.GET)
        """What the address itself asks for: links on the page change it."""
        self.address = Address(self.given, path, beside)
        self.data = _data(request.GET, self.fixed)
        self.filterset = RecordFilter.for_query(everything(), self.data)
        known = {*self.filterset.filters, *OTHER_PARAMETERS, *beside}
        _refuse_unknown(request.GET, known - set(self.fixed))
        _refuse_repeated(request.GET)
        if not self.filterset.is_valid():
            raise BadRequest(_reasons(self.filterset))
        self.query = self.filterset.query

    @cached_property
    def page(self) -> ResultPage:
        number = _page_number(self.data.get("page", "1"))
        page = self.query.page(number, *self.choices.free)
        if number > page.page_count:
            raise Http404(f"There is no page {number}; the last one is {page.page_count}.")
        return page

    @cached_property
    def asked(self) -> str:
        """The query that asks search for the whole list, what the page's address fixes included."""
        return Address(_data(self.given, self.fixed)).changed({"page": None})

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What was chosen that the search form does not show, but sends along."""
        hidden = [field.name for field in self.filterset.form.hidden_fields()]
        return [
            (name, value)
            for name in hidden
            if name not in self.fixed
            for value in self.given.getlist(name)
        ]

    @property
    def atom(self) -> str:
        """The address of the list's feed in Atom."""
        return self._beside(".atom")

    @property
    def json_feed(self) -> str:
        """The address of the list's feed as a JSON Feed."""
        return self._beside(".json")

    def _beside(self, suffix: str) -> str:
        """The list in another form: what orders and divides the page is left out."""
        asked = self.given.copy()
        for name in ("sort", "page"):
            asked.pop(name, None)
        address = f"{self.request.path.removesuffix('/')}{suffix}"
        return f"{address}?{asked.urlencode()}" if asked else address

    @cached_property
    def near(self) -> range:
        """The numbers of the pages around the one that is shown."""
        number = self.page.number
        return range(max(1, number - NEAR), min(self.page.page_count, number + NEAR) + 1)

    @cached_property
    def choices(self) -> Facets:
        return Facets(self.query, self.data, self.fixed, self.address)

    @cached_property
    def facets(self) -> list[Facet]:
        """The facets that still divide the result, or that something was chosen of."""
        return self.choices.shown()

    @cached_property
    def tags(self) -> list[Value]:
        """What was chosen, each with the way to take it back."""
        return [
            Value(f"{facet.label}: {value.label}", value.count, True, value.address)
            for facet in self.facets
            for value in facet.values
            if value.chosen
        ] + [
            Value(
                f"{label} {self.data[name]}",
                0,
                True,
                self.address.changed({name: None, "page": None}),
            )
            for name, label in (("q", "Words:"), ("from", "From"), ("to", "To"))
            if self.data.get(name) and name not in self.fixed
            if name == "q" or not self.choices.chosen("year")
        ]

    @cached_property
    def spread(self) -> Spread:
        by_date = self._of_date if "from" in self.fixed else self.address.narrowed
        return Spread(self.query, by_date)

    def _of_date(self, date: PartialDate) -> str:
        """The same list of another date, where the date is the page's own."""
        path = address_of(date)
        return f"{path}?{self.given.urlencode()}" if self.given else path

    @property
    def remarks(self) -> tuple[str, ...]:
        """What of the words could not be meant as it was written."""
        return self.query.parsed_query.remarks if self.query.words else ()

    @cached_property
    def respelled(self) -> str | None:
        """The words with those that stand nowhere replaced, where nothing is found."""
        return self.query.suggest_spelling() if self.query.words and not self.query.total else None


def everything() -> CatalogQuery:
    """The question for every record. Raises Http404 while there is no catalog."""
    try:
        return CatalogQuery.all_records()
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
    unknown = sorted(set(given) - known)
    if unknown:
        raise BadRequest([f"There is no parameter “{name[:60]}” here." for name in unknown])


def _refuse_repeated(given: QueryDict) -> None:
    repeated = [name for name, values in given.lists() if values[1:] and name not in REPEATABLE_PARAMETERS]
    if repeated:
        raise BadRequest([f"{name}: is given more than once." for name in repeated])


def _reasons(filterset: RecordFilter) -> list[str]:
    return [f"{name}: {reason}" for name, reasons in filterset.errors.items() for reason in reasons]


def _page_number(written: str) -> int:
    if not _PAGE.fullmatch(written):
        raise BadRequest(f"page: “{written[:60]}” is not the number of a page.")
    return int(written)

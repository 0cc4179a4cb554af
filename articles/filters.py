"""What a reader can ask of a list, declared once for search, browsing and feeds."""

import re
from typing import Any, ClassVar, Self, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django_filters import CharFilter, ChoiceFilter, Filter, FilterSet

from articles.catalog.results.catalog_query import SORTS, CatalogQuery
from articles.core.dates import PartialDate
from articles.models import Quotation

KIND_CHOICES = (("article", "Articles"), ("release", "Press releases"))
QUOTED_CHOICES = (("yes", "Quoting or quoted"), ("no", "Neither quoting nor quoted"))
SORT_LABELS = {
    "relevance": "Best match first",
    "newest": "Newest first",
    "oldest": "Oldest first",
    "quoted": "Most quoted first",
}
OTHER_PARAMETERS = ("page",)
"""Parameters of a list that are no filters."""
REPEATABLE_PARAMETERS = ("agency", "city", "author", "outlet", "state", "grade", "presentation")
"""Parameters that may be given several times: any one of the values will do."""

_SLUG = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


class SlugsField(forms.Field):
    """Slugs of agencies, cities, authors or outlets: any one of them will do."""

    widget = forms.MultipleHiddenInput

    def clean(self, value: Any) -> list[str]:
        slugs = [slug for slug in value or [] if slug]
        for slug in slugs:
            if not _SLUG.fullmatch(slug):
                reason = "“%(slug)s” is not a name as addresses have it."
                raise ValidationError(reason, params={"slug": slug})
        return slugs


class NamesField(forms.Field):
    """Names of states: any one of them will do."""

    widget = forms.MultipleHiddenInput

    def clean(self, value: Any) -> list[str]:
        return [name for name in value or [] if name]


class ChoicesField(forms.MultipleChoiceField):
    """Values of a short list: any one of them will do."""

    widget = forms.MultipleHiddenInput


class DateField(forms.CharField):
    """A year, a month or a day."""

    def clean(self, value: Any) -> PartialDate | None:
        written = super().clean(value)
        if not written:
            return None
        try:
            if _DAY.fullmatch(written):
                return PartialDate(written)
        except ValueError:
            pass
        raise ValidationError(
            "“%(date)s” is not a year, month or day such as 2017, 2017-07 or 2017-07-28.",
            params={"date": written},
        )


class SlugsFilter(Filter):
    field_class = SlugsField


class NamesFilter(Filter):
    field_class = NamesField


class ChoicesFilter(Filter):
    field_class = ChoicesField


class DateFilter(Filter):
    field_class = DateField


class RecordFilter(FilterSet):
    """The filters of every list; they drive a `CatalogQuery`, not a queryset."""

    q = CharFilter(label="Search for", method="having_words", max_length=500)
    kind = ChoiceFilter(label="Kind", choices=KIND_CHOICES, method="having", empty_label="Everything")
    agency = SlugsFilter(label="Agency", method="having")
    city = SlugsFilter(label="City", method="having")
    state = NamesFilter(label="State", method="having")
    author = SlugsFilter(label="Author", method="having")
    outlet = SlugsFilter(label="Outlet", method="having")
    quoted = ChoiceFilter(
        label="Quotations", choices=QUOTED_CHOICES, method="having", widget=forms.HiddenInput
    )
    grade = ChoicesFilter(label="Faithfulness", choices=Quotation.Grade.choices, method="having")
    presentation = ChoicesFilter(
        label="Presentation", choices=Quotation.Presentation.choices, method="having"
    )
    sort = ChoiceFilter(
        label="Order",
        choices=[(sort, SORT_LABELS[sort]) for sort in SORTS],
        method="ordered",
        empty_label="Usual order",
    )

    dates: ClassVar = {
        "from": DateFilter(label="From", field_name="from", method="since"),
        "to": DateFilter(label="To", field_name="to", method="until"),
    }
    """`from` cannot be an attribute, being a word of the language."""

    @classmethod
    def for_query(cls, query: CatalogQuery, data: QueryDict) -> Self:
        """The filters on `query`, as `data` sets them."""
        return cls(data, queryset=cast("Any", query))

    @property
    def query(self) -> CatalogQuery:
        """The query with every filter applied; the filters must be valid."""
        return cast("CatalogQuery", self.qs)

    @classmethod
    def get_filters(cls) -> Any:
        return super().get_filters() | cls.dates

    def filter_queryset(self, queryset: Any) -> Any:
        """As the stock one, without its assertion that a question is a QuerySet."""
        for name, value in self.form.cleaned_data.items():
            queryset = self.filters[name].filter(queryset, value)
        return queryset

    def having_words(self, query: CatalogQuery, name: str, words: str) -> CatalogQuery:
        return query.search(words)

    def having(self, query: CatalogQuery, name: str, value: str | list[str]) -> CatalogQuery:
        return query.with_any(name, [value] if isinstance(value, str) else value)

    def since(self, query: CatalogQuery, name: str, date: PartialDate) -> CatalogQuery:
        return query.from_day(date.first_day)

    def until(self, query: CatalogQuery, name: str, date: PartialDate) -> CatalogQuery:
        return query.to_day(date.last_day)

    def ordered(self, query: CatalogQuery, name: str, sort: str) -> CatalogQuery:
        return query.sorted_by(sort)

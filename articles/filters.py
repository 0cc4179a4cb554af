"""The filters of every list of records: search, browse pages and feeds."""

import re
from collections.abc import Iterable
from typing import Any, ClassVar, Self, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django_filters import CharFilter, ChoiceFilter, Filter, FilterSet

from articles.catalog.results.catalog_query import SORTS, CatalogQuery
from articles.core.dates import PartialDate
from articles.models.quotations import GRADE_CHOICES, PRESENTATION_CHOICES

KIND_CHOICES = (("article", "Articles"), ("release", "Press releases"))
QUOTED_CHOICES = (
    ("yes", "Traced to a release"),
    ("untraced", "Attributed to a release that isn’t in this archive"),
    ("no", "None traced to a release"),
)
SORT_LABELS = {
    "relevance": "Relevance",
    "newest": "Newest first",
    "oldest": "Oldest first",
    "quoted": "Most quoted first",
}
OTHER_PARAMETERS = ("page",)
"""Parameters of a list that are not filters."""
REPEATABLE_PARAMETERS = ("agency", "city", "author", "outlet", "state", "grade", "presentation")
"""Parameters that may have several values: a record matches if it has any of them."""

_SLUG = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


class SlugsField(forms.Field):
    """Any of several slugs of agencies, cities, authors or outlets."""

    widget = forms.MultipleHiddenInput

    def clean(self, value: Any) -> list[str]:
        slugs = [slug for slug in value or [] if slug]
        for slug in slugs:
            if not _SLUG.fullmatch(slug):
                reason = (
                    "“%(slug)s” is not a valid identifier: use only lowercase letters, digits, "
                    "hyphens and underscores."
                )
                raise ValidationError(reason, params={"slug": slug})
        return slugs


class NamesField(forms.Field):
    """Any of several names of states."""

    widget = forms.MultipleHiddenInput

    def clean(self, value: Any) -> list[str]:
        return [name for name in value or [] if name]


class ChoicesField(forms.MultipleChoiceField):
    """Any of several values from a short list."""

    widget = forms.MultipleHiddenInput


class DateField(forms.CharField):
    """A year, a month or a day."""

    def clean(self, value: Any) -> PartialDate | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            if _DATE.fullmatch(text):
                return PartialDate(text)
        except ValueError:
            pass
        raise ValidationError(
            "“%(date)s” is not a year, month or day such as 2017, 2017-07 or 2017-07-28.",
            params={"date": text},
        )


class SlugsFilter(Filter):
    field_class = SlugsField


class NamesFilter(Filter):
    field_class = NamesField


class ChoicesFilter(Filter):
    field_class = ChoicesField


class DateFilter(Filter):
    field_class = DateField


def _choice_messages(values: Iterable[str]) -> dict[str, str]:
    *names, last_name = values
    return {"invalid_choice": f"must be {', '.join(names)} or {last_name}."}


class RecordFilter(FilterSet):
    """The filters of every list. They refine a `CatalogQuery` instead of a queryset."""

    q = CharFilter(label="Keywords", method="filter_words", max_length=500)
    kind = ChoiceFilter(
        label="Type",
        choices=KIND_CHOICES,
        method="filter_values",
        empty_label="All",
        error_messages=_choice_messages(dict(KIND_CHOICES)),
    )
    agency = SlugsFilter(label="Agency", method="filter_values")
    city = SlugsFilter(label="City", method="filter_values")
    state = NamesFilter(label="State", method="filter_values")
    author = SlugsFilter(label="Author", method="filter_values")
    outlet = SlugsFilter(label="Outlet", method="filter_values")
    quoted = ChoiceFilter(
        label="Quotations",
        choices=QUOTED_CHOICES,
        method="filter_values",
        widget=forms.HiddenInput,
        error_messages=_choice_messages(dict(QUOTED_CHOICES)),
    )
    grade = ChoicesFilter(
        label="Accuracy",
        choices=GRADE_CHOICES,
        method="filter_values",
        error_messages=_choice_messages(dict(GRADE_CHOICES)),
    )
    presentation = ChoicesFilter(
        label="Presentation",
        choices=PRESENTATION_CHOICES,
        method="filter_values",
        error_messages=_choice_messages(dict(PRESENTATION_CHOICES)),
    )
    sort = ChoiceFilter(
        label="Sort by",
        choices=[(sort, SORT_LABELS[sort]) for sort in SORTS],
        method="apply_sort",
        empty_label="Default",
        error_messages=_choice_messages(SORTS),
    )

    date_filters: ClassVar = {
        "from": DateFilter(label="From", field_name="from", method="filter_from"),
        "to": DateFilter(label="To", field_name="to", method="filter_to"),
    }
    """`from` is a keyword of Python, so it cannot be an attribute."""

    @classmethod
    def for_query(cls, query: CatalogQuery, data: QueryDict) -> Self:
        """Return the filters of a query, set as in `data`."""
        return cls(data, queryset=cast("Any", query))

    @property
    def query(self) -> CatalogQuery:
        """The query with all filters applied; they must be valid."""
        return cast("CatalogQuery", self.qs)

    @classmethod
    def get_filters(cls) -> Any:
        return super().get_filters() | cls.date_filters

    def filter_queryset(self, queryset: Any) -> Any:
        """Apply the filters; django-filter's own method insists on a QuerySet."""
        for name, value in self.form.cleaned_data.items():
            queryset = self.filters[name].filter(queryset, value)
        return queryset

    def filter_words(self, query: CatalogQuery, name: str, words: str) -> CatalogQuery:
        return query.search(words)

    def filter_values(self, query: CatalogQuery, name: str, value: str | list[str]) -> CatalogQuery:
        return query.with_any(name, [value] if isinstance(value, str) else value)

    def filter_from(self, query: CatalogQuery, name: str, date: PartialDate) -> CatalogQuery:
        return query.from_day(date.first_day)

    def filter_to(self, query: CatalogQuery, name: str, date: PartialDate) -> CatalogQuery:
        return query.to_day(date.last_day)

    def apply_sort(self, query: CatalogQuery, name: str, sort: str) -> CatalogQuery:
        return query.sorted_by(sort)

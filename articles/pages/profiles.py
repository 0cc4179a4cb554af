"""How an agency is quoted, or how an author or outlet quotes: how often, how and how soon."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import repeat
from statistics import median
from typing import Any

from django.db.models import QuerySet

from articles.models import Agency, Figure, Outlet, PressRelease
from articles.models.authorities import Authority
from articles.models.quotations import PRESENTATION_CHOICES
from articles.pages.glossary import GRADE_LABELS

MAX_LEADING_RECORDS = 5
"""Releases, and outlets or agencies, that a profile names."""

_SHORT_KINDS = (
    Figure.What.ARTICLES,
    Figure.What.GRADE,
    Figure.What.PRESENTATION,
    Figure.What.DAYS,
)
"""Kinds of figures that are few, so that all are read; of others only the leading ones are."""

type NamedCounts = dict[str, int]
"""Numbers by the name of their figure: a grade, a presentation or a number of days."""


@dataclass(frozen=True, slots=True)
class QuotationShare:
    """A grade or presentation, and how many of the quotations have it."""

    value: str
    label: str
    count: int
    percentage: int


@dataclass(frozen=True, slots=True)
class LeadingRecord:
    """A release, outlet or agency, and how many articles have quotations of or in it."""

    record: PressRelease | Authority
    article_count: int


@dataclass(frozen=True, slots=True)
class ProfileSummary:
    """What a page shows of a profile."""

    quotation_count: int
    article_count: int
    release_count: int
    grades: list[QuotationShare]
    presentations: list[QuotationShare]
    median_days: float | None
    """Days from release to article; None if there is no pair with both days known."""
    leading_releases: list[LeadingRecord]
    leading_partners: list[LeadingRecord]
    """Outlets in the profile of an agency, agencies in that of an author or outlet."""


def summarize_profile(authority: Authority) -> ProfileSummary | None:
    """Return the profile of an authority, with six queries at most; None without quotations.

    Cities have no profile.
    """
    figures = Figure.objects.filter(kind=authority._meta.model_name, owner=authority.pk)
    releases = figures.filter(what=Figure.What.RELEASE)
    partners = figures.filter(what=Figure.What.OTHER)
    counts = _read_counts(figures)
    if not counts:
        return None
    partner_model = Outlet if isinstance(authority, Agency) else Agency
    return ProfileSummary(
        sum(counts[Figure.What.GRADE].values()),
        counts[Figure.What.ARTICLES][""],
        releases.count(),
        _compute_shares(list(GRADE_LABELS.items()), counts[Figure.What.GRADE]),
        _compute_shares(PRESENTATION_CHOICES, counts[Figure.What.PRESENTATION]),
        _median_days(counts[Figure.What.DAYS]),
        _fetch_leading_records(releases, PressRelease.objects.only("key", "title")),
        _fetch_leading_records(partners, partner_model._default_manager.all()),
    )


def _read_counts(figures: QuerySet[Figure]) -> dict[str, NamedCounts]:
    """Return the figures of `_SHORT_KINDS`, by kind."""
    counts: dict[str, NamedCounts] = defaultdict(dict)
    rows = figures.filter(what__in=_SHORT_KINDS).values_list("what", "name", "times")
    for kind, name, times in rows:
        counts[kind][name] = times
    return counts


def _median_days(counts: NamedCounts) -> float | None:
    days = [day for name, times in counts.items() for day in repeat(int(name), times)]
    return median(days) if days else None


def _compute_shares(
    choices: Sequence[tuple[str, str]], counts: NamedCounts
) -> list[QuotationShare]:
    """Return the share of each choice that occurs, in the order of the choices."""
    total = sum(counts.values())
    return [
        QuotationShare(value, label.lower(), counts[value], round(100 * counts[value] / total))
        for value, label in choices
        if value in counts
    ]


def _fetch_leading_records(
    figures: QuerySet[Figure], records: QuerySet[Any]
) -> list[LeadingRecord]:
    """Return the records with the highest figures.

    Records that a load has removed since the figures were read are skipped.
    """
    counts = dict(figures.values_list("name", "times")[:MAX_LEADING_RECORDS])
    records_by_key = records.in_bulk(list(counts), field_name="key")
    return [
        LeadingRecord(records_by_key[key], times)
        for key, times in counts.items()
        if key in records_by_key
    ]

"""How an agency is quoted, or an author or outlet quotes: how often, how, and how soon."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import repeat
from statistics import median
from typing import Any

from django.db.models import QuerySet

from articles.models import Agency, Figure, Outlet, PressRelease
from articles.models.authorities import Authority
from articles.models.quotations import GRADE_CHOICES, PRESENTATION_CHOICES

LEADING = 5
"""Releases, and outlets or agencies, that are named at most."""

What = Figure.What

type Counts = dict[str, int]
"""Values or keys with how often they occur."""


@dataclass(frozen=True, slots=True)
class Share:
    """A grade, or a way to present, and how many of the quotations have it."""

    value: str
    label: str
    count: int
    percent: int


@dataclass(frozen=True, slots=True)
class Leading:
    """A release, outlet or agency, and how many articles have quotations of it."""

    record: PressRelease | Authority
    articles: int


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows of a profile."""

    total: int
    articles: int
    releases: int
    grades: list[Share]
    presentations: list[Share]
    days: float | None
    """The median from release to article; None where no two dates are known to the day."""
    leading_releases: list[Leading]
    leading_others: list[Leading]
    """The outlets that quote an agency, or the agencies that the others quote."""


def profile(authority: Authority) -> Shown | None:
    """At most six queries; None of a city, and where there is no quotation."""
    figures = Figure.objects.filter(kind=authority._meta.model_name, owner=authority.pk)
    releases, others = (figures.filter(what=what) for what in (What.RELEASE, What.OTHER))
    kept: dict[str, Counts] = defaultdict(dict)
    few = figures.filter(what__in=(What.ARTICLES, What.GRADE, What.PRESENTATION, What.DAYS))
    for what, name, times in few.values_list("what", "name", "times"):
        kept[what][name] = times
    if not kept:
        return None
    return Shown(
        sum(kept[What.GRADE].values()),
        kept[What.ARTICLES][""],
        releases.count(),
        _shares(GRADE_CHOICES, kept[What.GRADE]),
        _shares(PRESENTATION_CHOICES, kept[What.PRESENTATION]),
        _median(kept[What.DAYS]),
        _leading(releases, PressRelease.objects.only("key", "title")),
        _leading(others, (Outlet if isinstance(authority, Agency) else Agency).objects.all()),
    )


def _median(days: Counts) -> float | None:
    found = [day for name, times in days.items() for day in repeat(int(name), times)]
    return median(found) if found else None


def _shares(choices: Sequence[tuple[str, str]], counts: Counts) -> list[Share]:
    """Return the share of each choice that occurs, in the order of the choices."""
    total = sum(counts.values())
    return [
        Share(value, label.lower(), counts[value], round(100 * counts[value] / total))
        for value, label in choices
        if value in counts
    ]


def _leading(figures: QuerySet[Figure], records: QuerySet[Any]) -> list[Leading]:
    """Those that are held still: a load may have landed since the figures were read."""
    counts = dict(figures.values_list("name", "times")[:LEADING])
    known = records.in_bulk(list(counts), field_name="key")
    return [Leading(known[key], times) for key, times in counts.items() if key in known]

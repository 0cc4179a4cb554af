"""How an agency is quoted, or an author or outlet quotes: how often, how, and how soon."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, TextChoices

from articles.models import Agency, Outlet, PressRelease, Profile, Quotation
from articles.models.authorities import Authority

type Counts = list[tuple[str, int]]
"""Values or keys with how often they occur, the commonest first."""


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
    """Three queries; None of a city, and where there is no quotation."""
    kept = Profile.objects.filter(kind=authority._meta.model_name, owner=authority.pk).first()
    if kept is None:
        return None
    others: type[Authority] = Outlet if isinstance(authority, Agency) else Agency
    return Shown(
        kept.total,
        kept.articles,
        kept.releases,
        _shares(Quotation.Grade, kept.most["grades"], kept.total),
        _shares(Quotation.Presentation, kept.most["presentations"], kept.total),
        kept.days,
        _leading(kept.most["releases"], PressRelease.objects.only("key", "title")),
        _leading(kept.most.get("others", []), others._default_manager.all()),
    )


def _shares(kinds: type[TextChoices], counts: Counts, total: int) -> list[Share]:
    """In the order in which the kinds are defined."""
    known = dict(counts)
    return [
        Share(value, str(label).lower(), known[value], round(100 * known[value] / total))
        for value, label in kinds.choices
        if value in known
    ]


def _leading(counts: Counts, records: QuerySet[Any]) -> list[Leading]:
    """Those that are held still: a load may have landed since the profile was read."""
    known = records.in_bulk([key for key, _ in counts], field_name="key")
    return [Leading(known[key], count) for key, count in counts if key in known]

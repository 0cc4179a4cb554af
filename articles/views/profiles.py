"""How an agency is quoted, or an author or outlet quotes: how often, how, and how soon."""

from dataclasses import dataclass
from datetime import timedelta

from articles.models import Agency, Author, Outlet, PressRelease, Quotation
from articles.models.authorities import Authority
from articles.models.quotations import QuotationQuerySet

LEADING = 5
"""Releases, and outlets or agencies, that are named at most."""


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
class Profile:
    """The quotations from an agency's releases, or in an author's or outlet's articles."""

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


def profile(authority: Authority) -> Profile | None:
    """Six queries; None of a city, and where there is no quotation."""
    quotations = _quotations(authority)
    if quotations is None:
        return None
    kinds = {"grade": Quotation.Grade, "presentation": Quotation.Presentation}
    tally = quotations.tallied(**{field: kind.values for field, kind in kinds.items()})
    if not tally["total"]:
        return None
    grades, presentations = (
        [
            Share(value, str(label).lower(), count, round(100 * count / tally["total"]))
            for value, label in kind.choices
            if (count := tally[f"{field}_{value}"])
        ]
        for field, kind in kinds.items()
    )
    return Profile(
        tally["total"],
        tally["articles"],
        tally["releases"],
        grades,
        presentations,
        _days(quotations.median_delay()),
        _releases(quotations),
        _others(quotations, authority),
    )


def _quotations(authority: Authority) -> QuotationQuerySet | None:
    found = Quotation.objects.standing().located()
    match authority:
        case Agency():
            return found.from_agency(authority.pk)
        case Author():
            return found.by_author(authority.pk)
        case Outlet():
            return found.in_outlet(authority.pk)
    return None


def _days(delay: timedelta | None) -> float | None:
    return None if delay is None else delay / timedelta(days=1)


def _releases(quotations: QuotationQuerySet) -> list[Leading]:
    counts = quotations.most("release", LEADING)
    known = PressRelease.objects.select_related("agency").in_bulk([pk for pk, _ in counts])
    return [Leading(known[pk], count) for pk, count in counts]


def _others(quotations: QuotationQuerySet, authority: Authority) -> list[Leading]:
    of_agency = isinstance(authority, Agency)
    counts = quotations.most("article__outlet" if of_agency else "release__agency", LEADING)
    model: type[Authority] = Outlet if of_agency else Agency
    known = model._default_manager.in_bulk([pk for pk, _ in counts])
    return [Leading(known[pk], count) for pk, count in counts]

"""Quotations found and kept. May import the rest of `linking`."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from articles.linking.candidates import candidates
from articles.linking.finding import Answer, answers
from articles.linking.indexing import New
from articles.linking.likely import with_likely
from articles.linking.questions import Places, Questions
from articles.models import Article, Holding, PressRelease, Quotation
from articles.progress import Progress
from articles.quoting.attribution import Found
from articles.text import Span
from articles.workers import Workers


@dataclass(frozen=True)
class Linked:
    """What was looked at."""

    articles: list[int] = field(default_factory=list)
    """The ids of those whose quotations were found anew."""
    releases: set[int] = field(default_factory=set)
    """The ids of those that such an article quoted before or quotes now."""

    def add(self, other: "Linked") -> None:
        self.articles.extend(other.articles)
        self.releases.update(other.releases)


def link(
    new: New, touched: Iterable[int], also: Iterable[int], workers: Workers, progress: Progress
) -> Linked:
    """Find the quotations of every article that the `new` texts may have changed.

    `touched` are the numbers of releases held before that changed in anything but their text,
    `also` those of articles to look at whatever they share.
    """
    found = candidates(new, touched, also, workers)
    questions, linked = Questions(), Linked()
    with progress.over("linked", "articles") as meter:
        for some in workers.map(answers, questions.about(with_likely(found, new.naming))):
            _keep(some, questions.places, linked)
            meter.advance(len(some), 0)
    return linked


def touched(edition: int, since: int) -> QuerySet[PressRelease, Any]:
    """The numbers of releases held before, of which the edition brought all but their text."""
    releases = PressRelease.objects.filter(edition=edition, posting__lte=since)
    return releases.values_list("posting", flat=True)


def quoting(edition: int, since: int) -> QuerySet[Article, Any]:
    """The numbers of articles held before, that the edition changed or that quote one changed."""
    held = Article.objects.filter(posting__lte=since).values_list("posting", flat=True)
    changed = held.filter(edition=edition)
    return changed.union(held.filter(quotations__release__edition=edition)).order_by()


def _keep(found: list[Answer], places: Places, linked: Linked) -> None:
    articles = [article for article, _ in found]
    before = Quotation.objects.filter(article__in=articles)
    linked.articles.extend(articles)
    linked.releases.update(before.exclude(release=None).values_list("release", flat=True))
    before.delete()
    rows = [row for article, passages in found for row in _rows(article, passages, places)]
    Quotation.objects.bulk_create(quotation for quotation, _ in rows)
    linked.releases.update(quotation.release_id for quotation, _ in rows if quotation.release_id)
    Holding.objects.bulk_create(holding for _, holdings in rows for holding in holdings)


def _rows(
    article: int, passages: list[Found], places: Places
) -> list[tuple[Quotation, list[Holding]]]:
    rows = []
    for number, found in enumerate(passages, 1):
        quotation = _quotation(article, number, found, places)
        rows.append((quotation, _holdings(quotation, found, places)))
    return rows


def _quotation(article: int, number: int, found: Found, places: Places) -> Quotation:
    release, version = (None, None) if found.number is None else places[found.number]
    return Quotation(
        article_id=article,
        number=number,
        release_id=release,
        version=version,
        article_start=found.here.start,
        article_end=found.here.end,
        release_start=found.there.start if found.there else None,
        release_end=found.there.end if found.there else None,
        grade=found.grade or "",
        presentation=found.presentation,
        parts=[_place(part.here, part.there) for part in found.parts],
        changes=[
            {"kind": change.kind, "place": _place(change.here, change.there)}
            for change in found.changes
        ],
        shared=found.shared,
    )


def _place(here: Span, there: Span) -> list[int]:
    return [here.start, here.end, there.start, there.end]


def _holdings(quotation: Quotation, found: Found, places: Places) -> list[Holding]:
    return [
        Holding(
            quotation=quotation,
            release_id=places[other.number][0],
            version=places[other.number][1],
            start=other.there.start,
            end=other.there.end,
            grade=other.grade,
        )
        for other in found.others
    ]

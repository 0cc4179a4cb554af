"""Third sources: all of them, and the articles and releases that quote one."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, F, Q

from articles.models import Article, PressRelease, Quotation, ThirdSource

MAX_LISTED_QUOTATIONS = 200
"""Quotations of a third source that its page lists."""
_LIVE = Q(quotations__article__withdrawn="", quotations__release__withdrawn="")


@dataclass(frozen=True, slots=True)
class SourceEntry:
    source: ThirdSource
    article_count: int
    """Live articles that quote it."""


@dataclass(frozen=True, slots=True)
class QuotingArticle:
    article: Article
    quotations: list[Quotation]


@dataclass(frozen=True, slots=True)
class SourceQuotations:
    """Who quotes a third source: the latest articles first."""

    articles: list[QuotingArticle]
    releases: list[PressRelease]
    unlisted_count: int
    """How many quotations there are beyond those listed."""


def list_sources() -> list[SourceEntry]:
    """Return all third sources: the most quoted first, then by date, then by key.

    Undated ones come last, and numbers in keys are in numerical order.
    """
    article_count = Count("quotations__article", filter=_LIVE, distinct=True)
    counts = dict(ThirdSource.objects.annotate(count=article_count).values_list("pk", "count"))
    sources = sorted(ThirdSource.objects.defer("text"), key=_sort_key)
    entries = [SourceEntry(source, counts[source.pk]) for source in sources]
    return sorted(entries, key=lambda entry: -entry.article_count)


def _sort_key(source: ThirdSource) -> tuple[bool, str, list[str | int]]:
    parts = [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", source.key)]
    return source.date is None, str(source.date or ""), parts


def find_source_quotations(source: ThirdSource) -> SourceQuotations:
    """Return the live articles and releases that quote a third source."""
    quotations = Quotation.objects.live().filter(third_source=source)
    listed_quotations = list(
        quotations.with_article()
        .with_release()
        .order_by(F("article__published").desc(nulls_last=True), "article__key", "number")[
            :MAX_LISTED_QUOTATIONS
        ]
    )
    articles = [
        QuotingArticle(article, list(group))
        for article, group in groupby(listed_quotations, key=lambda quotation: quotation.article)
    ]
    return SourceQuotations(
        articles,
        _list_releases(listed_quotations),
        max(0, quotations.count() - len(listed_quotations)),
    )


def _list_releases(quotations: Iterable[Quotation]) -> list[PressRelease]:
    """Return the releases of the quotations by heading, each once."""
    releases = {quotation.release for quotation in quotations if quotation.release}
    return sorted(releases, key=lambda release: (release.heading, release.key))

"""A record's own page: an article, a release."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.catalog.results.related import find_related
from articles.core.dates import PartialDate
from articles.models import Article, Duplicate, PressRelease, Quotation
from articles.models.texts import ArchivedText
from articles.pages.annotated_article import Quoted, excerpt, marked_parts, share_quoted
from articles.pages.annotated_release import lines
from articles.pages.charts.timeline import timeline
from articles.pages.quoted_sources import sources, texts_of
from articles.pages.version_history import Text, earlier_versions
from articles.views.errors import found_or_404

type View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Again:
    """Another record with the same text, or nearly so."""

    record: Article | PressRelease
    duplicate: Duplicate

    @property
    def percent(self) -> int:
        """How many in a hundred of both texts' fingerprints they have in common."""
        return round(100 * self.duplicate.likeness)


class Withdrawn(Exception):  # noqa: N818
    """A record that was withdrawn is asked for."""

    def __init__(self, record: ArchivedText | Text) -> None:
        super().__init__(record.key)
        self.record = record


def gone_where_withdrawn(view: View) -> View:
    """Answer with a tombstone and 410 where the view meets a withdrawn record."""

    @wraps(view)
    def guarded(request: HttpRequest, **names: object) -> HttpResponse:
        try:
            return view(request, **names)
        except Withdrawn as withdrawn:
            context = {"record": withdrawn.record}
            return render(request, "pages/withdrawn.html", context, status=410)

    return guarded


@gone_where_withdrawn
def article_detail(request: HttpRequest, key: str) -> HttpResponse:
    """The text with each quotation marked, and how much of it comes from which releases."""
    article = standing(found_or_404(Article.objects.for_page(), key=key))
    quotations = list(article.quotations.live().with_release())
    context = {
        "article": article,
        "quotations": [Quoted(one, excerpt(article.text, one.article_span)) for one in quotations],
        "paragraphs": marked_parts(article.text, quotations),
        "share": share_quoted(article.text, quotations),
        "sources": sources(quotations),
        "again": _again(article),
        "related": find_related("article", key),
        "earlier": earlier_versions(article).count(),
    }
    return render(request, "pages/article_detail.html", context)


@gone_where_withdrawn
def release_detail(request: HttpRequest, key: str) -> HttpResponse:
    """The text with who quotes each sentence beside it, and when it was quoted."""
    release = standing(found_or_404(PressRelease.objects.for_page(), key=key))
    found = release.quotations.live().with_article()
    quotations = sorted(found, key=_by_date_and_place)
    own = [one for one in quotations if not one.version and not one.shared]
    context = {
        "release": release,
        "quotations": _quoted(release, quotations),
        "lines": lines(release.text, own),
        "timeline": timeline(_dates(quotations), release.released),
        "again": _again(release),
        "related": find_related("release", key),
        "earlier": earlier_versions(release).count(),
    }
    return render(request, "pages/release_detail.html", context)


def _quoted(release: PressRelease, quotations: list[Quotation]) -> list[Quoted]:
    for one in quotations:
        one.release = release
    texts = texts_of(quotations)
    return [
        Quoted(one, excerpt(texts.get((release.key, one.version), ""), one.release_span))
        for one in quotations
    ]


def _dates(quotations: list[Quotation]) -> list[PartialDate | None]:
    """When each article that quotes the release was published."""
    published = {one.article_id: one.article.published for one in quotations}
    return list(published.values())


def _by_date_and_place(quotation: Quotation) -> tuple[str, str, int]:
    article = quotation.article
    return (str(article.published or "9999"), article.key, quotation.number)


def _again(held: Article | PressRelease) -> list[Again]:
    """What else the archive holds of the same text, the most alike first."""
    duplicates = {one.other: one for one in Duplicate.objects.for_record(held.kind, held.key)}
    if not duplicates:
        return []
    records = (
        type(held)
        ._default_manager.live()
        .for_page()
        .in_bulk(list(duplicates), field_name="key")
    )
    return [Again(records[key], one) for key, one in duplicates.items() if key in records]


def standing[T: ArchivedText | Text](record: T) -> T:
    """The record; raises Withdrawn where it was withdrawn."""
    if record.withdrawn:
        raise Withdrawn(record)
    return record

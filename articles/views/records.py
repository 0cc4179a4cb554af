"""A record's own page: an article, a release, a quotation."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from articles.models import Article, PressRelease, Quotation
from articles.models.texts import ArchivedText
from articles.quoting.marking import marked
from articles.text import BLOCK_QUOTE, Span, paragraph_at, paragraphs, shortened
from articles.views.errors import found_or_404
from articles.views.history import Text, earlier_versions

type View = Callable[..., HttpResponse]

CONTEXT = 1
"""Paragraphs shown before and after a passage."""
EXCERPT = 160
"""Characters of a passage that a list of quotations shows, at most."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation as a list shows it, with the first words of its passage."""

    quotation: Quotation
    excerpt: str


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
            return render(request, "articles/withdrawn.html", context, status=410)

    return guarded


@gone_where_withdrawn
def article_detail(request: HttpRequest, key: str) -> HttpResponse:
    article = standing(found_or_404(Article.objects.for_page(), key=key))
    quotations = list(article.quotations.standing().with_release())
    marks = [(quotation.in_article, quotation) for quotation in quotations]
    context = {
        "article": article,
        "quotations": [Quoted(one, _excerpt(article.text, one.in_article)) for one in quotations],
        "paragraphs": marked(article.text, marks),
        "earlier": earlier_versions(article).count(),
    }
    return render(request, "articles/article_detail.html", context)


@gone_where_withdrawn
def release_detail(request: HttpRequest, key: str) -> HttpResponse:
    release = standing(found_or_404(PressRelease.objects.for_page(), key=key))
    found = release.quotations.standing().with_article()
    quotations = sorted(found, key=_by_date_and_place)
    marks = [(one.in_release, one) for one in quotations if one.in_release]
    context = {
        "release": release,
        "quotations": [Quoted(one, _excerpt(release.text, one.in_release)) for one in quotations],
        "paragraphs": marked(release.text, marks),
        "earlier": earlier_versions(release).count(),
    }
    return render(request, "articles/release_detail.html", context)


def _excerpt(text: str, passage: Span | None) -> str:
    words = passage.of(text) if passage else ""
    return shortened(words.removeprefix(BLOCK_QUOTE).replace(f"\n{BLOCK_QUOTE}", "\n"), EXCERPT)


def _by_date_and_place(quotation: Quotation) -> tuple[str, str, int]:
    article = quotation.article
    return (str(article.published or "9999"), article.key, quotation.number)


@gone_where_withdrawn
def quotation_detail(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """A passage in the article and in the release, side by side, with what stands around it."""
    article = standing(found_or_404(Article.objects.for_page(), key=key))
    releases = PressRelease.objects.for_page()
    found = article.quotations.prefetch_related(Prefetch("release", releases)).filter(number=number)
    quotation = found.first()
    if quotation is None:
        raise Http404(f"The article has no quotation {number}.")
    if quotation.release:
        standing(quotation.release)
    context = {
        "article": article,
        "quotation": quotation,
        "release": quotation.release,
        "in_article": _around(article.text, quotation.in_article),
        "in_release": _around(quotation.release.text, quotation.in_release)
        if quotation.release and quotation.in_release
        else None,
        "count": article.quotations.count(),
    }
    return render(request, "articles/quotation_detail.html", context)


def standing[T: ArchivedText | Text](record: T) -> T:
    """The record; raises Withdrawn where it was withdrawn."""
    if record.withdrawn:
        raise Withdrawn(record)
    return record


def _around(text: str, passage: Span) -> list[object]:
    """The paragraphs of a passage, and `CONTEXT` on either side, with the passage marked."""
    spans = paragraphs(text)
    first = max(0, paragraph_at(spans, passage.start) - CONTEXT)
    last = paragraph_at(spans, passage.end - 1) + CONTEXT
    return list(marked(text, [(passage, True)])[first : last + 1])

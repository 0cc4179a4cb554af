"""A quotation's own page: a passage in the article and in the release, and how they differ."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from articles.core.dates import PartialDate
from articles.core.text import Span
from articles.models import Article, Quotation
from articles.models.quotations import decode_part
from articles.pages.annotation.coverage import around, left_out
from articles.pages.annotation.highlight import Paragraph, marked
from articles.pages.annotation.quoted_spans import differing
from articles.pages.annotation.text_fragments import address_of
from articles.pages.glossary import CHANGES, GRADES, PRESENTATIONS, SHARED, UNLOCATED
from articles.pages.quoted_sources import texts_of
from articles.views.errors import found_or_404
from articles.views.records import gone_where_withdrawn, standing

CONTEXT = 2
"""Sentences shown before and after a passage."""


@dataclass(frozen=True, slots=True)
class Side:
    """A passage in one of the two texts, with what stands around it and what differs in it."""

    paragraphs: list[Paragraph[str]]
    """Cut by "passage" and "differs"."""
    original: str
    """The address of the passage on the page it was published on; empty where that isn't known."""


@dataclass(frozen=True, slots=True)
class Change:
    """Words that were changed, as the release and as the article has them."""

    kind: str
    label: str
    before: str
    after: str


@gone_where_withdrawn
def quotation_detail(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """A passage in the article and in the release, side by side, with what stands around it."""
    article = standing(found_or_404(Article.objects.for_page(), key=key))
    quotation = article.quotations.with_release().filter(number=number).first()
    if quotation is None:
        raise Http404(f"The article has no quotation {number}.")
    if quotation.release:
        standing(quotation.release)
    numbers = list(article.quotations.live().values_list("number", flat=True))
    context = {
        "article": article,
        "quotation": quotation,
        "release": quotation.release,
        "meaning": GRADES.get(quotation.grade) if quotation.release else UNLOCATED,
        "presented": PRESENTATIONS[quotation.presentation],
        "shared": SHARED,
        "days": _days(quotation, article),
        "holdings": quotation.holdings.live().with_release(),
        "last": article.quotations.count(),
        "previous": max((one for one in numbers if one < number), default=None),
        "next": min((one for one in numbers if one > number), default=None),
        **_passages(article, quotation),
    }
    return render(request, "pages/quotation_detail.html", context)


def _passages(article: Article, quotation: Quotation) -> dict[str, object]:
    """The passage in the article (`ours`) and, where it is located, all that a page says of it."""
    there, theirs = quotation.release_span, _theirs(quotation)
    if there is None or theirs is None:
        ours = _side(article.text, article.url, quotation.article_span, [])
        return {"ours": ours, "theirs": None, "changes": [], "differs": False, "left_out": []}
    differs = differing(article.text, quotation.article_span, theirs, there)
    return {
        "ours": _side(article.text, article.url, quotation.article_span, differs.article_spans),
        "theirs": _side(theirs, _current_url(quotation), there, differs.release_spans),
        "changes": _changes(article.text, theirs, quotation),
        "differs": bool(differs.article_spans or differs.release_spans),
        "left_out": [one.extract(theirs) for one in left_out(theirs, quotation.release_part_spans)],
    }


def _theirs(quotation: Quotation) -> str | None:
    """The text of the release, in the version that holds the passage."""
    return next(iter(texts_of([quotation]).values()), None)


def _current_url(quotation: Quotation) -> str:
    """The release's address, unless the passage stands in an earlier version only."""
    return quotation.release.url if quotation.release and not quotation.version else ""


def _side(text: str, url: str, passage: Span, differs: Sequence[Span]) -> Side:
    marks = [(passage, "passage"), *((span, "differs") for span in differs)]
    shown = marked(text, marks, around(text, passage, CONTEXT))
    return Side(shown, address_of(url, passage.extract(text)) if url else "")


def _changes(ours: str, theirs: str, quotation: Quotation) -> list[Change]:
    """What was changed, the gravest first."""
    order = list(CHANGES)
    return [
        Change(
            one["kind"],
            CHANGES[one["kind"]],
            decode_part(one["place"])[1].extract(theirs),
            decode_part(one["place"])[0].extract(ours),
        )
        for one in sorted(quotation.changes, key=lambda one: order.index(one["kind"]))
    ]


def _days(quotation: Quotation, article: Article) -> int | None:
    """The days from release to article; None where one is not known to the day."""
    released = quotation.release.released if quotation.release else None
    return _between(released, article.published)


def _between(one: PartialDate | None, other: PartialDate | None) -> int | None:
    if not (one and other and one.day and other.day):
        return None
    return (other.first_day - one.first_day).days

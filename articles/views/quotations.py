"""The page of a quotation: the passage in the article and in the release, side by side."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from articles.core.text import strip_block_marks
from articles.models import Article, Quotation
from articles.pages.glossary import (
    GRADE_MEANINGS,
    PRESENTATION_MEANINGS,
    SHARED_MEANING,
    UNTRACED_MEANING,
)
from articles.pages.quotation_comparison import compare_quotation, days_after_release
from articles.pages.quoted_sources import is_named_source
from articles.views.lookups import live_record_or_404, show_tombstones


@show_tombstones
def quotation_detail(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Show a passage in the article and in the release, with the sentences around it."""
    article = live_record_or_404(Article.objects.for_page(), key)
    quotation = article.quotations.with_release().with_withdrawal().filter(number=number).first()
    if quotation is None:
        raise Http404(f"This article has no quotation {number}.")
    if quotation.has_withdrawn_release:
        return _show_withdrawn(request, quotation)
    holdings = list(quotation.holdings.live().with_release())
    live_numbers = list(article.quotations.live().values_list("number", flat=True))
    context = {
        "article": article,
        "quotation": quotation,
        "release": quotation.release,
        "grade_meaning": GRADE_MEANINGS.get(quotation.grade)
        if quotation.release
        else UNTRACED_MEANING,
        "presentation_meaning": PRESENTATION_MEANINGS[quotation.presentation],
        "shared_meaning": SHARED_MEANING,
        "days_after_release": days_after_release(quotation, article),
        "holdings": holdings,
        "is_named_source": quotation.release and is_named_source(quotation.release, article),
        "named_holdings": [row for row in holdings if is_named_source(row.release, article)],
        "quotation_count": article.quotations.count(),
        "previous_number": max((live for live in live_numbers if live < number), default=None),
        "next_number": min((live for live in live_numbers if live > number), default=None),
        "comparison": compare_quotation(article, quotation),
    }
    return render(request, "pages/quotation_detail.html", context)


def _show_withdrawn(request: HttpRequest, quotation: Quotation) -> HttpResponse:
    """Show what a quotation was whose release was withdrawn, with status 410."""
    article = quotation.article
    context = {
        "article": article,
        "quotation": quotation,
        "release": quotation.release,
        "passage": strip_block_marks(quotation.article_span.extract(article.text)),
    }
    return render(request, "pages/withdrawn_quotation.html", context, status=410)

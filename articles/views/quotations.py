"""The page of a quotation: the passage in the article and in the release, side by side."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from articles.core.text import shorten, strip_block_marks
from articles.models import Article, Quotation
from articles.pages.glossary import (
    GRADE_MEANINGS,
    PRESENTATION_MEANINGS,
    SHARED_MEANING,
    UNTRACED_MEANING,
)
from articles.pages.links import address_of
from articles.pages.quotation_comparison import (
    compare_quotation,
    days_after_release,
    describe_evidence,
)
from articles.pages.quotation_excerpts import MAX_EXCERPT_LENGTH
from articles.pages.quoted_sources import is_stated_source
from articles.views.lookups import live_record_or_404, show_tombstones


@show_tombstones
def quotation_detail(request: HttpRequest, key: str, slug: str) -> HttpResponse:
    """Show a passage in the article and in the release, with the sentences around it."""
    article = live_record_or_404(Article.objects.for_page(), key)
    quotation = article.quotations.with_release().with_withdrawal().filter(slug=slug).first()
    if quotation is None:
        return _answer_former_address(request, article, slug)
    if quotation.has_withdrawn_release:
        return _show_withdrawn(request, quotation)
    holdings = list(quotation.holdings.live().with_release())
    live_quotations = article.quotations.live()
    context = {
        "article": article,
        "quotation": quotation,
        "release": quotation.release,
        "grade_meaning": GRADE_MEANINGS[quotation.grade]
        if quotation.is_compared
        else UNTRACED_MEANING,
        "presentation_meaning": PRESENTATION_MEANINGS[quotation.presentation],
        "shared_meaning": SHARED_MEANING,
        "days_after_release": days_after_release(quotation, article),
        "evidence": describe_evidence(quotation),
        "holdings": holdings,
        "is_stated_source": quotation.release and is_stated_source(quotation.release, article),
        "stated_holdings": [row for row in holdings if is_stated_source(row.release, article)],
        "quotation_count": article.quotations.count(),
        "previous_quotation": live_quotations.filter(number__lt=quotation.number).last(),
        "next_quotation": live_quotations.filter(number__gt=quotation.number).first(),
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


def _answer_former_address(request: HttpRequest, article: Article, slug: str) -> HttpResponse:
    """Redirect to the quotation that has the passage now, or say that there is none anymore.

    The redirect is temporary: a later edition may find the former passage again.

    Raises Http404 if no quotation of the article ever had the address.
    """
    addresses = article.former_addresses.all()
    address = addresses.filter(slug=slug).first()
    if address is None:
        raise Http404(f"This article has no quotation {slug}.")
    if successor := article.quotations.find_successor(address.passage, address.article_start):
        return redirect(address_of(successor))
    context = {
        "article": article,
        "former_address": address,
        "excerpt": shorten(strip_block_marks(address.passage), MAX_EXCERPT_LENGTH),
        "ended_in": addresses.find_end(address.passage),
    }
    return render(request, "pages/former_quotation.html", context, status=410)

"""The page of a record: an article or a release."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.catalog.results.related import find_related
from articles.models import Article, PressRelease
from articles.pages.annotated_article import highlight_quotations, quoted_percentage
from articles.pages.annotated_release import annotate_release
from articles.pages.charts.timeline import build_timeline
from articles.pages.duplicates import find_duplicate_records
from articles.pages.quotation_excerpts import (
    excerpt_article_quotations,
    excerpt_release_quotations,
    list_publication_dates,
    sort_by_article,
)
from articles.pages.quoted_sources import fetch_source_texts, find_quoted_sources
from articles.pages.versions.version_history import earlier_versions
from articles.views.lookups import live_record_or_404, show_tombstones


@show_tombstones
def article_detail(request: HttpRequest, key: str) -> HttpResponse:
    """Show an article with its quotations marked, and how much of it comes from releases."""
    article = live_record_or_404(Article.objects.for_page(), key)
    all_quotations = list(article.quotations.with_release().with_withdrawal())
    quotations = [row for row in all_quotations if not row.has_withdrawn_release]
    source_texts = fetch_source_texts(quotations)
    context = {
        "article": article,
        "traced_count": sum(1 for row in quotations if row.is_compared),
        "untraced_count": sum(1 for row in quotations if not row.is_compared),
        "quotations": excerpt_article_quotations(article, all_quotations, source_texts),
        "paragraphs": highlight_quotations(article.text, quotations, source_texts),
        "quoted_percentage": quoted_percentage(article.text, quotations),
        "sources": find_quoted_sources(quotations, source_texts),
        "duplicates": find_duplicate_records(article),
        "related": find_related("article", key),
        "earlier_count": earlier_versions(article).count(),
    }
    return render(request, "pages/article_detail.html", context)


@show_tombstones
def release_detail(request: HttpRequest, key: str) -> HttpResponse:
    """Show a release with the articles that quote each sentence, and when they quoted it."""
    release = live_record_or_404(PressRelease.objects.for_page(), key)
    quotations = sort_by_article(release.quotations.live().with_article())
    context = {
        "release": release,
        "quotations": excerpt_release_quotations(release, quotations),
        "annotated_release": annotate_release(release.text, quotations),
        "timeline": build_timeline(list_publication_dates(quotations), release.released),
        "duplicates": find_duplicate_records(release),
        "related": find_related("release", key),
        "earlier_count": earlier_versions(release).count(),
    }
    return render(request, "pages/release_detail.html", context)

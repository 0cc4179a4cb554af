"""Pages about the archive as a whole, and files for browsers and robots."""

from django.db import connection
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from articles.catalog.index.catalog import CatalogError, current_catalog
from articles.models import Agency, Edition
from articles.pages import glossary
from articles.pages.addresses import ListAddress
from articles.pages.charts.histogram import DateHistogram
from articles.pages.links import page_address
from articles.pages.listing import query_all_records

RECENT_RECORDS = 10
"""Records on the home page."""
LEADING_AGENCIES = 8
"""Agencies on the home page."""


def home(request: HttpRequest) -> HttpResponse:
    """Show what the archive is and has, and its newest records."""
    edition = Edition.objects.current()
    if edition is None:
        return render(request, "pages/empty.html")
    query = query_all_records()
    counts = query.counts("kind", "year", "agency")
    agency_counts = counts["agency"][:LEADING_AGENCIES]
    agencies = Agency.objects.in_bulk([slug for slug, _ in agency_counts], field_name="slug")
    search_address = ListAddress(QueryDict(), page_address("articles:search"))
    context = {
        "date_histogram": DateHistogram(query, search_address.for_date),
        "kind_counts": dict(counts["kind"]),
        "years": sorted(counts["year"]),
        "agencies": [(agencies[slug], count) for slug, count in agency_counts],
        "traced_count": edition.counts.get("traced", edition.counts.get("quotations", 0)),
        "untraced_count": edition.counts.get("untraced", 0),
        "hits": query.sorted_by("newest").page(1).hits[:RECENT_RECORDS],
    }
    return render(request, "pages/home.html", context)


def about(request: HttpRequest) -> HttpResponse:
    """Explain the archive and its words."""
    context = {
        "grades": glossary.GRADE_MEANINGS,
        "presentations": glossary.PRESENTATION_MEANINGS,
        "untraced_meaning": glossary.UNTRACED_MEANING,
    }
    return render(request, "pages/about.html", context)


def health(request: HttpRequest) -> HttpResponse:
    """Answer 200 if the database answers and the catalog has its current edition, else 503."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(number) FROM articles_edition")
        (edition_number,) = cursor.fetchone()
    catalog_number = _catalog_edition_number()
    status = 200 if catalog_number == edition_number else 503
    text = f"edition {edition_number}, catalog {catalog_number}\n"
    return HttpResponse(text, content_type="text/plain", status=status)


def _catalog_edition_number() -> object:
    """Return the edition number of the catalog; None if it cannot be read."""
    try:
        return current_catalog().stamp["edition"]
    except (CatalogError, OSError, ValueError, KeyError, TypeError):
        return None


def robots(request: HttpRequest) -> HttpResponse:
    return render(request, "robots.txt", content_type="text/plain")


def opensearch(request: HttpRequest) -> HttpResponse:
    content_type = "application/opensearchdescription+xml"
    return render(request, "opensearch.xml", content_type=content_type)

"""Pages about the archive as a whole."""

from typing import Any

from django.contrib.sitemaps import GenericSitemap, Sitemap
from django.db import connection
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from articles.catalog.index.catalog import CatalogError, current_catalog
from articles.models import Agency, Article, Author, City, Edition, Outlet, PressRelease
from articles.pages import glossary
from articles.pages.addresses import Address
from articles.pages.charts.histogram import Spread
from articles.pages.links import address_of, page_address
from articles.pages.listing import everything

RECENT = 10
"""Records on the home page."""
LEADING = 8
"""Agencies on the home page."""

_LISTED: dict[str, QuerySet[Any]] = {
    "articles": Article.objects.live().only("key").order_by("key"),
    "releases": PressRelease.objects.live().only("key").order_by("key"),
    "agencies": Agency.objects.order_by("slug"),
    "cities": City.objects.order_by("slug"),
    "authors": Author.objects.order_by("slug"),
    "outlets": Outlet.objects.order_by("slug"),
}


class PageSitemap(GenericSitemap):  # type: ignore[type-arg]
    """The pages of a queryset's objects."""

    def location(self, item: Any) -> str:
        return address_of(item)


SITEMAPS: "dict[str, Sitemap[Any]]" = {
    name: PageSitemap({"queryset": found}) for name, found in _LISTED.items()
}


def home(request: HttpRequest) -> HttpResponse:
    """What the archive is, what it holds, and its newest records."""
    edition = Edition.objects.current()
    if edition is None:
        return render(request, "pages/empty.html")
    query = everything()
    counts = query.counts("kind", "year", "agency")
    leading = counts["agency"][:LEADING]
    names = Agency.objects.in_bulk([slug for slug, _ in leading], field_name="slug")
    context = {
        "spread": Spread(query, Address(QueryDict(), page_address("articles:search")).narrowed),
        "kinds": dict(counts["kind"]),
        "years": sorted(counts["year"]),
        "agencies": [(names[slug], count) for slug, count in leading],
        "quotations": edition.counts.get("quotations", 0),
        "hits": query.sorted_by("newest").page(1).hits[:RECENT],
    }
    return render(request, "pages/home.html", context)


def about(request: HttpRequest) -> HttpResponse:
    context = {
        "grades": glossary.GRADES,
        "presentations": glossary.PRESENTATIONS,
        "unlocated": glossary.UNLOCATED,
    }
    return render(request, "pages/about.html", context)


def health(request: HttpRequest) -> HttpResponse:
    """200 while the database answers and the catalog is of its edition, else 503."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(number) FROM articles_edition")
        (number,) = cursor.fetchone()
    catalogued = _catalogued()
    good = catalogued == number
    text = f"edition {number}, catalog {catalogued}\n"
    return HttpResponse(text, content_type="text/plain", status=200 if good else 503)


def _catalogued() -> object:
    """The number of the edition that the catalog is of; None where none can be read."""
    try:
        return current_catalog().stamp["edition"]
    except (CatalogError, OSError, ValueError, KeyError, TypeError):
        return None


def robots(request: HttpRequest) -> HttpResponse:
    return render(request, "robots.txt", content_type="text/plain")


def opensearch(request: HttpRequest) -> HttpResponse:
    kind = "application/opensearchdescription+xml"
    return render(request, "opensearch.xml", content_type=kind)

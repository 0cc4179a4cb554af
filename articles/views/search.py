"""Search, and the values of a facet of its results."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from articles.pages.facets import FACET_LABELS
from articles.pages.links import page_address
from articles.pages.listing import Listing

MAX_FACET_VALUES = 500
"""Values on the page of a facet, the most common first."""


def search(request: HttpRequest) -> HttpResponse:
    """Show the records that match a query."""
    return render(request, "pages/search.html", {"listing": Listing(request.GET, request.path)})


def facet_list(request: HttpRequest, facet: str) -> HttpResponse:
    """Show the values of a facet in a search, or those with the words `find` in their labels."""
    if facet not in FACET_LABELS:
        raise Http404(f"There is no facet {facet}.")
    listing = Listing(
        request.GET,
        request.path,
        extra_parameters=("find",),
        filter_path=page_address("articles:search"),
    )
    find = request.GET.get("find", "").strip()
    values = listing.facet_set.find_values(facet, find)
    context = {
        "listing": listing,
        "facet": facet,
        "find": find,
        "values": values[:MAX_FACET_VALUES],
        "value_count": len(values),
    }
    return render(request, "pages/facet_list.html", context)

"""Search, and the facets that divide what it finds."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from articles.catalog.index.analysis import analyze_text
from articles.pages.facets import LABELS
from articles.pages.links import page_address
from articles.pages.listing import Listing

LONGEST_FACET = 500
"""Values of a facet on the page that has them all; of more, the commonest."""


def search(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/search.html", {"listing": Listing(request)})


def facet_list(request: HttpRequest, facet: str) -> HttpResponse:
    """Every value of a facet of a search, or those with `find` in their names."""
    if facet not in LABELS:
        raise Http404(f"There is no facet {facet}.")
    listing = Listing(request, beside=("find",), path=page_address("articles:search"))
    find = request.GET.get("find", "").strip()
    whole = listing.choices.facet(facet) if facet in listing.choices.names else None
    values = [one for one in whole.values if _has(one.label, find)] if whole else []
    context = {
        "listing": listing,
        "label": LABELS[facet],
        "find": find,
        "values": values[:LONGEST_FACET],
        "total": len(values),
    }
    return render(request, "pages/facet_list.html", context)


def _has(name: str, words: str) -> bool:
    """Whether some word of a name begins as each of the words does."""
    known = analyze_text(name)
    return all(any(one.startswith(word) for one in known) for word in analyze_text(words))

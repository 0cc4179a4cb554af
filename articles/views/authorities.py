"""Authorities and third sources: the list of each kind, and the page of each."""

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from articles.models import AUTHORITY_MODELS, Agency, ThirdSource
from articles.pages.annotation.highlight import highlight_paragraphs
from articles.pages.browse.directories import (
    ORDER_LABELS,
    ORDERS,
    city_counts,
    group_by_letter,
    list_entries,
)
from articles.pages.browse.third_sources import find_source_quotations, list_sources
from articles.pages.charts.city_map import build_city_map, group_by_state
from articles.pages.links import address_of
from articles.pages.listing import Listing, query_all_records
from articles.pages.profiles import summarize_profile
from articles.views.lookups import authority_or_404, row_or_404


def authority_list(request: HttpRequest, kind: str) -> HttpResponse:
    """Show all authorities of a kind in one of its orders; cities on a map too."""
    model = AUTHORITY_MODELS[kind]
    order = _parse_order(request, ORDERS[kind])
    counts = query_all_records().counts(kind, "state")
    entries = list_entries(model, order, dict(counts[kind]))
    cities = city_counts(entries)
    context = {
        "kind": kind,
        "plural": model._meta.verbose_name_plural,
        "directory_entries": entries,
        "order": order,
        "orders": [(name, ORDER_LABELS[name]) for name in ORDERS[kind]],
        "letters": group_by_letter(entries) if order == "name" else [],
        "map": build_city_map(cities) if cities else None,
        "states": group_by_state(cities, dict(counts["state"])),
    }
    return render(request, "pages/authority_list.html", context)


def _parse_order(request: HttpRequest, orders: tuple[str, ...]) -> str:
    order = request.GET.get("order", orders[0])
    if order not in orders or set(request.GET) - {"order"}:
        labels = " or ".join(ORDER_LABELS[name].lower() for name in orders)
        raise BadRequest(f"Unknown order: choose {labels}.")
    return order


def authority_detail(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """Show an authority with the list of its records; redirect if it was merged."""
    authority = authority_or_404(kind, slug)
    if authority.slug != slug:
        return redirect(address_of(authority), permanent=True)
    context = {
        "authority": authority,
        "kind": kind,
        "ancestors": authority.lineage()[:0:-1] if isinstance(authority, Agency) else [],
        "components": list(authority.components.all()) if isinstance(authority, Agency) else [],
        "listing": Listing(request.GET, request.path, {kind: slug}),
        "profile": None if request.GET else summarize_profile(authority),
    }
    return render(request, "pages/authority_detail.html", context)


def source_list(request: HttpRequest) -> HttpResponse:
    """Show all third sources."""
    return render(request, "pages/source_list.html", {"source_entries": list_sources()})


def source_detail(request: HttpRequest, key: str) -> HttpResponse:
    """Show the text of a third source, and who quotes it."""
    source = row_or_404(ThirdSource.objects.all(), key=key)
    context = {
        "source": source,
        "paragraphs": highlight_paragraphs(source.text, []),
        "quotations": find_source_quotations(source),
    }
    return render(request, "pages/source_detail.html", context)

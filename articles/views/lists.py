"""Search and browsing: every one of these pages is a list with some filter set."""

from dataclasses import dataclass

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from articles.catalog.words import terms
from articles.models import AUTHORITIES, Agency
from articles.models.authorities import Authority
from articles.views.errors import found_or_404
from articles.views.facets import LABELS
from articles.views.listing import Listing, everything
from articles.views.profiles import profile

LONGEST_FACET = 500
"""Values of a facet on the page that has them all; of more, the commonest."""


@dataclass(frozen=True, slots=True)
class Counted:
    """An authority and the number of records that the catalog lists under it."""

    authority: Authority
    count: int
    depth: int = 0
    """How far below an agency that is part of no other."""


def search(request: HttpRequest) -> HttpResponse:
    return render(request, "articles/search.html", {"listing": Listing(request)})


def facet_list(request: HttpRequest, facet: str) -> HttpResponse:
    """Every value of a facet of a search, or those with `find` in their names."""
    if facet not in LABELS:
        raise Http404(f"There is no facet {facet}.")
    listing = Listing(request, beside=("find",))
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
    return render(request, "articles/facet_list.html", context)


def _has(name: str, words: str) -> bool:
    """Whether some word of a name begins as each of the words does."""
    known = terms(name)
    return all(any(one.startswith(word) for one in known) for word in terms(words))


def authority_detail(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """The list of what an agency issued, was named in or is quoted from; likewise a city's …"""
    known = AUTHORITIES[kind]._default_manager.all()
    merged_into = known.filter(alias_slugs__contains=[slug]).first()
    if merged_into and not known.filter(slug=slug).exists():
        return redirect(merged_into, permanent=True)
    authority = found_or_404(known, slug=slug)
    context = {
        "authority": authority,
        "kind": kind,
        "lineage": authority.lineage()[:0:-1] if isinstance(authority, Agency) else [],
        "components": list(authority.components.all()) if isinstance(authority, Agency) else [],
        "listing": Listing(request, {kind: slug}),
        "profile": None if request.GET else profile(authority),
    }
    return render(request, "articles/authority_detail.html", context)


def authority_list(request: HttpRequest, kind: str) -> HttpResponse:
    """Every authority of a kind, by name or by count; by name an agency's components below it."""
    model = AUTHORITIES[kind]
    order = _order(request)
    counts = dict(everything().counts(kind)[kind])
    if model is Agency and order == "name":
        listed = _tree(list(Agency.objects.all()), counts)
    else:
        listed = [Counted(one, counts.get(one.slug, 0)) for one in model._default_manager.all()]
    if order == "count":
        listed.sort(key=lambda one: -one.count)
    plural = model._meta.verbose_name_plural
    context = {"kind": kind, "listed": listed, "plural": plural, "order": order}
    return render(request, "articles/authority_list.html", context)


def _order(request: HttpRequest) -> str:
    order = request.GET.get("order", "name")
    if order not in ("name", "count") or set(request.GET) - {"order"}:
        raise BadRequest("A list is ordered by name or by count, and by nothing else.")
    return order


def _tree(agencies: list[Agency], counts: dict[str, int]) -> list[Counted]:
    below: dict[int | None, list[Agency]] = {}
    for agency in agencies:
        below.setdefault(agency.parent_id, []).append(agency)
    listed: list[Counted] = []
    waiting = [(one, 0) for one in reversed(below.get(None, []))]
    while waiting:
        agency, depth = waiting.pop()
        listed.append(Counted(agency, counts.get(agency.slug, 0), depth))
        waiting += [(one, depth + 1) for one in reversed(below.get(agency.pk, []))]
    return listed

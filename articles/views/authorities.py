"""The page of an agency, a city, an author or an outlet."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from articles.models import AUTHORITY_MODELS, Agency
from articles.models.authorities import Authority
from articles.pages.links import address_of
from articles.pages.listing import Listing
from articles.pages.profiles import profile
from articles.views.errors import found_or_404


def standing(kind: str, slug: str) -> Authority:
    """The one of that slug, or that into which it was merged. Raises Http404."""
    known = AUTHORITY_MODELS[kind]._default_manager.all()
    merged_into = known.filter(alias_slugs__contains=[slug]).first()
    if merged_into and not known.filter(slug=slug).exists():
        return merged_into
    return found_or_404(known, slug=slug)


def authority_detail(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """The list of what an agency issued, was named in or is quoted from; likewise a city's …"""
    authority = standing(kind, slug)
    if authority.slug != slug:
        return redirect(address_of(authority), permanent=True)
    context = {
        "authority": authority,
        "kind": kind,
        "lineage": authority.lineage()[:0:-1] if isinstance(authority, Agency) else [],
        "components": list(authority.components.all()) if isinstance(authority, Agency) else [],
        "listing": Listing(request, {kind: slug}),
        "profile": None if request.GET else profile(authority),
    }
    return render(request, "pages/authority_detail.html", context)

"""Every agency, city, author or outlet, with how much is listed under each."""

from dataclasses import dataclass

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.models import AUTHORITIES, Agency
from articles.models.authorities import Authority
from articles.views.listing import everything


@dataclass(frozen=True, slots=True)
class Counted:
    """An authority and the number of records that the catalog lists under it."""

    authority: Authority
    count: int
    depth: int = 0
    """How far below an agency that is part of no other."""


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

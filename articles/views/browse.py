"""Every agency, city, author or outlet, with how much is listed under each."""

from dataclasses import dataclass
from itertools import groupby

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.models import AUTHORITY_MODELS, Agency, City
from articles.models.authorities import Authority
from articles.pages.charts.city_map import by_state, city_map
from articles.pages.listing import everything

LABELS = {"state": "By state", "name": "By name", "count": "By number of records"}
ORDERS = dict.fromkeys(AUTHORITY_MODELS, ("name", "count")) | {"city": ("state", "name", "count")}
"""The orders of each kind's list, the usual one first."""


@dataclass(frozen=True, slots=True)
class Counted:
    """An authority and the number of records that the catalog lists under it."""

    authority: Authority
    count: int
    depth: int = 0
    """How far below an agency that is part of no other."""


def authority_list(request: HttpRequest, kind: str) -> HttpResponse:
    """Every authority of a kind in one of its orders; the cities on a map too."""
    model = AUTHORITY_MODELS[kind]
    order = _order(request, ORDERS[kind])
    counts = everything().counts(kind, "state")
    listed = _listed(model, order, dict(counts[kind]))
    context = {
        "kind": kind,
        "listed": listed,
        "plural": model._meta.verbose_name_plural,
        "order": order,
        "orders": [(one, LABELS[one]) for one in ORDERS[kind]],
        "letters": _letters(listed) if order == "name" else [],
        **_places(listed, dict(counts["state"])),
    }
    return render(request, "pages/authority_list.html", context)


def _places(listed: list[Counted], states: dict[str, int]) -> dict[str, object]:
    """The map and the states of what is listed of cities; nothing of others."""
    cities = [(one.authority, one.count) for one in listed if isinstance(one.authority, City)]
    return {"map": city_map(cities) if cities else None, "states": by_state(cities, states)}


def _letters(listed: list[Counted]) -> list[tuple[str, list[Counted]]]:
    """What is listed by name, letter by letter."""
    grouped = groupby(listed, lambda one: one.authority.name[0].upper())
    return [(letter, list(some)) for letter, some in grouped]


def _order(request: HttpRequest, orders: tuple[str, ...]) -> str:
    order = request.GET.get("order", orders[0])
    if order not in orders or set(request.GET) - {"order"}:
        names = " or ".join(LABELS[one].lower() for one in orders)
        raise BadRequest(f"This list is ordered {names}, and in no other way.")
    return order


def _listed(model: type[Authority], order: str, counts: dict[str, int]) -> list[Counted]:
    """By name where no other order is asked for; agencies then with their components below."""
    if model is Agency and order == "name":
        return _tree(list(Agency.objects.all()), counts)
    listed = [Counted(one, counts.get(one.slug, 0)) for one in model._default_manager.all()]
    return sorted(listed, key=lambda one: -one.count) if order == "count" else listed


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

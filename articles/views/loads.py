"""The loads that made the archive: a list of them, and the report of each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Func, IntegerField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from articles.models import TEXT_MODELS, EarlierVersion, Edition
from articles.pages.links import page_address, record_address

SHOWN = 1000
"""Findings, and changed records, that the page of a load shows at most."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A record that a load changed."""

    kind: str
    title: str
    withdrawn: bool
    """Whether it was withdrawn, then or later: nothing of it can be read but the reason."""
    url: str
    """What the load changed in it; of a withdrawn one, its page."""


def load_list(request: HttpRequest) -> HttpResponse:
    """Every load, newest first, with what it counted."""
    found = Func("findings", function="jsonb_array_length", output_field=IntegerField())
    loads = Edition.objects.defer("findings").annotate(found=found)
    return render(request, "pages/load_list.html", {"loads": list(loads)})


def load_detail(request: HttpRequest, number: int) -> HttpResponse:
    """What a load read, counted, found and changed."""
    load = Edition.objects.filter(number=number).first()
    if load is None:
        raise Http404(f"There is no load {number} in the archive.")
    replaced = load.replaced.filter(landed_in__isnull=False).order_by("kind", "key", "number")
    context = {
        "load": load,
        "findings": load.findings[:SHOWN],
        "changed": list(_changed(replaced.defer("line")[:SHOWN])),
        "changed_count": replaced.count(),
        "brought_count": load.replaced.filter(landed_in=None).count(),
        "shown": SHOWN,
    }
    return render(request, "pages/load_detail.html", context)


def _changed(replaced: Iterable[EarlierVersion]) -> Iterator[Changed]:
    """The records that were replaced, each as it is called now; two queries for all of them."""
    rows = list(replaced)
    keys = [row.key for row in rows]
    held = {
        (kind, key): (title or key, bool(withdrawn))
        for kind, model in TEXT_MODELS.items()
        for key, title, withdrawn in model._default_manager.filter(key__in=keys).values_list(
            "key", "title", "withdrawn"
        )
    }
    for row in rows:
        title, withdrawn = held[row.kind, row.key]
        yield Changed(row.kind, title, withdrawn, _address(row, withdrawn=withdrawn))


def _address(replaced: EarlierVersion, *, withdrawn: bool) -> str:
    if withdrawn:
        return record_address(replaced.kind, replaced.key)
    name = f"articles:{replaced.kind}-version-detail"
    return page_address(name, replaced.key, replaced.number + 1)

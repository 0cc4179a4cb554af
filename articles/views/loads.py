"""The loads that made the archive: the list of them, and the report of each."""

from django.db.models import Func, IntegerField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from articles.models import Edition
from articles.pages.load_changes import find_changed_records

MAX_LISTED = 1000
"""Findings, and changed records, on the page of a load."""


def load_list(request: HttpRequest) -> HttpResponse:
    """Show all loads, newest first, with their counts."""
    finding_count = Func("findings", function="jsonb_array_length", output_field=IntegerField())
    loads = Edition.objects.defer("findings").annotate(finding_count=finding_count)
    return render(request, "pages/load_list.html", {"loads": list(loads)})


def load_detail(request: HttpRequest, number: int) -> HttpResponse:
    """Show what a load read, counted, found and changed."""
    load = Edition.objects.filter(number=number).first()
    if load is None:
        raise Http404(f"There is no edition {number} in the archive.")
    replaced_versions = load.replaced.filter(landed_in__isnull=False)
    listed_versions = replaced_versions.order_by("kind", "key", "number").defer("line")
    context = {
        "load": load,
        "findings": load.findings[:MAX_LISTED],
        "changed_records": list(find_changed_records(listed_versions[:MAX_LISTED])),
        "changed_count": replaced_versions.count(),
        "imported_count": load.replaced.filter(landed_in=None).count(),
        "max_listed": MAX_LISTED,
    }
    return render(request, "pages/load_detail.html", context)

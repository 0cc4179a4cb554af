"""The list of passages attributed to a release that isn't in the archive."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.pages.addresses import ListAddress
from articles.pages.browse.untraced_passages import list_untraced_passages
from articles.pages.listing import check_page_number, parse_page_number


def untraced_list(request: HttpRequest) -> HttpResponse:
    """Show the passages attributed to a release that isn't in the archive, newest first."""
    page = list_untraced_passages(parse_page_number(request.GET.get("page", "1")))
    check_page_number(page)
    context = {"page": page, "address": ListAddress(request.GET)}
    return render(request, "pages/untraced_list.html", context)

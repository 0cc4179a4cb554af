"""The feed of the newest records in a list, beside the list's page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from articles.models import Edition
from articles.pages.links import address_of, page_address
from articles.pages.list_formats.feed_builder import FEED_PARAMETERS, build_feed
from articles.pages.listing import Listing
from articles.views.lookups import authority_or_404, parse_date_or_404


def search_feed(request: HttpRequest, feed_format: str) -> HttpResponse:
    return _feed_response(request, feed_format, {}, page_address("articles:search"), "Search")


def authority_feed(request: HttpRequest, feed_format: str, kind: str, slug: str) -> HttpResponse:
    authority = authority_or_404(kind, slug)
    if authority.slug != slug:
        return redirect(f"articles:{kind}-feed", authority.slug, feed_format, permanent=True)
    page_path = address_of(authority)
    return _feed_response(request, feed_format, {kind: slug}, page_path, str(authority))


def date_feed(
    request: HttpRequest, feed_format: str, year: str, month: str = "", day: str = ""
) -> HttpResponse:
    date = parse_date_or_404(year, month, day)
    dates = {"from": date.iso, "to": date.iso}
    return _feed_response(request, feed_format, dates, address_of(date), date.long_form)


def _feed_response(
    request: HttpRequest,
    feed_format: str,
    fixed_parameters: dict[str, str],
    page_path: str,
    title: str,
) -> HttpResponse:
    """Return the feed of the list that has these parameters, this page and this title."""
    edition: Edition = request.edition  # type: ignore[attr-defined]
    listing = Listing(request.GET, request.path, fixed_parameters | FEED_PARAMETERS)
    feed = build_feed(
        listing,
        feed_format,
        title=title,
        page_path=page_path,
        feed_path=request.get_full_path(),
        edition=edition,
    )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)

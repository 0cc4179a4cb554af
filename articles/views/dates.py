"""Browse by date: all years, and the page of a year, month or day."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.pages.browse.calendars import (
    broader_periods,
    build_calendar,
    count_anniversaries,
    count_periods,
)
from articles.pages.browse.neighbors import find_neighbor_periods
from articles.pages.listing import Listing, query_all_records
from articles.views.lookups import parse_date_or_404


def date_list(request: HttpRequest) -> HttpResponse:
    """Show the years with records, and how many records have no date."""
    query = query_all_records()
    years = count_periods(query, "year")
    undated_count = query.total - sum(year.count for year in years)
    return render(request, "pages/date_list.html", {"years": years, "undated_count": undated_count})


def date_detail(request: HttpRequest, year: str, month: str = "", day: str = "") -> HttpResponse:
    """Show the records of a year, month or day; a day has none that are known only to its month."""
    date = parse_date_or_404(year, month, day)
    listing = Listing(request.GET, request.path, {"from": date.iso, "to": date.iso})
    context = {
        "date": date,
        "heading": date.long_form,
        "broader_periods": broader_periods(date),
        "months": [] if month else count_periods(listing.query, "month"),
        "calendar_months": [] if day else build_calendar(listing.query, date),
        "neighbors": find_neighbor_periods(date),
        "anniversaries": count_anniversaries(date) if day else [],
        "listing": listing,
    }
    return render(request, "pages/date_detail.html", context)

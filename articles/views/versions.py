"""The versions of a record: the list of them, and each with what it changed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from articles.pages.annotation.highlight import HighlightedParagraph, highlight_paragraphs
from articles.pages.versions.field_labels import NamedAuthorities
from articles.pages.versions.version_changes import (
    build_byline,
    build_version_rows,
    compare_versions,
)
from articles.pages.versions.version_history import VERSIONED_RECORDS, VersionHistory
from articles.views.lookups import check_live, live_record_or_404, show_tombstones


@show_tombstones
def version_list(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Show all versions of a record, newest first."""
    record = live_record_or_404(VERSIONED_RECORDS[kind], key)
    rows = build_version_rows(VersionHistory(record))
    return render(request, "pages/version_list.html", {"record": record, "versions": rows[::-1]})


@show_tombstones
def version_detail(request: HttpRequest, kind: str, key: str, number: int) -> HttpResponse:
    """Show the text of a version, and what it changed in the previous one."""
    record = live_record_or_404(VERSIONED_RECORDS[kind], key)
    history = VersionHistory(record)
    if number not in history.numbers:
        raise Http404(f"This {record._meta.verbose_name} has no version {number}.")
    version = history.get_version(number)
    check_live(version.record)
    previous_number, next_number = history.neighbor_numbers(number)
    previous = history.get_version(previous_number) if previous_number else None
    if previous and previous.record.withdrawn:
        previous = None
    names = NamedAuthorities(version.record, *([previous.record] if previous else []))
    paragraphs: list[HighlightedParagraph[None]] = highlight_paragraphs(version.record.text, ())
    context = {
        "record": record,
        "version": version,
        "byline": build_byline(version.record, names),
        "paragraphs": paragraphs,
        "difference": compare_versions(previous, version, names) if previous else None,
        "previous_number": previous_number,
        "next_number": next_number,
        "version_count": history.numbers[-1],
    }
    return render(request, "pages/version_detail.html", context)

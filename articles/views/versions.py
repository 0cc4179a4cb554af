"""A record's versions: a list of them, and each as it stood, with what it changed."""

from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from articles.core.dates import PartialDate
from articles.exchange import schema
from articles.models import Article, Edition, PressRelease
from articles.pages.annotation.diff import Fold, Piece, TooLongError, compared, folded, words
from articles.pages.annotation.highlight import Paragraph, marked
from articles.pages.field_labels import LABELS, Named, Names, differing
from articles.pages.version_history import History, Text, Version
from articles.views.errors import found_or_404
from articles.views.records import gone_where_withdrawn, standing

_HELD: dict[str, QuerySet[Any]] = {
    "article": Article.objects.select_related("outlet", "edition")
    .prefetch_related("bylines__author")
    .defer("edition__findings"),
    "release": PressRelease.objects.select_related("agency", "city", "edition")
    .prefetch_related("named_components__agency")
    .defer("edition__findings"),
}


@dataclass(frozen=True, slots=True)
class Listed:
    """A version as the list shows it, without its text."""

    number: int
    text_digest: str
    captured: str
    landed_in: Edition | None
    replaced_in: Edition | None
    before: int | None
    """The number of the version before it; None of the first."""
    changed: list[str]
    """What a reader calls the fields that differ from the version before it."""


@dataclass(frozen=True, slots=True)
class Signed:
    """Who and where a version names at its head."""

    people: list[Named]
    """The authors of an article, the agency of a release."""
    others: list[Named]
    """A release's further agencies."""
    places: list[Named]
    """The outlet or the city."""
    date: PartialDate | None


@dataclass(frozen=True, slots=True)
class Change:
    """A field that a version changed, the text aside."""

    label: str
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class Difference:
    """What a version changed in the one before it."""

    changes: list[Change]
    text_changed: bool
    folds: list[Fold] | None
    """The changes of the text; None where it is too long to be compared."""


@gone_where_withdrawn
def version_list(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Every version of a record, newest first."""
    held = standing(found_or_404(_HELD[kind], key=key))
    versions: chain[Version | None] = chain([None], History(held))
    listed = [_listed(before, one) for before, one in pairwise(versions) if one]
    context = {"record": held, "versions": listed[::-1], **_pages(kind)}
    return render(request, "pages/version_list.html", context)


@gone_where_withdrawn
def version_detail(request: HttpRequest, kind: str, key: str, number: int) -> HttpResponse:
    """A version's whole text as it stood, and what it changed in the one before."""
    held = standing(found_or_404(_HELD[kind], key=key))
    history = History(held)
    if number not in history.numbers:
        raise Http404(f"The {held._meta.verbose_name} has no version {number}.")
    version = history.version(number)
    standing(version.record)
    before, after = history.beside(number)
    earlier = _readable(history.version(before)) if before else None
    names = Names(version.record, *([earlier.record] if earlier else []))
    paragraphs: list[Paragraph[None]] = marked(version.record.text, ())
    context = {
        "record": held,
        "version": version,
        "signed": _signed(version.record, names),
        "paragraphs": paragraphs,
        "difference": _difference(earlier, version, names) if earlier else None,
        "before": before,
        "after": after,
        "last": history.numbers[-1],
        **_pages(kind),
    }
    return render(request, "pages/version_detail.html", context)


def _pages(kind: str) -> dict[str, str]:
    """The names of the addresses of a record's versions."""
    name = f"articles:{kind}-version"
    return {"list_page": f"{name}-list", "detail_page": f"{name}-detail"}


def _listed(before: Version | None, version: Version) -> Listed:
    provenance = version.record.provenance
    fields = differing(before.record, version.record) if before else []
    return Listed(
        version.number,
        version.text_digest,
        provenance.captured if provenance else "",
        version.landed_in,
        version.replaced_in,
        before.number if before else None,
        [LABELS[field] for field in fields],
    )


def _signed(text: Text, names: Names) -> Signed:
    if isinstance(text, schema.Article):
        return Signed(names.of(text, "authors"), [], names.of(text, "outlet"), text.published)
    others = names.of(text, "components")
    return Signed(names.of(text, "agency"), others, names.of(text, "city"), text.released)


def _readable(version: Version) -> Version | None:
    return None if version.record.withdrawn else version


def _difference(before: Version, version: Version, names: Names) -> Difference:
    fields = differing(before.record, version.record)
    sides = [(field, before.record, version.record) for field in fields if field != "text"]
    changes = [
        Change(LABELS[field], words(names.said(old, field), names.said(new, field)))
        for field, old, new in sides
    ]
    return Difference(changes, "text" in fields, _folds(before.record.text, version.record.text))


def _folds(before: str, after: str) -> list[Fold] | None:
    try:
        return folded(compared(before, after))
    except TooLongError:
        return None

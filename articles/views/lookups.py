"""What views look up by the parts of an address, and what they answer if it is not there."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from articles.core.dates import PartialDate
from articles.exchange.schema import TextRecord
from articles.models import AUTHORITY_MODELS
from articles.models.authorities import Authority
from articles.models.texts import ArchivedText

type View = Callable[..., HttpResponse]


class WithdrawnError(Exception):
    """The record that was asked for, or a record that the page would show, was withdrawn."""

    def __init__(self, record: ArchivedText | TextRecord) -> None:
        super().__init__(record.key)
        self.record = record


def show_tombstones(view: View) -> View:
    """Decorate a view to answer WithdrawnError with a tombstone page and status 410."""

    @wraps(view)
    def guarded_view(request: HttpRequest, **arguments: object) -> HttpResponse:
        try:
            return view(request, **arguments)
        except WithdrawnError as error:
            context = {"record": error.record}
            return render(request, "pages/withdrawn.html", context, status=410)

    return guarded_view


def check_live[T: ArchivedText | TextRecord](record: T) -> T:
    """Return the record. Raises WithdrawnError if it was withdrawn."""
    if record.withdrawn:
        raise WithdrawnError(record)
    return record


def live_record_or_404[M: ArchivedText](records: QuerySet[M], key: str) -> M:
    """Return the record with this key. Raises Http404, or WithdrawnError if it was withdrawn."""
    return check_live(row_or_404(records, key=key))


def authority_or_404(kind: str, slug: str) -> Authority:
    """Return the authority with this slug, or the one it was merged into. Raises Http404."""
    authorities = AUTHORITY_MODELS[kind]._default_manager.all()
    merged_authority = authorities.filter(alias_slugs__contains=[slug]).first()
    if merged_authority and not authorities.filter(slug=slug).exists():
        return merged_authority
    return row_or_404(authorities, slug=slug)


def row_or_404[M: Model](rows: QuerySet[M], **condition: str) -> M:
    """Return the row for which a column has a value. Raises Http404 that names the value."""
    try:
        return rows.get(**condition)
    except ObjectDoesNotExist as error:
        (value,) = condition.values()
        kind = rows.model._meta.verbose_name
        raise Http404(f"There is no {kind} “{value[:200]}” in the archive.") from error


def parse_date_or_404(year: str, month: str = "", day: str = "") -> PartialDate:
    """Return the date of an address. Raises Http404 if there is no such date."""
    iso = "-".join(part for part in (year, month, day) if part)
    try:
        return PartialDate(iso)
    except ValueError as error:
        raise Http404(f"There is no date {iso}.") from error

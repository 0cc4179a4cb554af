"""Pages for what cannot be shown; each names what's wrong."""

from django.core.exceptions import BadRequest, ObjectDoesNotExist
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render


def found_or_404[M: Model](rows: QuerySet[M], **name: str) -> M:
    """The row of that name; raises Http404 that says of what kind there is none so named."""
    try:
        return rows.get(**name)
    except ObjectDoesNotExist as error:
        (given,) = name.values()
        kind = rows.model._meta.verbose_name
        raise Http404(f"There is no {kind} “{given[:200]}” in the archive.") from error


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    reasons = exception.args[0] if isinstance(exception, BadRequest) and exception.args else ()
    reasons = [reasons] if isinstance(reasons, str) else reasons
    shown = [reason.replace("\0", "\\0") for reason in reasons]  # no page may hold a NUL
    return render(request, "errors/400.html", {"reasons": shown}, status=400)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    named = isinstance(exception, Http404) and exception.args and isinstance(exception.args[0], str)
    reason = exception.args[0] if named else ""
    return render(request, "errors/404.html", {"reason": reason}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return render(None, "errors/500.html", status=500)

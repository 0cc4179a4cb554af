"""Error pages, which say what is wrong."""

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    reasons = exception.args[0] if isinstance(exception, BadRequest) and exception.args else ()
    reasons = [reasons] if isinstance(reasons, str) else reasons
    # A page must not contain a NUL character.
    printable_reasons = [reason.replace("\0", "\\0") for reason in reasons]
    return render(request, "errors/400.html", {"reasons": printable_reasons}, status=400)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    has_reason = (
        isinstance(exception, Http404) and exception.args and isinstance(exception.args[0], str)
    )
    reason = exception.args[0] if has_reason else ""
    return render(request, "errors/404.html", {"reason": reason}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return render(None, "errors/500.html", status=500)

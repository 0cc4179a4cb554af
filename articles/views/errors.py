"""Pages for what cannot be shown; each names what's wrong."""

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    reasons = exception.args[0] if isinstance(exception, BadRequest) and exception.args else ()
    reasons = [reasons] if isinstance(reasons, str) else reasons
    return render(request, "errors/400.html", {"reasons": reasons}, status=400)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    named = isinstance(exception, Http404) and exception.args and isinstance(exception.args[0], str)
    reason = exception.args[0] if named else ""
    return render(request, "errors/404.html", {"reason": reason}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return render(None, "errors/500.html", status=500)

"""Middleware: only reading is allowed, and pages are cached until the next edition."""

import hashlib
from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.cache import get_conditional_response
from django.utils.functional import SimpleLazyObject

from articles.models import Edition

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")

type GetResponse = Callable[[HttpRequest], HttpResponse]


class ReadOnlyMiddleware:
    """Answers any method that could change something with 405."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={"Allow": ", ".join(SAFE_METHODS)})
        if request.method not in SAFE_METHODS:
            return HttpResponseNotAllowed(SAFE_METHODS)
        return self.get_response(request)


class EditionMiddleware:
    """Adds `request.edition`, and an ETag made of the edition and of the site's code and templates.

    A request with the current ETag is answered with 304, and nothing is rendered.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        edition = SimpleLazyObject(Edition.objects.current)
        request.edition = edition  # type: ignore[attr-defined]
        if request.path == "/healthz":
            return self.get_response(request)
        etag = f'W/"{edition.digest[:20] if edition else "empty"}-{_code_digest()}"'
        unchanged = get_conditional_response(request, etag=etag)
        response = unchanged or self.get_response(request)
        if response.status_code in (200, 304):
            response.headers.setdefault("ETag", etag)
            response.headers.setdefault("Cache-Control", "public, no-cache")
        return response


@cache
def _code_digest() -> str:
    """Return a digest of all code and templates."""
    sha256 = hashlib.sha256()
    for folder in ("archive", "articles", "templates", "static"):
        for file in sorted((settings.BASE_DIR / folder).rglob("*.*")):
            if file.suffix in (".py", ".html", ".css", ".js", ".svg", ".txt", ".xml"):
                sha256.update(file.read_bytes())
    return sha256.hexdigest()[:12]

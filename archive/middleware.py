"""What holds for every answer: nothing is written, and a page lasts as long as its edition."""

import hashlib
from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.cache import get_conditional_response
from django.utils.functional import SimpleLazyObject

from articles.models import Edition

SAFE = ("GET", "HEAD", "OPTIONS")

type Respond = Callable[[HttpRequest], HttpResponse]


class ReadOnlyMiddleware:
    """Only questions are answered: any method that could change something gets a 405."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={"Allow": ", ".join(SAFE)})
        if request.method not in SAFE:
            return HttpResponseNotAllowed(SAFE)
        return self.respond(request)


class EditionMiddleware:
    """Adds `request.edition`, and an ETag made of it and of the site's own code and templates.

    A page asked for again under the same ETag is answered with a 304 and nothing is rendered.
    """

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        edition = SimpleLazyObject(Edition.objects.current)
        request.edition = edition  # type: ignore[attr-defined]
        if request.path == "/healthz":
            return self.respond(request)
        etag = f'W/"{edition.digest[:20] if edition else "empty"}-{_release()}"'
        unchanged = get_conditional_response(request, etag=etag)
        response = unchanged or self.respond(request)
        if response.status_code in (200, 304):
            response.headers.setdefault("ETag", etag)
            response.headers.setdefault("Cache-Control", "public, no-cache")
        return response


@cache
def _release() -> str:
    """A digest of the templates and code that pages are made with."""
    whole = hashlib.sha256()
    for folder in ("archive", "articles", "templates", "static"):
        for file in sorted((settings.BASE_DIR / folder).rglob("*.*")):
            if file.suffix in (".py", ".html", ".css", ".js", ".svg", ".txt", ".xml"):
                whole.update(file.read_bytes())
    return whole.hexdigest()[:12]

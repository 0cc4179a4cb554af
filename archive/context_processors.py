"""Variables for every page."""

from django.conf import settings
from django.http import HttpRequest


def site_context(request: HttpRequest) -> dict[str, object]:
    """Return the edition (None if the archive is empty), the site's and the page's addresses."""
    match = request.resolver_match
    return {
        "edition": getattr(request, "edition", None),
        "archive_url": settings.ARCHIVE_URL,
        "canonical": f"{settings.ARCHIVE_URL}{request.path}",
        "page_name": match.url_name if match else "",
    }

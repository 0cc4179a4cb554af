"""What every page may show."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    """`edition` (None in an empty archive), the site's public address, and the page's own."""
    match = request.resolver_match
    return {
        "edition": getattr(request, "edition", None),
        "archive_url": settings.ARCHIVE_URL,
        "canonical": f"{settings.ARCHIVE_URL}{request.path}",
        "page_name": match.url_name if match else "",
    }

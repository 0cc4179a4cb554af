"""Suggestions for a browser's search bar and for the site's own search field."""

from django.http import HttpRequest, JsonResponse

from articles.pages.suggestions import find_suggestions


def suggestions(request: HttpRequest) -> JsonResponse:
    """Return the query, then the texts, kinds and addresses of its suggestions, as three lists.

    This is the form of the OpenSearch Suggestions extension 1.1.
    """
    query = request.GET.get("q", "").strip()
    matches = find_suggestions(query)
    columns = [
        [suggestion.text for suggestion in matches],
        [suggestion.kind for suggestion in matches],
        [suggestion.address for suggestion in matches],
    ]
    content_type = "application/x-suggestions+json"
    return JsonResponse([query, *columns], safe=False, content_type=content_type)

"""What may be meant by the beginning of a query: for a browser's search bar, and for our field.

The form is that of the OpenSearch Suggestions extension 1.1.
"""

import re
from collections.abc import Iterator
from itertools import islice

from django.http import HttpRequest, JsonResponse

from articles.catalog.words import terms
from articles.models import AUTHORITIES
from articles.views.listing import everything

_SHORTEST, _LONGEST = 2, 100
"""Characters of a beginning that is answered."""
_TITLES, _NAMES = 5, 3
"""Suggestions of titles, and of each kind of name, at most."""

type Suggestion = tuple[str, str, str]
"""The text, what it is, and its address."""


def suggestions(request: HttpRequest) -> JsonResponse:
    """The query, then the suggestions' texts, what each is, and its address."""
    query = request.GET.get("q", "").strip()
    known = _SHORTEST <= len(query) <= _LONGEST and bool(terms(query))
    found = [*_names(query), *_titles(query)] if known else []
    columns = [[one[column] for one in found] for column in range(3)]
    kind = "application/x-suggestions+json"
    return JsonResponse([query, *columns], safe=False, content_type=kind)


def _names(query: str) -> Iterator[Suggestion]:
    """Agencies, cities, outlets and authors of whose names some word begins so."""
    for kind, model in AUTHORITIES.items():
        begins = rf"\m{re.escape(query)}"
        for one in model._default_manager.filter(name__iregex=begins)[:_NAMES]:
            yield str(one), kind, one.get_absolute_url()


def _titles(query: str) -> Iterator[Suggestion]:
    """Titles with all the words, the last of which may be only begun."""
    *whole, begun = terms(query)
    last = f"title:{begun}*" if len(begun) >= _SHORTEST else ""
    words = " ".join([*(f"title:{word}" for word in whole), last])
    if not words.strip():
        return
    for hit in islice(everything().search(words).page(1).hits, _TITLES):
        yield hit.card.heading, hit.card.kind, hit.card.get_absolute_url()

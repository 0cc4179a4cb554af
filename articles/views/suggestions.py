"""What may be meant by the beginning of a query: for a browser's search bar, and for our field.

The form is that of the OpenSearch Suggestions extension 1.1.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import islice
from unicodedata import normalize

from django.db.models import F, Func, TextField, Value
from django.db.models.functions import Concat
from django.http import HttpRequest, JsonResponse

from articles.catalog.index.analysis import analyze_text
from articles.models import AUTHORITY_MODELS
from articles.models.authorities import Authority
from articles.pages.links import address_of
from articles.pages.listing import everything

_SHORTEST, _LONGEST = 2, 100
"""Characters of a beginning that is answered."""
_TITLES, _NAMES = 5, 3
"""Suggestions of titles, and of each kind of name, at most."""
_WEIGHED = 500
"""Names of a kind, at most, among which those with most records are looked for."""
_WITHIN, _BETWEEN = "['’.]?", "[^[:alnum:]]+"
"""What may stand, as PostgreSQL's regular expressions have it, between letters and words."""

type Suggestion = tuple[str, str, str]
"""The text, what it is, and its address."""


def suggestions(request: HttpRequest) -> JsonResponse:
    """The query, then the suggestions' texts, what each is, and its address."""
    query = request.GET.get("q", "").strip()
    known = _SHORTEST <= len(query) <= _LONGEST and bool(analyze_text(query))
    found = [*_names(query), *_titles(query)] if known else []
    columns = [[one[column] for one in found] for column in range(3)]
    kind = "application/x-suggestions+json"
    return JsonResponse([query, *columns], safe=False, content_type=kind)


def _names(query: str) -> Iterator[Suggestion]:
    """Agencies, cities, outlets and authors with a name, alias or key in which the words begin.

    Accents, case and apostrophes do not count. Of each kind those with most records come first.
    """
    begins = _beginning(analyze_text(query))
    counts = everything().counts(*AUTHORITY_MODELS)
    for kind, model in AUTHORITY_MODELS.items():
        found = model._default_manager.annotate(known_as=_known_as()).filter(
            known_as__iregex=begins
        )
        for one in _leading(found[:_WEIGHED], dict(counts[kind])):
            yield str(one), kind, address_of(one)


def _known_as() -> Concat:
    aliases = Func(F("aliases"), Value("\n"), function="array_to_string", output_field=TextField())
    return Concat("name", Value("\n"), "key", Value("\n"), aliases, output_field=TextField())


def _leading(found: Iterable[Authority], counts: Mapping[str, int]) -> list[Authority]:
    return sorted(found, key=lambda one: -counts.get(one.slug, 0))[:_NAMES]


def _beginning(words: list[str]) -> str:
    """A regular expression for words that stand side by side, the last perhaps only begun."""
    spelled = [_WITHIN.join(_letters().get(letter, letter) for letter in word) for word in words]
    return rf"\m{_BETWEEN.join(spelled)}"


@cache
def _letters() -> dict[str, str]:
    """For each letter of the alphabet a class of it and of what it is with an accent."""
    forms: dict[str, str] = {}
    for letter in map(chr, range(ord("À"), ord("ɏ"))):
        plain = normalize("NFKD", letter)[0].lower()
        if plain.isascii() and plain.isalpha():
            forms[plain] = forms.get(plain, plain) + letter
    return {plain: f"[{every}]" for plain, every in forms.items()}


def _titles(query: str) -> Iterator[Suggestion]:
    """Titles with all the words, the last of which may be only begun."""
    *whole, begun = analyze_text(query)
    last = f"title:{begun}*" if len(begun) >= _SHORTEST else ""
    words = " ".join([*(f"title:{word}" for word in whole), last])
    if not words.strip():
        return
    for hit in islice(everything().search(words).page(1).hits, _TITLES):
        yield hit.card.heading, hit.card.kind, address_of(hit.card)

"""Suggestions for the beginning of a query."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import islice
from typing import NamedTuple
from unicodedata import normalize

from django.db.models import F, Func, TextField, Value
from django.db.models.functions import Concat

from articles.catalog.index.analysis import analyze_text
from articles.models import AUTHORITY_MODELS
from articles.models.authorities import Authority
from articles.pages.links import address_of
from articles.pages.listing import query_all_records

MIN_LENGTH, MAX_LENGTH = 2, 100
"""Characters of a query that gets suggestions."""
MAX_TITLES, MAX_NAMES_PER_KIND = 5, 3
"""Titles, and names of each kind of authority, that are suggested."""
MAX_RANKED_NAMES = 500
"""Matching names of a kind among which those with the most records are chosen."""

_INNER_MARK, _WORD_BREAK = "['’.]?", "[^[:alnum:]]+"
"""What may separate letters, and words, as regular expressions of PostgreSQL."""


class Suggestion(NamedTuple):
    text: str
    kind: str
    """The kind of authority or record."""
    address: str


def find_suggestions(query: str) -> list[Suggestion]:
    """Return the names, then the titles, that the query may be the beginning of."""
    if not (MIN_LENGTH <= len(query) <= MAX_LENGTH and analyze_text(query)):
        return []
    return [*_suggest_names(query), *_suggest_titles(query)]


def _suggest_names(query: str) -> Iterator[Suggestion]:
    """Yield authorities with a name, alias or key that has the words, the last one as a prefix.

    Accents, case and apostrophes don't matter. For each kind, those with the most records.
    """
    pattern = _prefix_pattern(analyze_text(query))
    counts = query_all_records().counts(*AUTHORITY_MODELS)
    for kind, model in AUTHORITY_MODELS.items():
        authorities = model._default_manager.annotate(all_names=_all_names()).filter(
            all_names__iregex=pattern
        )
        for authority in _with_most_records(authorities[:MAX_RANKED_NAMES], dict(counts[kind])):
            yield Suggestion(str(authority), kind, address_of(authority))


def _all_names() -> Concat:
    aliases = Func(F("aliases"), Value("\n"), function="array_to_string", output_field=TextField())
    return Concat("name", Value("\n"), "key", Value("\n"), aliases, output_field=TextField())


def _with_most_records(
    authorities: Iterable[Authority], counts: Mapping[str, int]
) -> list[Authority]:
    ranking = sorted(authorities, key=lambda authority: -counts.get(authority.slug, 0))
    return ranking[:MAX_NAMES_PER_KIND]


def _prefix_pattern(words: list[str]) -> str:
    """Return a regular expression for the words side by side, the last one as a prefix."""
    letter_patterns = _letter_patterns()
    word_patterns = [
        _INNER_MARK.join(letter_patterns.get(letter, letter) for letter in word) for word in words
    ]
    return rf"\m{_WORD_BREAK.join(word_patterns)}"


@cache
def _letter_patterns() -> dict[str, str]:
    """Return, for each letter from a to z, a pattern for it with or without an accent."""
    variants: dict[str, str] = {}
    for letter in map(chr, range(ord("À"), ord("ɏ"))):
        plain_letter = normalize("NFKD", letter)[0].lower()
        if plain_letter.isascii() and plain_letter.isalpha():
            variants[plain_letter] = variants.get(plain_letter, plain_letter) + letter
    return {plain_letter: f"[{letters}]" for plain_letter, letters in variants.items()}


def _suggest_titles(query: str) -> Iterator[Suggestion]:
    """Yield records with the words in their title, the last one as a prefix."""
    *full_words, prefix = analyze_text(query)
    terms = [f"title:{word}" for word in full_words]
    if len(prefix) >= MIN_LENGTH:
        terms.append(f"title:{prefix}*")
    if not terms:
        return
    for hit in islice(query_all_records().search(" ".join(terms)).page(1).hits, MAX_TITLES):
        yield Suggestion(hit.card.heading, hit.card.kind, address_of(hit.card))

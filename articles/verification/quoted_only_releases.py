"""Releases known only by quotation, against what the articles say that name them."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from django.db import connection

from articles.core.text import BLOCK_QUOTE_MARK, make_slug, split_paragraphs
from articles.models import Agency, City, PressRelease
from articles.names.agencies import agency_forms, split_component
from articles.names.cities import find_city
from articles.verification.differences import Difference, shown


class Naming(NamedTuple):
    """What an article calls the agency and the city of a release, and the article's text."""

    agency: str | None
    city: str | None
    text: str


def of_stated() -> Iterator[Difference]:
    """Those whose agency or city no article names that names them, or whose text none quotes."""
    held = PressRelease.objects.filter(known_by_quotation=True).select_related("agency", "city")
    named = _named()
    for release in held.order_by("key"):
        if names := named[release.pk]:
            yield from _named_otherwise(release, names)
            yield from _not_quoted(release, names)


def _named() -> dict[int, list[Naming]]:
    """By the release's id, what the articles say that name its title, address and date."""
    named: dict[int, list[Naming]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT held.id, named->>'agency', named->>'city', article.text
               FROM articles_pressrelease held, articles_article article,
                    jsonb_array_elements(quotes) AS named
               WHERE held.known_by_quotation AND article.withdrawn = ''
               AND coalesce(named->>'title', '') = held.title
               AND coalesce(named->>'url', '') = held.url
               AND named->>'released' IS NOT DISTINCT FROM held.released
               ORDER BY article.published, article.key"""
        )
        for pk, *said in cursor.fetchall():
            named[pk].append(Naming(*said))
    return named


def _named_otherwise(release: PressRelease, names: list[Naming]) -> Iterator[Difference]:
    agency, city = release.agency, release.city
    if not any(_is_agency(agency, one.agency or "") and _is_city(city, one.city) for one in names):
        expected = f"{names[0].agency}, {names[0].city or 'no city'}"
        found = f"{agency.key}, {city.key if city else 'no city'}"
        yield Difference("release", release.key, "agency, city", shown(expected), shown(found))


def _not_quoted(release: PressRelease, names: list[Naming]) -> Iterator[Difference]:
    quoted = {passage for one in names for passage in _block_quotes(one.text)}
    for span in split_paragraphs(release.text):
        if span.extract(release.text) not in quoted:
            found = shown(span.extract(release.text))
            yield Difference("release", release.key, "text", "what an article quotes", found)


def _block_quotes(text: str) -> Iterator[str]:
    # Stripped without `strip_block_marks`: a check shares no code with what it checks.
    for span in split_paragraphs(text):
        lines = span.extract(text).splitlines()
        yield "\n".join(line.removeprefix(BLOCK_QUOTE_MARK) for line in lines).strip()


def _is_agency(held: Agency, name: str) -> bool:
    part = split_component(name)
    forms = {*agency_forms(name), *(agency_forms(part.name) if part else ())}
    names = (held.name, *held.aliases)
    return not forms.isdisjoint({held.slug, *(form for one in names for form in agency_forms(one))})


def _is_city(held: City | None, name: str | None) -> bool:
    if held is None or not name:
        return held is None and not name
    known = find_city(name)
    forms = {make_slug(name), make_slug(known.key)} if known else {make_slug(name)}
    return not forms.isdisjoint({held.slug, make_slug(str(held)), *held.alias_slugs})

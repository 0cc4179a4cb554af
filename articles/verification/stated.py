"""Agency and city of the releases known only by quotation, against what articles call them."""

from collections.abc import Iterator

from django.db import connection

from articles.agencies import agency_forms, agency_parent
from articles.gazetteer import find_city
from articles.models import Agency, City, PressRelease
from articles.text import slug
from articles.verification.differences import Difference, shown

type Names = list[tuple[str | None, str | None]]
"""What articles call the agency and the city of one release."""


def of_stated() -> Iterator[Difference]:
    """Releases known only by quotation whose agency or city no article names that names them."""
    held = PressRelease.objects.filter(known_by_quotation=True).select_related("agency", "city")
    named = _named()
    for release in held.order_by("key"):
        names = named.get(release.pk, [])
        if names and not any(_is_of(release, *pair) for pair in names):
            found = f"{release.agency.key}, {release.city.key if release.city else 'no city'}"
            expected = f"{names[0][0]}, {names[0][1] or 'no city'}"
            yield Difference("release", release.key, "agency, city", shown(expected), shown(found))


def _named() -> dict[int, Names]:
    """By the release's id, which articles name by title, address and date."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT held.id, named->>'agency', named->>'city'
               FROM articles_pressrelease held, articles_article article,
                    jsonb_array_elements(quotes) AS named
               WHERE held.known_by_quotation AND article.withdrawn = ''
               AND coalesce(named->>'title', '') = held.title
               AND coalesce(named->>'url', '') = held.url
               AND named->>'released' IS NOT DISTINCT FROM held.released
               ORDER BY article.published, article.key"""
        )
        named: dict[int, Names] = {}
        for pk, agency, city in cursor.fetchall():
            named.setdefault(pk, []).append((agency, city))
        return named


def _is_of(release: PressRelease, agency: str | None, city: str | None) -> bool:
    return _is_agency(release.agency, agency or "") and _is_city(release.city, city)


def _is_agency(held: Agency, name: str) -> bool:
    part = agency_parent(name)
    forms = {*agency_forms(name), *(agency_forms(part.name) if part else ())}
    names = (held.name, *held.aliases)
    return not forms.isdisjoint({held.slug, *(form for one in names for form in agency_forms(one))})


def _is_city(held: City | None, name: str | None) -> bool:
    if held is None or not name:
        return held is None and not name
    known = find_city(name)
    forms = {slug(name), slug(known.key)} if known else {slug(name)}
    return not forms.isdisjoint({held.slug, slug(str(held)), *held.alias_slugs})

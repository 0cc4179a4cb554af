"""Check releases known only by quotation against the articles that name them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.db import connection

from articles.core.text import BLOCK_QUOTE_MARK, make_slug, split_paragraphs
from articles.models import Agency, City, PressRelease
from articles.names.agencies import agency_forms, split_component
from articles.names.cities import find_city
from articles.verification.differences import Difference, format_value

_IS_NAMED = """
    article.withdrawn = '' AND coalesce(mention->>'title', '') = release.title
    AND coalesce(mention->>'url', '') = release.url
    AND mention->>'released' IS NOT DISTINCT FROM release.released
"""
"""SQL for: the article is live, and `mention` (an item of its `quotes`) is the release."""


class SourceMention(NamedTuple):
    """How an article names the agency and the city of a release, and the article's text."""

    agency: str | None
    city: str | None
    text: str


def check_quoted_only_titles() -> Iterator[Difference]:
    """Yield releases whose title, URL and date no article names."""
    with connection.cursor() as cursor:
        # rows: (key of the release, its title)
        cursor.execute(
            f"""SELECT key, title FROM articles_pressrelease release
                WHERE release.known_by_quotation AND NOT EXISTS (
                    SELECT FROM articles_article article, jsonb_array_elements(quotes) AS mention
                    WHERE {_IS_NAMED})
                ORDER BY key"""
        )
        rows = cursor.fetchall()
    for key, title in rows:
        expected_value = "the title, address and date that an article gives"
        actual_value = format_value(title)
        yield Difference("release", key, "title, url, released", expected_value, actual_value)


def check_quoted_only_releases() -> Iterator[Difference]:
    """Yield releases whose agency and city no article names, or whose text none quotes."""
    releases = PressRelease.objects.filter(known_by_quotation=True)
    mentions = _read_mentions()
    for release in releases.select_related("agency", "city").order_by("key"):
        if release_mentions := mentions[release.pk]:
            yield from _check_agency_and_city(release, release_mentions)
            yield from _check_passages(release, release_mentions)


def _read_mentions() -> dict[int, list[SourceMention]]:
    """Return how articles name each release, by its id; earlier articles come first."""
    mentions: dict[int, list[SourceMention]] = defaultdict(list)
    with connection.cursor() as cursor:
        # rows: (release id, agency or NULL, city or NULL, text of the article)
        cursor.execute(
            f"""SELECT release.id, mention->>'agency', mention->>'city', article.text
                FROM articles_pressrelease release, articles_article article,
                     jsonb_array_elements(quotes) AS mention
                WHERE release.known_by_quotation AND {_IS_NAMED}
                ORDER BY article.published, article.key"""
        )
        for release_id, *mention in cursor.fetchall():
            mentions[release_id].append(SourceMention(*mention))
    return mentions


def _check_agency_and_city(
    release: PressRelease, mentions: Sequence[SourceMention]
) -> Iterator[Difference]:
    agency, city = release.agency, release.city
    if not any(
        _is_agency(agency, mention.agency or "") and _is_city(city, mention.city)
        for mention in mentions
    ):
        expected_value = f"{mentions[0].agency}, {mentions[0].city or 'no city'}"
        actual_value = f"{agency.key}, {city.key if city else 'no city'}"
        yield Difference(
            "release",
            release.key,
            "agency, city",
            format_value(expected_value),
            format_value(actual_value),
        )


def _check_passages(
    release: PressRelease, mentions: Sequence[SourceMention]
) -> Iterator[Difference]:
    passages = {passage for mention in mentions for passage in _block_quotes(mention.text)}
    for span in split_paragraphs(release.text):
        if span.extract(release.text) not in passages:
            actual = format_value(span.extract(release.text))
            yield Difference("release", release.key, "text", "what an article quotes", actual)


def _block_quotes(text: str) -> Iterator[str]:
    # Stripped without `strip_block_marks`: a check shares no code with what it checks.
    for span in split_paragraphs(text):
        lines = span.extract(text).splitlines()
        yield "\n".join(line.removeprefix(BLOCK_QUOTE_MARK) for line in lines).strip()


def _is_agency(agency: Agency, name: str) -> bool:
    """Whether an agency can be meant by a name."""
    component = split_component(name)
    forms = {*agency_forms(name), *(agency_forms(component.name) if component else ())}
    names = agency.name, *agency.aliases
    return not forms.isdisjoint(
        {agency.slug, *(form for agency_name in names for form in agency_forms(agency_name))}
    )


def _is_city(city: City | None, name: str | None) -> bool:
    """Whether a city can be meant by a name; no city by no name."""
    if city is None or not name:
        return city is None and not name
    place = find_city(name)
    forms = {make_slug(name), make_slug(place.key)} if place else {make_slug(name)}
    return not forms.isdisjoint({city.slug, make_slug(str(city)), *city.alias_slugs})

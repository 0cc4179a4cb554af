"""Turn each record into the document that is indexed."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain

import tantivy

from articles.catalog.index.analysis import find_compounds, normalize_text
from articles.catalog.index.cards import Card
from articles.catalog.index.directory import AuthorityDirectory, AuthorityEntry
from articles.catalog.index.facet_counts import add_hash_prefix
from articles.catalog.index.rows import ArticleRow, ReleaseRow, article_rows, release_rows
from articles.catalog.index.schema import (
    COUNT_FIELDS,
    FACET_SEPARATOR,
    MULTIVALUED,
    VALUE_SEPARATOR,
    multivalued_field,
)
from articles.core.dates import PartialDate
from articles.core.ids import ArticleId, ReleaseId
from articles.core.text import make_heading

_MAX_LEAD = 600
"""Characters of the first paragraph that count as the lead, at most."""
_MINUTES_PER_DAY = 1440
_DATE_SORT_BITS = 33
"""Bits that a date in minutes may take; the number of quotations is above them."""
_CACHED_DAYS = 20_000

type Fields = dict[str, object]


def all_documents() -> Iterator[tantivy.Document]:
    """Yield a document for each live record, with constant memory."""
    yield from _make_documents(release_rows(), article_rows())


def documents_for(
    release_ids: Iterable[ReleaseId], article_ids: Iterable[ArticleId]
) -> Iterator[tantivy.Document]:
    """Yield a document for each live record with one of these ids."""
    yield from _make_documents(release_rows(release_ids), article_rows(article_ids))


def record_identifier(kind: str, key: str) -> str:
    """Return the term by which the index finds one record."""
    return f"{kind}/{key}"


def _make_documents(
    releases: Iterable[ReleaseRow], articles: Iterable[ArticleRow]
) -> Iterator[tantivy.Document]:
    directory = AuthorityDirectory()
    release_fields = (_release_fields(row, directory) for row in releases)
    article_fields = (_article_fields(row, directory) for row in articles)
    for fields in chain(release_fields, article_fields):
        yield tantivy.Document(**_count_fields(fields), **fields)


def _count_fields(fields: Fields) -> Fields:
    """Return the fields for counting that are not set yet."""
    return {
        name: add_hash_prefix(
            FACET_SEPARATOR.join([_join_values(fields.get(facet, "")) for facet in facets])
        )
        for name, facets in COUNT_FIELDS.items()
        if name not in fields
    }


def _join_values(value: object) -> str:
    return VALUE_SEPARATOR.join(value) if isinstance(value, list) else str(value)


def _release_fields(row: ReleaseRow, directory: AuthorityDirectory) -> Fields:
    agency = directory.agencies[row.agency_id]
    city = directory.cities[row.city_id] if row.city_id else None
    card = Card(
        kind="release",
        key=row.key,
        heading=row.title or make_heading(row.text),
        date=PartialDate(row.date) if row.date else None,
        agency=agency.name,
        city=city.name if city else None,
        quotation_count=row.article_count or 0,
        known_by_quotation=row.known_by_quotation,
        fiction=row.fiction,
    )
    components = [directory.agencies[agency_id] for agency_id in row.component_ids or ()]
    number = [normalize_text(row.number)] if row.number else []
    fields = _common_fields(card, row, number)
    fields |= _authority_fields("agency", [agency, *components])
    return fields | _place_fields([city]) if city else fields


def _article_fields(row: ArticleRow, directory: AuthorityDirectory) -> Fields:
    authors = [directory.authors[author_id] for author_id in row.author_ids or ()]
    outlet = directory.outlets[row.outlet_id] if row.outlet_id else None
    card = Card(
        kind="article",
        key=row.key,
        heading=row.title,
        date=PartialDate(row.date) if row.date else None,
        authors=tuple(author.name for author in authors),
        outlet=outlet.name if outlet else None,
        quotation_count=row.quotation_count or 0,
        untraced_count=row.untraced_count or 0,
        fiction=row.fiction,
    )
    agencies = [directory.agencies[agency_id] for agency_id in row.agency_ids or ()]
    cities = [directory.cities[city_id] for city_id in row.city_ids or () if city_id]
    return (
        _common_fields(card, row)
        | {"quoted_releases": row.release_keys or []}
        | _authority_fields("author", authors)
        | _authority_fields("outlet", [outlet] if outlet else [])
        | _authority_fields("agency", agencies)
        | _place_fields(cities)
    )


def _common_fields(
    card: Card, row: ReleaseRow | ArticleRow, extra_words: Iterable[str] = ()
) -> Fields:
    title, text = normalize_text(card.heading), normalize_text(row.text)
    compounds = [*find_compounds(text), *find_compounds(title)]
    fields: Fields = {
        "id": record_identifier(card.kind, card.key),
        "kind": card.kind,
        "title": title,
        "lead": _extract_lead(text),
        "words": [title if row.title else "", text, *compounds, *extra_words],
        "quoted": _quotation_kinds(card),
        "grade": row.grades or [],
        "presentation": row.presentations or [],
        "card": card.as_json(),
        "text": row.text.encode(),
    }
    minutes = 0
    if card.date:
        day = card.date.iso[:10]
        minutes = _possible_days(day)[0] * _MINUTES_PER_DAY + card.date.minute_of_day
        fields |= _date_fields(day) | {"date_sort": minutes}
    return fields | {"quoted_sort": (card.quotation_count << _DATE_SORT_BITS) + minutes}


def _quotation_kinds(card: Card) -> list[str]:
    """Return "yes" or "no" for quotations traced to a release, and "untraced" for others."""
    traced = "yes" if card.quotation_count else "no"
    return [traced, "untraced"] if card.untraced_count else [traced]


def _extract_lead(text: str) -> str:
    """Return the first paragraph, cut after a whole word: every word of it must be in the text."""
    paragraph = text.partition("\n")[0]
    if len(paragraph) <= _MAX_LEAD:
        return paragraph
    return paragraph[:_MAX_LEAD].rpartition(" ")[0]


def _authority_fields(facet: str, entries: list[AuthorityEntry]) -> Fields:
    """Return what is indexed of a record's agencies, cities, authors or outlet."""
    if not entries:
        return {}
    slugs = {slug for entry in entries for slug in entry.slugs}
    longest = max(entries, key=lambda entry: len(entry.slugs))
    if len(slugs) == len(longest.slugs):
        return {facet: list(longest.slugs), f"{facet}_name": list(longest.search_names)}
    names = dict.fromkeys(name for entry in entries for name in entry.search_names)
    return {
        facet: list(slugs),
        f"{facet}_name": list(names),
        MULTIVALUED[facet]: add_hash_prefix(""),
        multivalued_field(facet): list(map(add_hash_prefix, slugs)),
    }


def _place_fields(cities: list[AuthorityEntry]) -> Fields:
    states = list({city.state for city in cities if city.state})
    fields = _authority_fields("city", cities) | {"state": states}
    if multivalued_field("city") in fields:
        fields[multivalued_field("state")] = list(map(add_hash_prefix, states))
    return fields


def _date_fields(day: str) -> Fields:
    """Return what is indexed of a date, given in ISO 8601 without its clock time."""
    earliest_day, latest_day = _possible_days(day)
    periods = {"year": day[:4], "month": day[:7], "day": day}
    lengths = {"year": 4, "month": 7, "day": 10}
    fields = {facet: value for facet, value in periods.items() if len(day) >= lengths[facet]}
    return {"earliest_day": earliest_day, "latest_day": latest_day, **fields}


@lru_cache(_CACHED_DAYS)
def _possible_days(day: str) -> tuple[int, int]:
    """Return the first and last day that a date can mean, counted from year 1."""
    date = PartialDate(day)
    return date.first_day.toordinal(), date.last_day.toordinal()

"""What the index is given of each record."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain

import tantivy

from articles.catalog.index import rows
from articles.catalog.index.analysis import compounds, plain
from articles.catalog.index.cards import Card
from articles.catalog.index.directory import Directory, Entry
from articles.catalog.index.facet_counts import marked
from articles.catalog.index.rows import ArticleRow, ReleaseRow
from articles.catalog.index.schema import (
    BETWEEN_FACETS,
    BETWEEN_VALUES,
    COUNTED,
    SEVERAL,
    several,
)
from articles.core.dates import PartialDate
from articles.core.text import heading

_LEAD = 600
"""Characters of the first paragraph that count as the lead, at most."""

type Fields = dict[str, object]


def documents() -> Iterator[tantivy.Document]:
    """A document for each record that stands, at constant memory."""
    directory = Directory()
    yield from _documents(directory, rows.releases(), rows.articles())


def documents_of(releases: Iterable[int], articles: Iterable[int]) -> Iterator[tantivy.Document]:
    """A document for each record of these ids that stands."""
    directory = Directory()
    yield from _documents(directory, rows.releases(releases), rows.articles(articles))


def _documents(
    directory: Directory, releases: Iterable[ReleaseRow], articles: Iterable[ArticleRow]
) -> Iterator[tantivy.Document]:
    of_releases = (_release(row, directory) for row in releases)
    of_articles = (_article(row, directory) for row in articles)
    for fields in chain(of_releases, of_articles):
        yield tantivy.Document(**_counted(fields), **fields)


def _counted(fields: Fields) -> Fields:
    """The fields for counting that are not set already."""
    return {
        name: marked(BETWEEN_FACETS.join([_one(fields.get(facet, "")) for facet in facets]))
        for name, facets in COUNTED.items()
        if name not in fields
    }


def _one(value: object) -> str:
    return BETWEEN_VALUES.join(value) if isinstance(value, list) else str(value)


def _release(row: ReleaseRow, directory: Directory) -> Fields:
    agency = directory.agencies[row.agency]
    city = directory.cities[row.city] if row.city else None
    card = Card(
        kind="release",
        key=row.key,
        heading=row.title or heading(row.text),
        date=PartialDate(row.date) if row.date else None,
        agency=agency.name,
        city=city.name if city else None,
        quotations=row.quoting or 0,
        known_by_quotation=row.known_by_quotation,
        fiction=row.fiction,
    )
    components = [directory.agencies[component] for component in row.components or ()]
    fields = _common(card, row) | _faceted("agency", [agency, *components])
    if city:
        fields |= _places([city])
    if row.number:
        fields["words"] += [plain(row.number)]  # type: ignore[operator]
    return fields


def _article(row: ArticleRow, directory: Directory) -> Fields:
    authors = [directory.authors[author] for author in row.authors or ()]
    outlet = directory.outlets[row.outlet] if row.outlet else None
    card = Card(
        kind="article",
        key=row.key,
        heading=row.title,
        date=PartialDate(row.date) if row.date else None,
        authors=tuple(author.name for author in authors),
        outlet=outlet.name if outlet else None,
        quotations=row.quotations or 0,
        fiction=row.fiction,
    )
    fields = _common(card, row) | {"quotes": row.releases or []}
    agencies = [directory.agencies[agency] for agency in row.agencies or ()]
    cities = [directory.cities[city] for city in row.cities or () if city]
    fields |= _faceted("author", authors) | _faceted("outlet", [outlet] if outlet else [])
    return fields | _faceted("agency", agencies) | _places(cities)


def _lead(text: str) -> str:
    """The first paragraph, cut after a whole word: what it has the text must have."""
    first = text.partition("\n")[0]
    return first if len(first) <= _LEAD else first[:_LEAD].rpartition(" ")[0]


def _common(card: Card, row: ReleaseRow | ArticleRow) -> Fields:
    title, text = plain(card.heading), plain(row.text)
    fields: Fields = {
        "id": identifier(card.kind, card.key),
        "kind": card.kind,
        "title": title,
        "lead": _lead(text),
        "words": [title if row.title else "", text, *compounds(text), *compounds(title)],
        "quoted": "yes" if card.quotations else "no",
        "grade": row.grades or [],
        "presentation": row.presentations or [],
        "card": card.as_json(),
        "text": row.text.encode(),
    }
    moment = 0
    if card.date:
        moment = _days(card.date.iso[:10])[0] * 1440 + card.date.minutes
        fields |= _dated(card.date.iso[:10]) | {"moment": moment}
    return fields | {"prominence": (card.quotations << 33) + moment}


def identifier(kind: str, key: str) -> str:
    """The term by which the index finds one record."""
    return f"{kind}/{key}"


def _faceted(name: str, entries: list[Entry]) -> Fields:
    """What is indexed of the agencies, cities, authors or outlets of a record."""
    if not entries:
        return {}
    slugs = {slug for entry in entries for slug in entry.slugs}
    widest = max(entries, key=lambda entry: len(entry.slugs))
    if len(slugs) == len(widest.slugs):
        return {name: list(widest.slugs), f"{name}_name": list(widest.known_as)}
    known_as = list(dict.fromkeys(name for entry in entries for name in entry.known_as))
    return {
        name: list(slugs),
        f"{name}_name": known_as,
        SEVERAL[name]: marked(""),
        several(name): list(map(marked, slugs)),
    }


def _places(cities: list[Entry]) -> Fields:
    states = list({city.state for city in cities if city.state})
    places = _faceted("city", cities) | {"state": states}
    if several("city") in places:
        places[several("state")] = list(map(marked, states))
    return places


def _dated(day: str) -> Fields:
    """What is indexed of a date, written without its clock time."""
    earliest, latest = _days(day)
    known = {"year": day[:4], "month": day[:7], "day": day}
    lengths = {"year": 4, "month": 7, "day": 10}
    fields = {name: value for name, value in known.items() if len(day) >= lengths[name]}
    return {"earliest": earliest, "latest": latest, **fields}


@lru_cache(20_000)
def _days(day: str) -> tuple[int, int]:
    date = PartialDate(day)
    return date.earliest.toordinal(), date.latest.toordinal()

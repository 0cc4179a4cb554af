"""What a list shows of a record, and what of it is indexed."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

import tantivy
from django.db.models import Count, Prefetch, Q, QuerySet
from django.urls import reverse

from articles.dates import PartialDate
from articles.models import Agency, Article, Byline, City, Component, PressRelease, Quotation

CHUNK = 1000
"""Rows fetched at a time."""


@dataclass(frozen=True, slots=True)
class Name:
    """An agency, city, author or outlet as a list names it."""

    name: str
    slug: str


@dataclass(frozen=True, slots=True)
class Card:
    """A record as a list shows it."""

    kind: str
    key: str
    heading: str
    date: PartialDate | None
    authors: tuple[Name, ...] = ()
    outlet: Name | None = None
    agency: Name | None = None
    city: Name | None = None
    quotations: int = 0
    """How many passages the article quotes, or how many articles quote the release."""
    known_by_quotation: bool = False
    fiction: bool = False

    def get_absolute_url(self) -> str:
        return reverse(f"articles:{self.kind}-detail", args=[self.key])

    def as_json(self) -> bytes:
        fields = asdict(self) | {"date": str(self.date) if self.date else None}
        return json.dumps(fields, ensure_ascii=False).encode()

    @classmethod
    def from_json(cls, written: bytes) -> "Card":
        fields: dict[str, Any] = json.loads(written)
        fields["date"] = PartialDate(fields["date"]) if fields["date"] else None
        fields["authors"] = tuple(Name(**author) for author in fields["authors"])
        for name in ("outlet", "agency", "city"):
            fields[name] = Name(**fields[name]) if fields[name] else None
        return cls(**fields)


class Lineages:
    """The slugs of an agency and of those that it is within."""

    def __init__(self) -> None:
        rows = Agency.objects.values_list("pk", "slug", "parent")
        self._agencies = {pk: (slug, parent) for pk, slug, parent in rows}

    def of(self, agency: int | None) -> Iterator[str]:
        seen: set[int] = set()
        while agency is not None and agency not in seen:
            seen.add(agency)
            slug, agency = self._agencies[agency]
            yield slug


def documents() -> Iterator[tantivy.Document]:
    """A document for each record that stands, at constant memory."""
    lineages = Lineages()
    for release in _releases().iterator(CHUNK):
        yield _release_document(release, lineages)
    for article in _articles().iterator(CHUNK):
        yield _article_document(article, lineages)


def _releases() -> QuerySet[PressRelease]:
    components = Prefetch("named_components", Component.objects.only("release", "agency"))
    standing = Q(quotations__article__withdrawn="")
    quoting = Count("quotations__article", filter=standing, distinct=True)
    return (
        PressRelease.objects.standing()
        .defer("fingerprints")
        .select_related("agency", "city")
        .prefetch_related(components)
        .annotate(quoting=quoting)
        .order_by("pk")
    )


def _articles() -> QuerySet[Article]:
    quoted = Quotation.objects.standing().filter(release__isnull=False)
    sources = quoted.select_related("release__city").defer("release__text", "release__fingerprints")
    return (
        Article.objects.standing()
        .defer("fingerprints")
        .select_related("outlet")
        .prefetch_related(
            Prefetch("bylines", Byline.objects.select_related("author")),
            Prefetch("quotations", sources),
        )
        .order_by("pk")
    )


def _release_document(release: PressRelease, lineages: Lineages) -> tantivy.Document:
    card = Card(
        kind="release",
        key=release.key,
        heading=release.heading,
        date=release.released,
        agency=Name(release.agency.name, release.agency.slug),
        city=_place(release.city) if release.city else None,
        quotations=release.quoting,  # type: ignore[attr-defined]
        known_by_quotation=release.known_by_quotation,
        fiction=release.fiction,
    )
    agencies = [release.agency_id, *(named.agency_id for named in release.named_components.all())]
    facets = {
        "agency": {slug for agency in agencies for slug in lineages.of(agency)},
        "city": {release.city.slug} if release.city else set(),
    }
    return _document(card, release.text, facets)


def _article_document(article: Article, lineages: Lineages) -> tantivy.Document:
    authors = tuple(Name(one.author.name, one.author.slug) for one in article.bylines.all())
    quotations = article.quotations.all()
    card = Card(
        kind="article",
        key=article.key,
        heading=article.heading,
        date=article.published,
        authors=authors,
        outlet=Name(article.outlet.name, article.outlet.slug) if article.outlet else None,
        quotations=len(quotations),
        fiction=article.fiction,
    )
    releases = [quotation.release for quotation in quotations if quotation.release]
    facets = {
        "author": {author.slug for author in authors},
        "outlet": {article.outlet.slug} if article.outlet else set(),
        "agency": {slug for release in releases for slug in lineages.of(release.agency_id)},
        "city": {release.city.slug for release in releases if release.city},
    }
    return _document(card, article.text, facets)


def _place(city: City) -> Name:
    return Name(str(city), city.slug)


def _document(card: Card, text: str, facets: dict[str, set[str]]) -> tantivy.Document:
    document = tantivy.Document(title=card.heading, text=text, kind=card.kind)
    document.add_bytes("card", card.as_json())
    for facet, values in facets.items():
        for value in sorted(values):
            document.add_text(facet, value)
    if card.date:
        _add_date(document, card.date)
    return document


def _add_date(document: tantivy.Document, date: PartialDate) -> None:
    document.add_integer("earliest", date.earliest.toordinal())
    document.add_integer("latest", date.latest.toordinal())
    document.add_integer("moment", date.earliest.toordinal() * 1440 + date.minutes)
    document.add_text("year", date.iso[:4])
    if date.month:
        document.add_text("month", date.iso[:7])
    if date.day:
        document.add_text("day", date.iso[:10])

"""Rows of the tables as records of the exchange format."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Prefetch, QuerySet

from articles.exchange import schema
from articles.models import (
    Agency,
    Article,
    Author,
    Byline,
    City,
    Component,
    EarlierVersion,
    Outlet,
    PressRelease,
)
from articles.models.authorities import Authority
from articles.models.texts import ArchivedText

CHUNK = 500
"""Rows fetched at a time."""


def of_release(release: PressRelease) -> schema.Release:
    """Needs `agency`, `city` and `named_components` with their agencies, as `releases` fetches."""
    return schema.Release(
        kind="release",
        key=release.key,
        title=release.title or None,
        agency=release.agency.key,
        components=tuple(named.agency.key for named in release.named_components.all()),
        city=release.city.key if release.city else None,
        released=release.released,
        number=release.number or None,
        url=release.url or None,
        text=release.text,
        fiction=release.fiction,
        withdrawn=release.withdrawn or None,
        provenance=_provenance(release),
    )


def of_article(article: Article) -> schema.Article:
    """Needs `outlet` and `bylines` with their authors, as `articles` fetches."""
    return schema.Article.model_validate(
        {
            "kind": "article",
            "key": article.key,
            "title": article.title,
            "authors": tuple(byline.author.key for byline in article.bylines.all()),
            "outlet": article.outlet.key if article.outlet else None,
            "published": article.published,
            "url": article.url,
            "text": article.text,
            "quotes": tuple(article.quotes),
            "fiction": article.fiction,
            "withdrawn": article.withdrawn,
            "provenance": _provenance(article),
        }
    )


def _provenance(text: ArchivedText) -> schema.Provenance | None:
    if not text.source:
        return None
    return schema.Provenance(
        source=text.source,
        reader=text.reader,
        captured=text.captured,
        payload_digest=text.payload_digest,
    )


def releases(found: QuerySet[PressRelease]) -> Iterator[schema.Release]:
    """Releases with a text of their own, in the order given; constant memory."""
    components = Prefetch("named_components", Component.objects.select_related("agency"))
    rows = found.filter(known_by_quotation=False).select_related("agency", "city")
    return map(of_release, rows.prefetch_related(components).iterator(CHUNK))


def articles(found: QuerySet[Article]) -> Iterator[schema.Article]:
    """Articles in the order given; constant memory."""
    bylines = Prefetch("bylines", Byline.objects.select_related("author"))
    rows = found.select_related("outlet").prefetch_related(bylines)
    return map(of_article, rows.iterator(CHUNK))


def records_of(found: QuerySet[Any]) -> Iterator[schema.Release | schema.Article]:
    """The records of a queryset of releases or of articles."""
    return releases(found) if found.model is PressRelease else articles(found)


def versions() -> Iterator[schema.Version]:
    """The earlier versions of releases and articles, by kind, key and number."""
    for version in EarlierVersion.objects.iterator(CHUNK):
        record = schema.text_record(version.line)
        yield schema.Version(kind="version", number=version.number, record=record)


def authorities() -> Iterator[schema.Authority]:
    """Agencies, cities, outlets and authors, each by key."""
    for agency in Agency.objects.select_related("parent").order_by("key").iterator(CHUNK):
        parent = agency.parent.key if agency.parent else None
        yield schema.Agency(kind="agency", parent=parent, **_named(agency))
    for city in City.objects.order_by("key").iterator(CHUNK):
        yield schema.City(kind="city", state=city.state or None, **_named(city))
    for outlet in Outlet.objects.order_by("key").iterator(CHUNK):
        yield schema.Outlet(kind="outlet", **_named(outlet))
    for author in Author.objects.order_by("key").iterator(CHUNK):
        yield schema.Author(kind="author", **_named(author))


def _named(authority: Authority) -> dict[str, Any]:
    return {"key": authority.key, "name": authority.name, "aliases": tuple(authority.aliases)}


def everything() -> Iterator[schema.Record]:
    """The whole archive, in the order that an export has."""
    yield from authorities()
    yield from releases(PressRelease.objects.order_by("key"))
    yield from articles(Article.objects.order_by("key"))
    yield from versions()

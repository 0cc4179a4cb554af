"""Convert database rows to records of the exchange format."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Prefetch, QuerySet

from articles.exchange import schema
from articles.models import (
    Agency,
    Article,
    Author,
    City,
    Component,
    EarlierVersion,
    Outlet,
    PressRelease,
    ThirdSource,
)
from articles.models.authorities import Authority
from articles.models.texts import ArchivedText, prefetch_bylines

CHUNK_ROWS = 500
"""Rows fetched from the database at a time."""


def release_to_record(release: PressRelease) -> schema.Release:
    """Convert a release whose agency, city and component agencies have been fetched."""
    return schema.Release(
        kind="release",
        key=release.key,
        title=release.title or None,
        agency=release.agency.key,
        components=tuple(agency.key for agency in release.component_agencies),
        city=release.city.key if release.city else None,
        released=release.released,
        number=release.number or None,
        url=release.url or None,
        text=release.text,
        fiction=release.fiction,
        withdrawn=release.withdrawn or None,
        provenance=_provenance_of(release),
    )


def article_to_record(article: Article) -> schema.Article:
    """Convert an article whose outlet and byline authors have been fetched."""
    return schema.Article.model_validate(
        {
            "kind": "article",
            "key": article.key,
            "title": article.title,
            "authors": tuple(author.key for author in article.byline_authors),
            "outlet": article.outlet.key if article.outlet else None,
            "published": article.published,
            "url": article.url,
            "text": article.text,
            "quotes": tuple(article.quotes),
            "fiction": article.fiction,
            "withdrawn": article.withdrawn,
            "provenance": _provenance_of(article),
        }
    )


def _provenance_of(text: ArchivedText) -> schema.Provenance | None:
    if not text.source:
        return None
    return schema.Provenance(
        source=text.source,
        reader=text.reader,
        captured=text.captured,
        payload_digest=text.payload_digest,
    )


def iter_releases(queryset: QuerySet[PressRelease]) -> Iterator[schema.Release]:
    """Yield the releases in order at constant memory, except those known only by quotation."""
    components = Prefetch("named_components", Component.objects.select_related("agency"))
    rows = queryset.filter(known_by_quotation=False).select_related("agency", "city")
    return map(release_to_record, rows.prefetch_related(components).iterator(CHUNK_ROWS))


def iter_articles(queryset: QuerySet[Article]) -> Iterator[schema.Article]:
    """Yield the articles in order at constant memory."""
    rows = queryset.select_related("outlet").prefetch_related(prefetch_bylines())
    return map(article_to_record, rows.iterator(CHUNK_ROWS))


def iter_texts(queryset: QuerySet[Any]) -> Iterator[schema.Release | schema.Article]:
    """Yield the records of a queryset of releases or of articles, in order."""
    return iter_releases(queryset) if queryset.model is PressRelease else iter_articles(queryset)


def iter_versions() -> Iterator[schema.Version]:
    """Yield the earlier versions of releases and articles, by kind, key and number."""
    for version in EarlierVersion.objects.iterator(CHUNK_ROWS):
        record = schema.parse_text(version.line)
        yield schema.Version(kind="version", number=version.number, record=record)


def iter_authorities() -> Iterator[schema.Authority]:
    """Yield agencies, then cities, outlets and authors, each by key."""
    for agency in Agency.objects.select_related("parent").order_by("key").iterator(CHUNK_ROWS):
        parent = agency.parent.key if agency.parent else None
        yield schema.Agency(kind="agency", parent=parent, **_common_fields(agency))
    for city in City.objects.order_by("key").iterator(CHUNK_ROWS):
        yield schema.City(kind="city", state=city.state or None, **_common_fields(city))
    for outlet in Outlet.objects.order_by("key").iterator(CHUNK_ROWS):
        yield schema.Outlet(kind="outlet", **_common_fields(outlet))
    for author in Author.objects.order_by("key").iterator(CHUNK_ROWS):
        yield schema.Author(kind="author", **_common_fields(author))


def _common_fields(authority: Authority) -> dict[str, Any]:
    return {"key": authority.key, "name": authority.name, "aliases": tuple(authority.aliases)}


def third_source_to_record(source: ThirdSource) -> schema.ThirdSource:
    """Convert a third source."""
    return schema.ThirdSource(
        kind="source",
        key=source.key,
        name=source.name,
        text=source.text,
        author=source.author or None,
        date=source.date,
        url=source.url or None,
        note=source.note or None,
    )


def iter_third_sources() -> Iterator[schema.ThirdSource]:
    """Yield the third sources by key."""
    return map(third_source_to_record, ThirdSource.objects.order_by("key").iterator(CHUNK_ROWS))


def iter_records() -> Iterator[schema.Record]:
    """Yield every record of the archive, in the order of an export."""
    yield from iter_authorities()
    yield from iter_third_sources()
    yield from iter_releases(PressRelease.objects.order_by("key"))
    yield from iter_articles(Article.objects.order_by("key"))
    yield from iter_versions()

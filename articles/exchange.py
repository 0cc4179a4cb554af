"""Rows of the tables as records of the exchange format. May import `records` and `models`."""

from collections.abc import Iterator

from django.db.models import Prefetch, QuerySet

from articles import records
from articles.models import Agency, Article, Author, Byline, City, Component, Outlet, PressRelease

CHUNK = 500
"""Rows fetched at a time."""


def of_release(release: PressRelease) -> records.Release:
    """Needs `agency`, `city` and `named_components` with their agencies, as `releases` fetches."""
    return records.Release(
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
    )


def of_article(article: Article) -> records.Article:
    """Needs `outlet` and `bylines` with their authors, as `articles` fetches."""
    return records.Article.model_validate(
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
        }
    )


def releases(found: QuerySet[PressRelease]) -> Iterator[records.Release]:
    """Releases with a text of their own, in the order given; constant memory."""
    components = Prefetch("named_components", Component.objects.select_related("agency"))
    rows = found.filter(known_by_quotation=False).select_related("agency", "city")
    return map(of_release, rows.defer("fingerprints").prefetch_related(components).iterator(CHUNK))


def articles(found: QuerySet[Article]) -> Iterator[records.Article]:
    """Articles in the order given; constant memory."""
    bylines = Prefetch("bylines", Byline.objects.select_related("author"))
    rows = found.select_related("outlet").defer("fingerprints").prefetch_related(bylines)
    return map(of_article, rows.iterator(CHUNK))


def authorities() -> Iterator[records.Authority]:
    """Agencies (a parent before its components), cities, outlets and authors, each by key."""
    yield from _agencies()
    for city in City.objects.order_by("key").iterator(CHUNK):
        yield records.City(kind="city", key=city.key, name=city.name, state=city.state or None)
    for outlet in Outlet.objects.order_by("key").iterator(CHUNK):
        yield records.Outlet(kind="outlet", key=outlet.key, name=outlet.name)
    for author in Author.objects.order_by("key").iterator(CHUNK):
        yield records.Author(kind="author", key=author.key, name=author.name)


def _agencies() -> Iterator[records.Agency]:
    for agency in Agency.objects.select_related("parent").order_by("key"):
        parent = agency.parent.key if agency.parent else None
        yield records.Agency(kind="agency", key=agency.key, name=agency.name, parent=parent)


def everything() -> Iterator[records.Record]:
    """The whole archive, in the order that an export has."""
    yield from authorities()
    yield from releases(PressRelease.objects.order_by("key"))
    yield from articles(Article.objects.order_by("key"))

"""Addresses of the pages that show a record, an authority, a quotation, a date and so on."""

from functools import lru_cache, singledispatch

from django.urls import reverse

from articles.catalog.index.cards import Card
from articles.core.dates import PartialDate
from articles.models import Article, Edition, PressRelease, Quotation, ThirdSource
from articles.models.authorities import Authority

_CACHED_ADDRESSES = 10_000
"""A list has the same few days, months and authorities again and again."""
_DATE_PAGES = {4: "year-detail", 7: "month-detail", 10: "day-detail"}
"""URL names by the number of characters of a date in ISO 8601."""


@lru_cache(_CACHED_ADDRESSES)
def page_address(name: str, *values: object) -> str:
    """Return the path of a page, given its URL name and the values in its path, in order."""
    return reverse(name, args=values)


def record_address(kind: str, key: str) -> str:
    """Return the path of an article or release."""
    return page_address(f"articles:{kind}-detail", key)


def authority_address(kind: str, slug: str) -> str:
    """Return the path of an agency, city, outlet or author."""
    return page_address(f"articles:{kind}-detail", slug)


@singledispatch
def address_of(thing: object) -> str:
    """Return the path of the page that shows `thing`. Raises TypeError where it has none."""
    raise TypeError(f"a {type(thing).__name__} has no page")


@address_of.register
def _(article: Article) -> str:
    return record_address("article", article.key)


@address_of.register
def _(release: PressRelease) -> str:
    return record_address("release", release.key)


@address_of.register
def _(card: Card) -> str:
    return record_address(card.kind, card.key)


@address_of.register
def _(authority: Authority) -> str:
    return authority_address(str(authority._meta.model_name), authority.slug)


@address_of.register
def _(source: ThirdSource) -> str:
    return page_address("articles:source-detail", source.key)


@address_of.register
def _(quotation: Quotation) -> str:
    return page_address("articles:quotation-detail", quotation.article.key, quotation.slug)


@address_of.register
def _(edition: Edition) -> str:
    return page_address("articles:load-detail", edition.number)


@address_of.register
def _(date: PartialDate) -> str:
    day = date.iso[:10]
    return page_address(f"articles:{_DATE_PAGES[len(day)]}", *day.split("-"))

"""The newest records of any list, as a feed beside its page."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from itertools import chain, islice

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from articles.catalog.index.cards import Card
from articles.catalog.results.catalog_query import CatalogQuery
from articles.catalog.results.result_page import PAGE_SIZE, Hit
from articles.core.dates import PartialDate
from articles.models import TEXT_MODELS, Edition
from articles.pages.feed_formats import FORMS, Feed, Name, written
from articles.pages.links import address_of, authority_address, page_address
from articles.pages.listing import Listing
from articles.views.authorities import standing
from articles.views.dates import asked_for

LENGTH = 50
"""Records of a feed, at most."""
_OWN = {"sort": "newest", "page": "1"}
"""Parameters that a feed sets itself."""
_KINDS = {"article": "Article", "release": "Press release"}

type Changes = Mapping[tuple[str, str], datetime]
"""When each record (its kind and key) came to be as it is."""


def search_feed(request: HttpRequest, form: str) -> HttpResponse:
    return _feed(Listing(request, _OWN), page_address("articles:search"), "Search", form)


def authority_feed(request: HttpRequest, kind: str, slug: str, form: str) -> HttpResponse:
    authority = standing(kind, slug)
    if authority.slug != slug:
        return redirect(f"articles:{kind}-feed", authority.slug, form, permanent=True)
    listing = Listing(request, {kind: slug} | _OWN)
    return _feed(listing, address_of(authority), str(authority), form)


def date_feed(
    request: HttpRequest, form: str, year: str, month: str = "", day: str = ""
) -> HttpResponse:
    date = asked_for(year, month, day)
    listing = Listing(request, {"from": date.iso, "to": date.iso} | _OWN)
    return _feed(listing, address_of(date), date.long_form, form)


def _feed(listing: Listing, page: str, heading: str, form: str) -> HttpResponse:
    """The newest records of a listing whose page has this address and heading."""
    request = listing.request
    edition: Edition = request.edition  # type: ignore[attr-defined]
    sought = listing.given.urlencode()
    feed = FORMS[form](
        title=written(" · ".join(["Blockquote", heading, *(tag.label for tag in listing.tags)])),
        link=_address(f"{page}?{sought}" if sought else page),
        description=None,
        subtitle=f"The newest records of this list, {LENGTH} at most.",
        language="en",
        feed_url=_address(request.get_full_path()),
        feed_guid=_address(request.get_full_path()),
        updated=edition.created,
    )
    hits = _newest(listing.query)
    changes = _changes(hits)
    for hit in hits:
        _add(feed, hit, changes.get((hit.card.kind, hit.card.key), edition.created))
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def _address(path: str) -> str:
    return f"{settings.ARCHIVE_URL}{path}"


def _newest(query: CatalogQuery) -> list[Hit]:
    pages = range(1, -(-LENGTH // PAGE_SIZE) + 1)
    return list(islice(chain.from_iterable(query.page(one).hits for one in pages), LENGTH))


def _changes(hits: Iterable[Hit]) -> Changes:
    """Two queries."""
    keys: dict[str, list[str]] = {"article": [], "release": []}
    for hit in hits:
        keys[hit.card.kind].append(hit.card.key)
    found: dict[tuple[str, str], datetime] = {}
    for kind, model in TEXT_MODELS.items():
        rows = model._default_manager.filter(key__in=keys[kind], edition__isnull=False)
        found |= {(kind, key): when for key, when in rows.values_list("key", "edition__created")}
    return found


def _add(feed: Feed, hit: Hit, changed: datetime) -> None:
    card = hit.card
    address = _address(address_of(card))
    feed.add_item(
        card.heading,
        address,
        f"{_said_first(card)}. {''.join(stretch for stretch, _ in hit.snippet)}",
        unique_id=address,
        pubdate=_moment(card.date) if card.date else None,
        updateddate=changed,
        categories=[written(one) for one in _categories(card)],
        authors=_authors(card),
        known=card.date.iso[:10] if card.date else "",
    )


def _said_first(card: Card) -> str:
    """What a record is, its date as far as it is known, and where it is from."""
    date = card.date.long_form if card.date else "no date"
    where = [one.name for one in (card.outlet, card.city) if one]
    return ", ".join([_KINDS[card.kind], date, *where])


def _moment(date: PartialDate) -> datetime:
    """The first instant that a date can mean; a clock time without its zone is read as UTC."""
    moment = datetime.fromisoformat(date.iso if date.time else date.first_day.isoformat())
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _categories(card: Card) -> list[str]:
    """The kind, the agency and the city; what is only known by quotation, or fiction, says so."""
    named = [one.name for one in (card.agency, card.city) if one]
    flags = {"known only by quotation": card.known_by_quotation, "fiction": card.fiction}
    return [_KINDS[card.kind], *named, *(flag for flag, raised in flags.items() if raised)]


def _authors(card: Card) -> list[Name]:
    """The byline, else the agency or the outlet: Atom wants somebody."""
    found = [
        Name(one.name, _address(authority_address(kind, one.slug)))
        for kind, some in (("author", card.authors), ("agency", (card.agency,)))
        for one in some
        if one
    ]
    return found or [Name(card.outlet.name if card.outlet else "unsigned", "")]

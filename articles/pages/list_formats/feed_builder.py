"""The newest records of a list as the items of a feed."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from itertools import chain, islice

from django.conf import settings

from articles.catalog.index.cards import Card
from articles.catalog.results.catalog_query import CatalogQuery
from articles.catalog.results.result_page import PAGE_SIZE, Hit
from articles.core.dates import PartialDate
from articles.models import TEXT_MODELS, Edition
from articles.pages.glossary import RECORD_KINDS
from articles.pages.links import address_of, authority_address
from articles.pages.list_formats.feed_formats import (
    FEED_FORMATS,
    FeedAuthor,
    RecordFeed,
    replace_invalid_in_xml,
)
from articles.pages.listing import Listing

MAX_ITEMS = 50
"""Records in a feed."""
FEED_PARAMETERS = {"sort": "newest", "page": "1"}
"""Parameters of a list that are fixed for its feed."""

type ChangeTimes = Mapping[tuple[str, str], datetime]
"""When each record, by kind and key, was last changed."""


def build_feed(
    listing: Listing,
    feed_format: str,
    *,
    title: str,
    page_path: str,
    feed_path: str,
    edition: Edition,
) -> RecordFeed:
    """Return the feed of a list, given the title and path of its page and its own path."""
    labels = [active_filter.label for active_filter in listing.active_filters]
    query = listing.parameters.urlencode()
    feed = FEED_FORMATS[feed_format](
        title=replace_invalid_in_xml(" · ".join(["Blockquote", title, *labels])),
        link=_absolute_url(f"{page_path}?{query}" if query else page_path),
        description=None,
        subtitle=f"The newest records in this list, up to {MAX_ITEMS}.",
        language="en",
        feed_url=_absolute_url(feed_path),
        feed_guid=_absolute_url(feed_path),
        updated=edition.created,
    )
    hits = _find_newest(listing.query)
    change_times = _fetch_change_times(hits)
    for hit in hits:
        key = (hit.card.kind, hit.card.key)
        _add_item(feed, hit, change_times.get(key, edition.created))
    return feed


def _absolute_url(path: str) -> str:
    return f"{settings.ARCHIVE_URL}{path}"


def _find_newest(query: CatalogQuery) -> list[Hit]:
    page_numbers = range(1, -(-MAX_ITEMS // PAGE_SIZE) + 1)
    hits = chain.from_iterable(query.page(number).hits for number in page_numbers)
    return list(islice(hits, MAX_ITEMS))


def _fetch_change_times(hits: Iterable[Hit]) -> ChangeTimes:
    """Return when the records were last changed, with one query for each kind."""
    keys: dict[str, list[str]] = {kind: [] for kind in TEXT_MODELS}
    for hit in hits:
        keys[hit.card.kind].append(hit.card.key)
    times: dict[tuple[str, str], datetime] = {}
    for kind, model in TEXT_MODELS.items():
        records = model._default_manager.filter(key__in=keys[kind], edition__isnull=False)
        rows = records.values_list("key", "edition__created")
        times |= {(kind, key): created for key, created in rows}
    return times


def _add_item(feed: RecordFeed, hit: Hit, change_time: datetime) -> None:
    card = hit.card
    url = _absolute_url(address_of(card))
    feed.add_item(
        card.heading,
        url,
        f"{_describe_record(card)}. {''.join(stretch for stretch, _ in hit.snippet)}",
        unique_id=url,
        pubdate=_first_instant(card.date) if card.date else None,
        updateddate=change_time,
        categories=[replace_invalid_in_xml(category) for category in _list_categories(card)],
        authors=_list_authors(card),
        partial_date=card.date.iso[:10] if card.date else "",
    )


def _describe_record(card: Card) -> str:
    """Return the kind, date, outlet and city of a record."""
    date = card.date.long_form if card.date else "undated"
    places = [place.name for place in (card.outlet, card.city) if place]
    return ", ".join([RECORD_KINDS[card.kind], date, *places])


def _first_instant(date: PartialDate) -> datetime:
    """Return the first instant that a date can mean; a time without a zone is read as UTC."""
    instant = datetime.fromisoformat(date.iso if date.time else date.first_day.isoformat())
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


def _list_categories(card: Card) -> list[str]:
    """Return the kind, agency and city of a record, and what is special about it."""
    names = [authority.name for authority in (card.agency, card.city) if authority]
    flags = {"known only by quotation": card.known_by_quotation, "fictional sample": card.fiction}
    return [RECORD_KINDS[card.kind], *names, *(flag for flag, is_set in flags.items() if is_set)]


def _list_authors(card: Card) -> list[FeedAuthor]:
    """Return the byline and agency of a record, else its outlet: Atom requires an author."""
    linked_authorities = [
        *(("author", author) for author in card.authors),
        *([("agency", card.agency)] if card.agency else []),
    ]
    authors = [
        FeedAuthor(authority.name, _absolute_url(authority_address(kind, authority.slug)))
        for kind, authority in linked_authorities
    ]
    return authors or [FeedAuthor(card.outlet.name if card.outlet else "no byline", "")]

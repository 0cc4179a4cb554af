"""The two formats of a feed, from the same items: Atom (RFC 4287) and JSON Feed 1.1."""

import json
import re
from datetime import datetime
from typing import Any, NamedTuple, TextIO
from xml.sax.xmlreader import AttributesImpl

from django.utils.feedgenerator import Atom1Feed, SyndicationFeed, rfc3339_date
from django.utils.html import escape
from django.utils.xmlutils import SimplerXMLGenerator

_DUBLIN_CORE_NAMESPACE = "http://purl.org/dc/elements/1.1/"
_INVALID_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot contain, even escaped."""


class FeedAuthor(NamedTuple):
    """Who wrote or issued a record, with the address of their page; empty if there is none."""

    name: str
    address: str


class RecordFeed(SyndicationFeed):
    """A feed whose items have `authors` (a list of `FeedAuthor`) and `partial_date` (ISO 8601).

    The feed's `updated` is the time of the last change, even if it has no items.
    """

    content_type: str

    def latest_post_date(self) -> datetime:
        change_time: datetime = self.feed["updated"]
        return change_time


class AtomFeed(RecordFeed, Atom1Feed):
    """An Atom feed; `dc:date` of Dublin Core has the partial date of an item."""

    def root_attributes(self) -> dict[str, str]:
        return super().root_attributes() | {"xmlns:dc": _DUBLIN_CORE_NAMESPACE}

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        valid_texts = {
            "title": replace_invalid_in_xml(item["title"]),
            "description": escape(replace_invalid_in_xml(item["description"])),
        }
        super().add_item_elements(handler, item | valid_texts)
        for author in item["authors"]:
            handler.startElement("author", AttributesImpl({}))
            handler.addQuickElement("name", replace_invalid_in_xml(author.name))
            if author.address:
                handler.addQuickElement("uri", author.address)
            handler.endElement("author")
        if item["partial_date"]:
            handler.addQuickElement("dc:date", item["partial_date"])


class JsonFeed(RecordFeed):
    """A JSON Feed; the extension `_archive` has the partial date of an item."""

    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile: TextIO, encoding: str) -> None:
        content = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.feed["title"],
            "home_page_url": self.feed["link"],
            "feed_url": self.feed["feed_url"],
            "description": self.feed["subtitle"],
            "language": self.feed["language"],
            "items": [_json_item(item) for item in self.items],
        }
        json.dump(content, outfile, ensure_ascii=False, indent=1)


def _json_item(item: dict[str, Any]) -> dict[str, object]:
    published = item["pubdate"]
    publication = {"date_published": rfc3339_date(published)} if published else {}
    return {
        "id": item["unique_id"],
        "url": item["link"],
        "title": item["title"],
        "content_text": item["description"],
        **publication,
        "date_modified": rfc3339_date(item["updateddate"]),
        "authors": [_json_author(author) for author in item["authors"]],
        "tags": item["categories"],
        "_archive": {"date": item["partial_date"] or None},
    }


def _json_author(author: FeedAuthor) -> dict[str, str]:
    return {"name": author.name} | ({"url": author.address} if author.address else {})


def replace_invalid_in_xml(text: str) -> str:
    """Return `text` with U+FFFD instead of each character that XML cannot contain."""
    return _INVALID_IN_XML.sub("\ufffd", text)


FEED_FORMATS: dict[str, type[RecordFeed]] = {"atom": AtomFeed, "json": JsonFeed}
"""The formats by the suffix of a feed's address."""

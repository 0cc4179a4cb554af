"""The two forms of a feed: Atom (RFC 4287) and JSON Feed 1.1, from the same items."""

import json
import re
from datetime import datetime
from typing import Any, NamedTuple, TextIO
from xml.sax.xmlreader import AttributesImpl

from django.utils.feedgenerator import Atom1Feed, SyndicationFeed, rfc3339_date
from django.utils.html import escape
from django.utils.xmlutils import SimplerXMLGenerator

_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 has no way to write."""


class Name(NamedTuple):
    """Who wrote or issued a record, and the address of their page; empty where there is none."""

    name: str
    address: str


class Feed(SyndicationFeed):
    """A feed whose items have `authors` (a list of `Name`) and `known` (the date as far as known).

    `updated` is when the list changed last: an empty one has been empty since then.
    """

    content_type: str

    def latest_post_date(self) -> datetime:
        changed: datetime = self.feed["updated"]
        return changed


class AtomFeed(Feed, Atom1Feed):
    """Atom; the date as far as it is known stands beside the timestamp, as Dublin Core has it."""

    def root_attributes(self) -> dict[str, str]:
        return super().root_attributes() | {"xmlns:dc": _DUBLIN_CORE}

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        shown = {
            "title": written(item["title"]),
            "description": escape(written(item["description"])),
        }
        super().add_item_elements(handler, item | shown)
        for author in item["authors"]:
            handler.startElement("author", AttributesImpl({}))
            handler.addQuickElement("name", written(author.name))
            if author.address:
                handler.addQuickElement("uri", author.address)
            handler.endElement("author")
        if item["known"]:
            handler.addQuickElement("dc:date", item["known"])


class JsonFeed(Feed):
    """JSON Feed; the date as far as it is known is `date` of the item's own object `_archive`."""

    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile: TextIO, encoding: str) -> None:
        whole = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.feed["title"],
            "home_page_url": self.feed["link"],
            "feed_url": self.feed["feed_url"],
            "description": self.feed["subtitle"],
            "language": self.feed["language"],
            "items": [_json_item(item) for item in self.items],
        }
        json.dump(whole, outfile, ensure_ascii=False, indent=1)


def _json_item(item: dict[str, Any]) -> dict[str, object]:
    published = item["pubdate"]
    dated = {"date_published": rfc3339_date(published)} if published else {}
    return {
        "id": item["unique_id"],
        "url": item["link"],
        "title": item["title"],
        "content_text": item["description"],
        **dated,
        "date_modified": rfc3339_date(item["updateddate"]),
        "authors": [_json_author(author) for author in item["authors"]],
        "tags": item["categories"],
        "_archive": {"date": item["known"] or None},
    }


def _json_author(author: Name) -> dict[str, str]:
    return {"name": author.name} | ({"url": author.address} if author.address else {})


def written(text: str) -> str:
    """`text` with a sign in place of each character that XML cannot hold."""
    return _NO_XML.sub("\ufffd", text)


FORMS: dict[str, type[Feed]] = {"atom": AtomFeed, "json": JsonFeed}
"""Each by the suffix of its addresses."""

"""What a page says of itself to machines.

JSON-LD (https://schema.org), Open Graph (https://ogp.me), Highwire Press tags (citation_*), Dublin
Core, microdata and RDFa with their words, Drupal's fields, and what a saved page notes at its top.
"""

import re
from functools import cached_property
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from articles.readers.html import linked_data

_SAVED_FROM = re.compile(r"<!--\s*(?:saved from url=\(\d+\)|.{0,200}?\burl:\s*)(https?://[^\s>]+)")
_TOP = 4000
"""The characters within which a browser notes where it saved a page from."""
_NAMES = ("name", "property", "itemprop", "http-equiv")
_MARKS = ("itemprop", "rel", "class")


class PageMetadata:
    """The data in a page, which is `cleaned`. What cannot be read of it is passed over."""

    def __init__(self, page: str) -> None:
        self._top = page[:_TOP]
        self._tree = _tree(page)

    def meta(self, *names: str) -> list[str]:
        """What <meta> and elements with a content say under these names, the first name first."""
        return [value for name in names for value in self._meta.get(name, ())]

    def posted(self, name: str) -> list[Any]:
        """The values that JSON-LD gives the article under this name."""
        found = [item[name] for item in self._articles if item.get(name)]
        return [one for value in found for one in (value if isinstance(value, list) else [value])]

    def marked(self, *marks: str) -> list[str]:
        """The text of elements with one of these words as their itemprop, rel or class."""
        path = "//*[contains(concat(' ', normalize-space(@{0}), ' '), $mark)]"
        found = [
            one
            for mark in marks
            for name in _MARKS
            for one in self._tree.xpath(path.format(name), mark=f" {mark} ")
        ]
        return [line for one in found if (line := _line(one.get("content") or _text(one)))]

    def fields(self, name: str) -> list[str]:
        """The values of the Drupal field with this name, whatever the prefix of its class."""
        named = re.compile(rf"\bfield-{{1,2}}name-(?:field-)?(?:[a-z]+-)?{name}\b")
        fields = [one for one in self._tree.iter("div", "section") if named.search(_class(one))]
        return [
            _line(_text(value))
            for field in fields
            for value in field.iter("div", "span", "li")
            if re.search(r"\bfield(?:__|-)item\b", _class(value))
        ]

    @cached_property
    def title(self) -> str:
        """The window's title."""
        return _line(self._tree.findtext(".//title") or "")

    @cached_property
    def headings(self) -> list[str]:
        """The first and second headings."""
        return [line for one in self._tree.iter("h1", "h2") if (line := _line(_text(one)))]

    @cached_property
    def url(self) -> str:
        """The page's permanent address; else where it was saved from; else nothing."""
        canonical = self._tree.xpath("//link[@rel='canonical']/@href")
        said = [*canonical, *self.meta("og:url"), *self.posted("url")]
        addresses = [str(one).strip() for one in [*said, *_SAVED_FROM.findall(self._top)]]
        return next((one for one in addresses if one.startswith(("http://", "https://"))), "")

    @cached_property
    def types(self) -> set[str]:
        """What the page says that it is, in small letters."""
        said = [one for item in self._articles for one in linked_data.types_of(item)]
        return {one.lower() for one in [*said, *self.meta("og:type", "dc.type", "dcterms.type")]}

    @cached_property
    def classes(self) -> str:
        """The classes of the body and of its articles."""
        return " ".join(map(_class, self._tree.iter("body", "article", "main"))).lower()

    @cached_property
    def times(self) -> list[str]:
        """The moments that <time> elements name, those marked as of publication first."""
        found = [one for one in self._tree.iter("time") if one.get("datetime")]
        found.sort(key=lambda one: one.get("pubdate") is None and one.get("itemprop") is None)
        return [one.get("datetime") for one in found]

    @cached_property
    def _meta(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for one in self._tree.xpath("//*[@content]"):
            for name in filter(None, map(one.get, _NAMES)):
                if value := _line(one.get("content")):
                    found.setdefault(name.lower(), []).append(value)
        return found

    @cached_property
    def _articles(self) -> list[dict[str, Any]]:
        scripts = self._tree.xpath("//script[@type='application/ld+json']")
        return linked_data.find_articles(one.text or "" for one in scripts)


def _tree(page: str) -> Any:
    try:
        return lxml_html.document_fromstring(page)
    except (etree.LxmlError, ValueError):
        return lxml_html.document_fromstring("<html></html>")


def _text(element: Any) -> str:
    return str(element.text_content())


def _class(element: Any) -> str:
    return element.get("class") or ""


def _line(text: str) -> str:
    return " ".join(text.split())

"""What a page says about itself to machines.

JSON-LD (https://schema.org), Open Graph (https://ogp.me), Highwire Press tags (citation_*), Dublin
Core, microdata and RDFa with the same vocabulary, Drupal's fields, and the address that browsers
write at the top of a saved page.
"""

import re
from functools import cached_property
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from articles.readers.html import linked_data

_SAVED_FROM = re.compile(r"<!--\s*(?:saved from url=\(\d+\)|.{0,200}?\burl:\s*)(https?://[^\s>]+)")
_TOP_LENGTH = 4000
"""Characters in which a browser notes the address that it saved a page from."""
_NAME_ATTRIBUTES = ("name", "property", "itemprop", "http-equiv")
_MARK_ATTRIBUTES = ("itemprop", "rel", "class")


class PageMetadata:
    """The metadata of a page, whose HTML has been through `clean_html`.

    What can't be parsed is skipped.
    """

    def __init__(self, html: str) -> None:
        self._top = html[:_TOP_LENGTH]
        self._tree = _parse_tree(html)

    def meta_values(self, *names: str) -> list[str]:
        """Return the content of <meta> and other elements with these names, by name in order."""
        return [value for name in names for value in self._meta.get(name, ())]

    def linked_data_values(self, name: str) -> list[Any]:
        """Return the values that JSON-LD gives the article under this name."""
        values = [item[name] for item in self._articles if item.get(name)]
        return [
            item for value in values for item in (value if isinstance(value, list) else [value])
        ]

    def marked_texts(self, *marks: str) -> list[str]:
        """Return the text of elements with one of these words as their itemprop, rel or class."""
        path = "//*[contains(concat(' ', normalize-space(@{0}), ' '), $mark)]"
        elements = [
            element
            for mark in marks
            for attribute in _MARK_ATTRIBUTES
            for element in self._tree.xpath(path.format(attribute), mark=f" {mark} ")
        ]
        lines = [_to_line(element.get("content") or _text_of(element)) for element in elements]
        return [line for line in lines if line]

    def drupal_field(self, name: str) -> list[str]:
        """Return the values of the Drupal field with this name, whatever its class's prefix."""
        field_class = re.compile(rf"\bfield-{{1,2}}name-(?:field-)?(?:[a-z]+-)?{name}\b")
        fields = [
            element
            for element in self._tree.iter("div", "section")
            if field_class.search(_class_of(element))
        ]
        return [
            _to_line(_text_of(element))
            for field in fields
            for element in field.iter("div", "span", "li")
            if re.search(r"\bfield(?:__|-)item\b", _class_of(element))
        ]

    @cached_property
    def window_title(self) -> str:
        """The content of <title>."""
        return _to_line(self._tree.findtext(".//title") or "")

    @cached_property
    def headings(self) -> list[str]:
        """The headings of the first two levels."""
        lines = [_to_line(_text_of(element)) for element in self._tree.iter("h1", "h2")]
        return [line for line in lines if line]

    @cached_property
    def url(self) -> str:
        """The page's permanent address, or else where it was saved from, or else ""."""
        canonical_links = self._tree.xpath("//link[@rel='canonical']/@href")
        values = [
            *canonical_links,
            *self.meta_values("og:url"),
            *self.linked_data_values("url"),
            *_SAVED_FROM.findall(self._top),
        ]
        urls = [str(value).strip() for value in values]
        return next((url for url in urls if url.startswith(("http://", "https://"))), "")

    @cached_property
    def types(self) -> set[str]:
        """The types of content that the page gives itself, in lowercase."""
        types = [name for item in self._articles for name in linked_data.types_of(item)]
        types += self.meta_values("og:type", "dc.type", "dcterms.type")
        return {name.lower() for name in types}

    @cached_property
    def content_classes(self) -> str:
        """The classes of the body, of articles and of the main element, in lowercase."""
        return " ".join(map(_class_of, self._tree.iter("body", "article", "main"))).lower()

    @cached_property
    def times(self) -> list[str]:
        """The times of <time> elements; first those marked as the time of publication."""
        elements = [element for element in self._tree.iter("time") if element.get("datetime")]
        elements.sort(key=lambda item: item.get("pubdate") is None and item.get("itemprop") is None)
        return [element.get("datetime") for element in elements]

    @cached_property
    def _meta(self) -> dict[str, list[str]]:
        values: dict[str, list[str]] = {}
        for element in self._tree.xpath("//*[@content]"):
            for name in filter(None, map(element.get, _NAME_ATTRIBUTES)):
                if value := _to_line(element.get("content")):
                    values.setdefault(name.lower(), []).append(value)
        return values

    @cached_property
    def _articles(self) -> list[dict[str, Any]]:
        scripts = self._tree.xpath("//script[@type='application/ld+json']")
        return linked_data.find_articles(script.text or "" for script in scripts)


def _parse_tree(html: str) -> Any:
    try:
        return lxml_html.document_fromstring(html)
    except (etree.LxmlError, ValueError):
        return lxml_html.document_fromstring("<html></html>")


def _text_of(element: Any) -> str:
    return str(element.text_content())


def _class_of(element: Any) -> str:
    return element.get("class") or ""


def _to_line(text: str) -> str:
    return " ".join(text.split())

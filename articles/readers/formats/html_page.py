"""Saved pages (.html, .php).

What a page says to machines comes before what it shows to people; what neither says is left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from w3lib.encoding import html_body_declared_encoding

from articles.core.problems import Problem
from articles.readers.bylines import parse_byline
from articles.readers.decoding.encodings import DecodingWarnings, decode_text
from articles.readers.entry import Entry
from articles.readers.formats.clipping import TextHeader, merge_headers, parse_header
from articles.readers.html.html_text import Paragraph, clean_html
from articles.readers.html.main_text import MainText, extract_main_text
from articles.readers.html.page_fields import PageFields, normalize_words
from articles.readers.html.page_metadata import PageMetadata
from articles.readers.html.release_signs import announces_release, is_release
from articles.readers.mapping import Mapping, apply_map, mapped_kind
from articles.readers.source import Source

_MAX_PARAGRAPHS_ABOVE, _MAX_WORDS_ABOVE = 12, 60
"""Above a title; if there are more, they are the text."""
_MAX_TITLE_PARAGRAPH_LINES = 8
"""Of a paragraph that contains the title."""
_MAX_DECK_LENGTH = 300
"""Characters of the headings above a line with the date."""
_TOP_PARAGRAPHS = 3
"""Paragraphs after the title in which a release can say that it is one."""


def read_html_page(source: Source, mapping: Mapping | None = None) -> Iterator[Entry | Problem]:
    """Yield the page as an entry. Raises OSError, and ValueError if it contains no text."""
    raw, warnings = parse_page(source.read_all(), kind=mapped_kind(mapping))
    yield source.make_entry(apply_map(raw, mapping), warnings=warnings)


def parse_page(
    data: bytes, charset: str | None = None, url: str = "", kind: str | None = None
) -> tuple[dict[str, Any], DecodingWarnings]:
    """Return the fields of a page, with warnings about its encoding.

    `charset` and `url` are those that it was served with. Without a `kind` the page's own signs
    decide whether it is a release. Raises ValueError if it contains no text.
    """
    html, warnings = decode_text(data, [charset, html_body_declared_encoding(data)])
    html = clean_html(html)
    metadata = PageMetadata(html)
    page_fields = PageFields(html, metadata, url)
    fields = _collect_fields(extract_main_text(html), metadata, page_fields, kind)
    return {name: value for name, value in fields.items() if value}, warnings


def _collect_fields(
    main: MainText, metadata: PageMetadata, page_fields: PageFields, kind: str | None
) -> dict[str, Any]:
    parts = _split_at_title(main.text, page_fields.title)
    paragraphs = parts.text
    while paragraphs and announces_release(paragraphs[0].text):
        paragraphs = paragraphs[1:]
    header, text = parse_header("\n\n".join(map(str, paragraphs)))
    text = "\n\n".join(filter(None, [parts.deck, text]))
    if not text:
        raise ValueError("contains no text")
    header = merge_headers([header, *(parse_header(item.text)[0] for item in parts.above)])
    fields = {"title": page_fields.title, "url": page_fields.url, "text": text}
    top_paragraphs = [
        *main.above[-_MAX_PARAGRAPHS_ABOVE:],
        *parts.above,
        *parts.text[:_TOP_PARAGRAPHS],
    ]
    top_lines = [paragraph.text for paragraph in top_paragraphs]
    if kind == "release" or (kind is None and is_release(metadata, page_fields.url, top_lines)):
        return {"kind": "release"} | fields | _release_fields(metadata, page_fields, header)
    return {"kind": "article"} | fields | _article_fields(page_fields, header)


def _article_fields(page_fields: PageFields, header: TextHeader) -> dict[str, Any]:
    return {
        "authors": page_fields.authors or parse_byline(header.byline),
        "outlet": page_fields.outlet,
        "published": page_fields.find_date(header.date),
    }


def _release_fields(
    metadata: PageMetadata, page_fields: PageFields, header: TextHeader
) -> dict[str, Any]:
    return {
        "agency": page_fields.agency,
        "components": metadata.drupal_field("components?"),
        "released": page_fields.find_date(header.date),
        "number": " ".join(metadata.drupal_field("number")[:1]),
    }


@dataclass(frozen=True)
class _PageParts:
    """The paragraphs of a page's main text, divided at its title or date."""

    above: list[Paragraph]
    deck: str
    """The lines of the title's paragraph beside the title, or the headings above the date."""
    text: list[Paragraph]


def _split_at_title(paragraphs: list[Paragraph], title: str) -> _PageParts:
    """Divide at the title, if it is near the top of the text; or else at the date."""
    for index, paragraph in enumerate(paragraphs[:_MAX_PARAGRAPHS_ABOVE]):
        above = paragraphs[:index]
        if sum(len(item.text.split()) for item in above) > _MAX_WORDS_ABOVE:
            break
        lines = _lines_beside_title(paragraph.text, title)
        if lines is not None:
            return _PageParts(above, "\n".join(lines), paragraphs[index + 1 :])
    return _split_at_date(paragraphs)


def _lines_beside_title(text: str, title: str) -> list[str] | None:
    """Return the lines of a paragraph without those of the title; None if it has no title."""
    lines, title_words = text.split("\n"), normalize_words(title)
    if len(lines) > _MAX_TITLE_PARAGRAPH_LINES:
        return None
    for start, end in combinations(range(len(lines) + 1), 2):
        if title_words and normalize_words(" ".join(lines[start:end])) == title_words:
            return lines[:start] + lines[end:]
    return None


def _split_at_date(paragraphs: list[Paragraph]) -> _PageParts:
    """Divide at a line with the date, if the text begins with headings and such a line."""
    for index, paragraph in enumerate(paragraphs[:_TOP_PARAGRAPHS]):
        deck = "\n\n".join(map(str, paragraphs[:index]))
        if len(deck) > _MAX_DECK_LENGTH:
            break
        if parse_header(paragraph.text)[0].date:
            return _PageParts([], deck, paragraphs[index:])
    return _PageParts([], "", paragraphs)

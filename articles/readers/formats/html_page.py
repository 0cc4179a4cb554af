"""Saved pages (.html, .php).

What a page says to machines goes before what it says to people; what neither says is absent.
"""

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from w3lib.encoding import html_body_declared_encoding

from articles.core.problems import Problem
from articles.readers.bylines import parse_byline
from articles.readers.decoding.encodings import DecodingWarnings, decode_text
from articles.readers.entry import Entry
from articles.readers.formats.clipping import ClippingHeader, parse_header
from articles.readers.html.html_text import Paragraph, clean_html
from articles.readers.html.main_text import MainText, extract_main_text
from articles.readers.html.page_fields import PageFields, normalize_words
from articles.readers.html.page_metadata import PageMetadata
from articles.readers.html.release_signs import announces_release, is_release
from articles.readers.mapping import Mapping, apply_map, mapped_kind
from articles.readers.source import Source

_ABOVE, _ABOVE_WORDS = 12, 60
"""The most paragraphs above a title, and the most words in them: more are a text."""
_LINES = 8
"""The most lines of a paragraph with a title in it."""
_DECK = 300
"""The most characters of the headings above a line with the date."""
_TOP = 3
"""The paragraphs after the title in which a release can say that it is one."""


def read_html_page(source: Source, mapping: Mapping | None = None) -> Iterator[Entry | Problem]:
    """The one entry that the page is. Raises OSError, and ValueError where it holds no text."""
    raw, told = parse_page(source.read_all(), kind=mapped_kind(mapping))
    yield source.make_entry(apply_map(raw, mapping), warnings=told)


def parse_page(
    data: bytes, charset: str | None = None, url: str = "", kind: str | None = None
) -> tuple[dict[str, Any], DecodingWarnings]:
    """The fields of a page, and what had to be guessed of its encoding.

    `charset` and `url` are those that it was served with; its own signs decide on its kind where
    none is given. ValueError where it holds no text.
    """
    html, told = decode_text(data, [charset, html_body_declared_encoding(data)])
    html = clean_html(html)
    said = PageMetadata(html)
    fields = _fields(extract_main_text(html), said, PageFields(html, said, url), kind)
    return {name: value for name, value in fields.items() if value}, told


def _fields(
    main: MainText, said: PageMetadata, stated: PageFields, kind: str | None
) -> dict[str, Any]:
    above, deck, rest = _around_title(main.text, stated.title)
    top = [one.text for one in [*main.above[-_ABOVE:], *above, *rest[:_TOP]]]
    while rest and announces_release(rest[0].text):
        rest = rest[1:]
    found, text = parse_header("\n\n".join(map(str, rest)))
    text = "\n\n".join(filter(None, [deck, text]))
    if not text:
        raise ValueError("holds no text")
    found = _joined([found, *(parse_header(one.text)[0] for one in above)])
    title = {"title": stated.title, "url": stated.url, "text": text}
    if kind == "release" or (kind is None and is_release(said, stated.url, top)):
        return {"kind": "release"} | title | _release(said, stated, found)
    authors = stated.authors or parse_byline(found.byline)
    return (
        {"kind": "article"}
        | title
        | {"authors": authors, "outlet": stated.outlet, "published": stated.date(found.date)}
    )


def _release(said: PageMetadata, stated: PageFields, found: ClippingHeader) -> dict[str, Any]:
    return {
        "agency": stated.agency,
        "components": said.fields("components?"),
        "released": stated.date(found.date),
        "number": " ".join(said.fields("number")[:1]),
    }


def _around_title(
    chosen: list[Paragraph], title: str
) -> tuple[list[Paragraph], str, list[Paragraph]]:
    """What stands above the title in the text, what stands in one paragraph with it, and what
    follows, where it stands there; else all follows."""
    for index, one in enumerate(chosen[:_ABOVE]):
        above = chosen[:index]
        if sum(len(each.text.split()) for each in above) > _ABOVE_WORDS:
            break
        others = _lines_beside(one.text, title)
        if others is not None:
            return above, "\n".join(others), chosen[index + 1 :]
    return _around_date(chosen)


def _lines_beside(text: str, title: str) -> list[str] | None:
    """The lines of a paragraph without those that are the title; None where none are."""
    lines, words = text.split("\n"), normalize_words(title)
    if len(lines) > _LINES:
        return None
    for start, end in combinations(range(len(lines) + 1), 2):
        if words and normalize_words(" ".join(lines[start:end])) == words:
            return lines[:start] + lines[end:]
    return None


def _around_date(chosen: list[Paragraph]) -> tuple[list[Paragraph], str, list[Paragraph]]:
    """Headings above a line with the date, and what follows them, where the text begins so."""
    for index, one in enumerate(chosen[:_TOP]):
        above = "\n\n".join(map(str, chosen[:index]))
        if len(above) > _DECK:
            break
        if parse_header(one.text)[0].date:
            return [], above, chosen[index:]
    return [], "", chosen


def _joined(headers: list[ClippingHeader]) -> ClippingHeader:
    byline = next((one.byline for one in headers if one.byline), "")
    return ClippingHeader(byline, next((one.date for one in headers if one.date), ""))

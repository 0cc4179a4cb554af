"""HTML to plain text.

Parsed as a stream of tags, without a tree, so that deep nesting does no harm. Nothing in the HTML
is run, fetched or followed.
"""

import html as entities
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from lxml import etree

from articles.core.text import BLOCK_QUOTE_MARK

_SERVER_CODE = re.compile(r"<\?(?:php\b|=).*?(?:\?>|\Z)|<\?[^>]*>?", re.DOTALL | re.IGNORECASE)
_WINDOWS_1252_REFERENCE = re.compile(r"&#(?:1[2-5]\d|x[89][0-9a-f]);?", re.IGNORECASE)
_DROPPED_TAGS = {"script", "style", "iframe", "noscript", "template", "head"}
_BLOCK_TAG = re.compile(
    r"address|article|aside|blockquote|body|caption|center|dd|details|dialog|dir|div|dl|dt|"
    r"fieldset|figcaption|figure|footer|form|h[1-6r]|header|hgroup|html|legend|li|main|menu|nav|"
    r"ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
_FURNITURE_TAGS = {"aside", "figure", "footer", "form", "header", "menu", "nav"}
_BODY_MARK = re.compile(
    r"\barticlebody\b|\bfield-{1,2}name-(?:field-)?(?:[a-z]+-)?body\b", re.IGNORECASE
)
_QUOTATION_MARKS = {1: ("“", "”"), 0: ("‘", "’")}
"""Around a <q>, and around a <q> within it: by the depth modulo 2."""
_WHITE_SPACE = re.compile(r"[ \t\r\n\f]+")
_REPEATED_SPACES = re.compile(r" {2,}")
_PARAGRAPH_BREAK = re.compile(r"\n{2,}")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a page."""

    text: str
    is_quoted: bool
    """Whether it is in a block quote."""
    is_heading: bool
    parent: int
    """The number of the element that contains it and its siblings (or its block quote)."""
    is_furniture: bool
    """Whether it is in navigation, a figure, a form or the like."""
    is_body: bool
    """Whether the page marks it as part of the body of what it publishes."""
    link_share: float
    """The share of its characters that are links."""

    def __str__(self) -> str:
        return f"{BLOCK_QUOTE_MARK}{self.text}" if self.is_quoted else self.text


def html_to_text(html: str) -> str:
    """Return the paragraphs that a browser would show, with a blank line between them.

    Block elements and two line breaks end a paragraph; one <br> is a line break. Scripts, styles,
    frames, comments and PHP are dropped. A paragraph in a block quote begins with "> ", and a <q>
    gets quotation marks.
    """
    return "\n\n".join(map(str, parse_paragraphs(clean_html(html))))


def clean_html(html: str) -> str:
    """Return `html` without PHP and the like, and with references to Windows-1252 characters
    resolved as HTML requires
    (https://html.spec.whatwg.org/#numeric-character-reference-end-state)."""
    html = _WINDOWS_1252_REFERENCE.sub(
        lambda match: entities.unescape(match[0]), _SERVER_CODE.sub("", html)
    )
    return html.encode("utf-8", "replace").decode()


def parse_paragraphs(html: str) -> list[Paragraph]:
    """Return the paragraphs of HTML that has been through `clean_html`."""
    target = _ParagraphTarget()
    parser = etree.HTMLParser(target=cast("Any", target), huge_tree=True)
    parser.feed(html)
    parser.close()
    return target.paragraphs


@dataclass(frozen=True, slots=True)
class _Block:
    """An open block element."""

    tag: str
    number: int
    is_furniture: bool
    is_body: bool
    quote_parent: int
    """The number of the element around the outermost block quote; 0 if there is none."""


class _ParagraphTarget:
    """Collects paragraphs; lxml calls its methods for each tag and text."""

    def __init__(self) -> None:
        self.paragraphs: list[Paragraph] = []
        self._texts: list[str] = []
        """Of the paragraph that is being read."""
        self._blocks = [_Block("", 0, is_furniture=False, is_body=False, quote_parent=0)]
        self._block_count = 0
        self._dropped_depth = self._quote_depth = self._pre_depth = 0
        self._link_depth = self._inline_quote_depth = 0
        self._character_count = self._link_character_count = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._cross_tag(tag, 1)
        if _BLOCK_TAG.fullmatch(tag):
            self._blocks.append(self._open_block(tag, attributes))
        if tag == "br":
            self._texts.append("\n")
        if tag == "q":
            self._inline_quote_depth += 1
            self._texts.append(_QUOTATION_MARKS[self._inline_quote_depth % 2][0])

    def end(self, tag: str) -> None:
        if tag == "q":
            self._texts.append(_QUOTATION_MARKS[self._inline_quote_depth % 2][1])
            self._inline_quote_depth -= 1
        self._cross_tag(tag, -1)
        if _BLOCK_TAG.fullmatch(tag) and len(self._blocks) > 1:
            self._blocks.pop()

    def data(self, text: str) -> None:
        if self._dropped_depth:
            return
        lines = re.split(r"\r?\n", text) if self._pre_depth else [text]
        self._texts.append("\n".join(_WHITE_SPACE.sub(" ", line) for line in lines))
        length = len(text.strip())
        self._character_count += length
        self._link_character_count += length if self._link_depth else 0

    def comment(self, text: str) -> None:
        """Drop the comment."""

    def pi(self, target: str, data: str | None = None) -> None:
        """Drop the processing instruction."""

    def close(self) -> None:
        self._end_paragraph()

    def _open_block(self, tag: str, attributes: Mapping[str, str]) -> _Block:
        outer = self._blocks[-1]
        self._block_count += 1
        marks = " ".join(attributes.get(name, "") for name in ("itemprop", "property", "class"))
        return _Block(
            tag,
            self._block_count,
            is_furniture=outer.is_furniture or tag in _FURNITURE_TAGS,
            is_body=outer.is_body or _BODY_MARK.search(marks) is not None,
            quote_parent=outer.quote_parent or (outer.number if tag == "blockquote" else 0),
        )

    def _cross_tag(self, tag: str, step: int) -> None:
        """Update the depths at a start tag (step 1) or an end tag (step -1)."""
        if _BLOCK_TAG.fullmatch(tag):
            self._end_paragraph()
        self._dropped_depth += step * (tag in _DROPPED_TAGS)
        self._quote_depth += step * (tag == "blockquote")
        self._pre_depth += step * (tag == "pre")
        self._link_depth += step * (tag == "a")

    def _end_paragraph(self) -> None:
        lines = _REPEATED_SPACES.sub(" ", "".join(self._texts)).split("\n")
        for part in _PARAGRAPH_BREAK.split("\n".join(line.strip() for line in lines)):
            if text := part.strip():
                self.paragraphs.append(self._make_paragraph(text))
        self._texts.clear()
        self._character_count = self._link_character_count = 0

    def _make_paragraph(self, text: str) -> Paragraph:
        block, outer = self._blocks[-1], self._blocks[-2:][0]
        return Paragraph(
            text,
            is_quoted=self._quote_depth > 0,
            is_heading=re.fullmatch("h[1-6]", block.tag) is not None,
            parent=block.quote_parent or outer.number,
            is_furniture=block.is_furniture,
            is_body=block.is_body,
            link_share=self._link_character_count / max(1, self._character_count),
        )

"""HTML to plain text.

Parsed as a stream of tags and never as a tree, so that no depth of nesting does harm; nothing in
it is run, fetched or followed.
"""

import html as entities
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from lxml import etree

from articles.core.text import BLOCK_QUOTE_MARK

_CODE = re.compile(r"<\?(?:php\b|=).*?(?:\?>|\Z)|<\?[^>]*>?", re.DOTALL | re.IGNORECASE)
_WINDOWS = re.compile(r"&#(?:1[2-5]\d|x[89][0-9a-f]);?", re.IGNORECASE)
_DROPPED = {"script", "style", "iframe", "noscript", "template", "head"}
_BLOCK = re.compile(
    r"address|article|aside|blockquote|body|caption|center|dd|details|dialog|dir|div|dl|dt|"
    r"fieldset|figcaption|figure|footer|form|h[1-6r]|header|hgroup|html|legend|li|main|menu|nav|"
    r"ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
_FURNITURE = {"aside", "figure", "footer", "form", "header", "menu", "nav"}
_BODY = re.compile(
    r"\barticlebody\b|\bfield-{1,2}name-(?:field-)?(?:[a-z]+-)?body\b", re.IGNORECASE
)
_MARKS = {1: ("“", "”"), 0: ("‘", "’")}
"""What stands around a <q>, and around one within it."""
_SPACE = re.compile(r"[ \t\r\n\f]+")
_SPACES = re.compile(r" {2,}")
_PARAGRAPH = re.compile(r"\n{2,}")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a page, and where it stands in it."""

    text: str
    quoted: bool
    """Whether it stands in a block quote."""
    heading: bool
    home: int
    """The number of the element that holds it and its siblings, or its block quote."""
    furniture: bool
    """Whether it stands in navigation, a figure, a form or the like."""
    body: bool
    """Whether the page says itself that this is the body of what it publishes."""
    linked: float
    """The share of its characters that are links."""

    def __str__(self) -> str:
        return f"{BLOCK_QUOTE_MARK}{self.text}" if self.quoted else self.text


def html_to_text(html: str) -> str:
    """The paragraphs that a browser would show, with a blank line between them.

    Block elements and two line breaks end a paragraph, one <br> is a line break. Scripts, styles,
    frames, comments and PHP are left out. A paragraph within a block quote begins with "> ", and a
    <q> stands in quotation marks.
    """
    return "\n\n".join(map(str, parse_paragraphs(clean_html(html))))


def clean_html(html: str) -> str:
    """`html` without PHP and the like, and with numbers of Windows-1252 characters read as HTML
    has them (https://html.spec.whatwg.org/#numeric-character-reference-end-state)."""
    html = _WINDOWS.sub(lambda match: entities.unescape(match[0]), _CODE.sub("", html))
    return html.encode("utf-8", "replace").decode()


def parse_paragraphs(html: str) -> list[Paragraph]:
    """The paragraphs of `html`, which is `cleaned`."""
    target = _Paragraphs()
    parser = etree.HTMLParser(target=cast("Any", target), huge_tree=True)
    parser.feed(html)
    parser.close()
    return target.paragraphs


@dataclass(frozen=True, slots=True)
class _Block:
    tag: str
    number: int
    furniture: bool
    body: bool
    quote_home: int
    """The number of the element around the outermost block quote; 0 where there is none."""


class _Paragraphs:
    """What lxml calls with each tag and text as it comes."""

    def __init__(self) -> None:
        self.paragraphs: list[Paragraph] = []
        self._pieces: list[str] = []
        self._blocks = [_Block("", 0, furniture=False, body=False, quote_home=0)]
        self._numbers = 0
        self._dropped = self._quoted = self._kept_lines = self._links = self._inline_quotes = 0
        self._characters = self._linked = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._edge(tag, 1)
        if _BLOCK.fullmatch(tag):
            self._blocks.append(self._block(tag, attributes))
        if tag == "br":
            self._pieces.append("\n")
        if tag == "q":
            self._inline_quotes += 1
            self._pieces.append(_MARKS[self._inline_quotes % 2][0])

    def end(self, tag: str) -> None:
        if tag == "q":
            self._pieces.append(_MARKS[self._inline_quotes % 2][1])
            self._inline_quotes -= 1
        self._edge(tag, -1)
        if _BLOCK.fullmatch(tag) and len(self._blocks) > 1:
            self._blocks.pop()

    def data(self, text: str) -> None:
        if self._dropped:
            return
        lines = re.split(r"\r?\n", text) if self._kept_lines else [text]
        self._pieces.append("\n".join(_SPACE.sub(" ", line) for line in lines))
        self._characters += len(text.strip())
        self._linked += len(text.strip()) if self._links else 0

    def comment(self, text: str) -> None:
        """Comments are left out."""

    def pi(self, target: str, data: str | None = None) -> None:
        """Processing instructions are left out."""

    def close(self) -> None:
        self._end_paragraph()

    def _block(self, tag: str, attributes: Mapping[str, str]) -> _Block:
        outer = self._blocks[-1]
        self._numbers += 1
        says = " ".join(attributes.get(name, "") for name in ("itemprop", "property", "class"))
        return _Block(
            tag,
            self._numbers,
            furniture=outer.furniture or tag in _FURNITURE,
            body=outer.body or _BODY.search(says) is not None,
            quote_home=outer.quote_home or (outer.number if tag == "blockquote" else 0),
        )

    def _edge(self, tag: str, step: int) -> None:
        if _BLOCK.fullmatch(tag):
            self._end_paragraph()
        self._dropped += step * (tag in _DROPPED)
        self._quoted += step * (tag == "blockquote")
        self._kept_lines += step * (tag == "pre")
        self._links += step * (tag == "a")

    def _end_paragraph(self) -> None:
        lines = _SPACES.sub(" ", "".join(self._pieces)).split("\n")
        for part in _PARAGRAPH.split("\n".join(line.strip() for line in lines)):
            if part := part.strip():
                self.paragraphs.append(self._paragraph(part))
        self._pieces.clear()
        self._characters = self._linked = 0

    def _paragraph(self, text: str) -> Paragraph:
        block, outer = self._blocks[-1], self._blocks[-2:][0]
        return Paragraph(
            text,
            quoted=self._quoted > 0,
            heading=re.fullmatch("h[1-6]", block.tag) is not None,
            home=block.quote_home or outer.number,
            furniture=block.furniture,
            body=block.body,
            linked=self._linked / max(1, self._characters),
        )

"""HTML to plain text. May import `text`.

Parsed as a stream of tags and never as a tree, so that no depth of nesting does harm; nothing in
it is run, fetched or followed.
"""

import re
from typing import Any, cast

from lxml import etree

from articles.text import BLOCK_QUOTE

_CODE = re.compile(r"<\?(?:php\b|=).*?(?:\?>|\Z)|<\?[^>]*>?", re.DOTALL | re.IGNORECASE)
_DROPPED = {"script", "style", "iframe", "noscript", "template", "head"}
_BLOCK = re.compile(
    r"address|article|aside|blockquote|body|caption|center|dd|details|dialog|dir|div|dl|dt|"
    r"fieldset|figcaption|figure|footer|form|h[1-6r]|header|hgroup|html|legend|li|main|menu|nav|"
    r"ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_SPACES = re.compile(r" {2,}")
_PARAGRAPH = re.compile(r"\n{2,}")


def plain_text(html: str) -> str:
    """The paragraphs that a browser would show, with a blank line between them.

    Block elements and two line breaks end a paragraph, one <br> is a line break. Scripts, styles,
    frames, comments and PHP are left out. A paragraph within a block quote begins with "> ".
    """
    target = _Paragraphs()
    parser = etree.HTMLParser(target=cast("Any", target), huge_tree=True)
    parser.feed(_CODE.sub("", html).encode("utf-8", "replace").decode())
    parser.close()
    return "\n\n".join(target.paragraphs)


class _Paragraphs:
    """What lxml calls with each tag and text as it comes."""

    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self._pieces: list[str] = []
        self._dropped = self._quoted = self._kept_lines = 0

    def start(self, tag: str, attributes: object) -> None:
        self._edge(tag, 1)
        if tag == "br":
            self._pieces.append("\n")

    def end(self, tag: str) -> None:
        self._edge(tag, -1)

    def data(self, text: str) -> None:
        if self._dropped:
            return
        lines = re.split(r"\r?\n", text) if self._kept_lines else [text]
        self._pieces.append("\n".join(_SPACE.sub(" ", line) for line in lines))

    def comment(self, text: str) -> None:
        """Comments are left out."""

    def pi(self, target: str, data: str | None = None) -> None:
        """Processing instructions are left out."""

    def close(self) -> None:
        self._end_paragraph()

    def _edge(self, tag: str, step: int) -> None:
        if _BLOCK.fullmatch(tag):
            self._end_paragraph()
        self._dropped += step * (tag in _DROPPED)
        self._quoted += step * (tag == "blockquote")
        self._kept_lines += step * (tag == "pre")

    def _end_paragraph(self) -> None:
        lines = _SPACES.sub(" ", "".join(self._pieces)).split("\n")
        self._pieces.clear()
        mark = BLOCK_QUOTE if self._quoted else ""
        for part in _PARAGRAPH.split("\n".join(line.strip() for line in lines)):
            if part := part.strip():
                self.paragraphs.append(mark + part)

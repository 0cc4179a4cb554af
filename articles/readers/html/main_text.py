"""Which paragraphs of a page are its article.

trafilatura (https://trafilatura.readthedocs.io) extracts the main text. The paragraphs are those of
`html_text`, in which block quotes stay marked and complete: the ones whose text was extracted, and
those next to them that trafilatura missed.
"""

import re
from collections import Counter
from dataclasses import dataclass

from articles.readers.html.html_text import Paragraph, parse_paragraphs

_MAX_EXTRACTION_LENGTH = 4_000_000
"""Characters of a page; all of a longer one is taken, because trafilatura needs two seconds for a
million."""
_MIN_DISTINCTIVE_WORDS = 6
"""A paragraph with as many words is recognized anywhere in the extracted text, a shorter one only
as a line of its own."""
_MIN_PARENT_SHARE = 0.1
"""Of the extracted text that an element must contain to be one of the article's elements."""
_MAX_LINK_SHARE = 0.5
"""Of the characters of a paragraph that are links; prose has fewer."""
_MIN_BODY_SHARE = 0.7
"""Of the text that must be in what the page calls its body, if only that is the article."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class MainText:
    """The article on a page."""

    above: list[Paragraph]
    """The paragraphs of the page before the article."""
    text: list[Paragraph]
    """The paragraphs of the article, in order."""


def extract_main_text(html: str) -> MainText:
    """Return the article on a page, whose HTML has been through `clean_html`.

    If nothing looks like an article, it is what the page calls its body, or else all that is not
    navigation.
    """
    paragraphs = parse_paragraphs(html)
    text = _select_paragraphs(paragraphs, _ExtractedText(_extract_text(html)))
    above = paragraphs[: paragraphs.index(text[0])] if text else []
    return MainText(above, text)


def _select_paragraphs(
    paragraphs: list[Paragraph], extracted_text: "_ExtractedText"
) -> list[Paragraph]:
    is_extracted = [extracted_text.take_paragraph(paragraph.text) for paragraph in paragraphs]
    if any(is_extracted):
        return _prefer_body(_add_siblings(paragraphs, is_extracted))
    prose = [paragraph for paragraph in paragraphs if not paragraph.is_furniture]
    return _body_paragraphs(paragraphs) or prose or paragraphs


def _extract_text(html: str) -> str:
    if len(html) > _MAX_EXTRACTION_LENGTH:
        return ""
    import trafilatura  # imported late: takes half a second, and only pages need it

    return trafilatura.extract(html, include_comments=False, favor_recall=True) or ""


class _ExtractedText:
    """The text that trafilatura extracted; each passage is taken as often as it occurs."""

    def __init__(self, text: str) -> None:
        self._line_counts = Counter(map(_normalize_words, text.split("\n")))
        self._text = f" {_normalize_words(text)} "
        self._taken_counts = Counter[str]()

    def take_paragraph(self, paragraph: str) -> bool:
        """Take a paragraph of the page from the text; return whether the text contains it."""
        words = _normalize_words(paragraph)
        if not words:
            return False
        is_distinctive = words.count(" ") + 1 >= _MIN_DISTINCTIVE_WORDS
        count = self._text.count(f" {words} ") if is_distinctive else self._line_counts[words]
        if count > self._taken_counts[words]:
            self._taken_counts[words] += 1
            return True
        return not count and "\n" in paragraph and self._take_lines(paragraph.split("\n"))

    def _take_lines(self, lines: list[str]) -> bool:
        """Take the lines of a paragraph; return whether the text contains most of them."""
        lines = [words for words in map(_normalize_words, lines) if words]
        extracted_lines = [
            words for words in lines if self._line_counts[words] > self._taken_counts[words]
        ]
        if 2 * sum(map(len, extracted_lines)) < sum(map(len, lines)):
            return False
        self._taken_counts.update(extracted_lines)
        return True


def _add_siblings(paragraphs: list[Paragraph], is_extracted: list[bool]) -> list[Paragraph]:
    """Return the extracted paragraphs, and the prose beside them in the article's elements."""
    lengths: Counter[int] = Counter()
    for paragraph, extracted in zip(paragraphs, is_extracted, strict=True):
        lengths[paragraph.parent] += len(paragraph.text) if extracted else 0
    min_length = _MIN_PARENT_SHARE * lengths.total()
    parents = {parent for parent, length in lengths.items() if length >= min_length}
    return [
        paragraph
        for paragraph, extracted in zip(paragraphs, is_extracted, strict=True)
        if extracted or (paragraph.parent in parents and _is_prose(paragraph))
    ]


def _is_prose(paragraph: Paragraph) -> bool:
    return not (
        paragraph.is_furniture or paragraph.is_heading or paragraph.link_share >= _MAX_LINK_SHARE
    )


def _prefer_body(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Return those in the element that the page calls its body, if that contains most of them."""
    body = _body_paragraphs(paragraphs)
    is_most = _count_characters(body) >= _MIN_BODY_SHARE * _count_characters(paragraphs)
    return body if is_most else paragraphs


def _count_characters(paragraphs: list[Paragraph]) -> int:
    return sum(len(paragraph.text) for paragraph in paragraphs)


def _body_paragraphs(paragraphs: list[Paragraph]) -> list[Paragraph]:
    return [paragraph for paragraph in paragraphs if paragraph.is_body]


def _normalize_words(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))

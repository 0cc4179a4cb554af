"""Which paragraphs of a page are its article.

trafilatura (https://trafilatura.readthedocs.io) says what the main text is; the paragraphs are our
own, of the whole page, so that block quotes stay marked and whole: of these the ones that it picked
are taken, and those next to them that it passed over.
"""

import re
from collections import Counter
from dataclasses import dataclass

from articles.readers.html.html_text import Paragraph, parse_paragraphs

_LARGEST = 4_000_000
"""Characters of a page beyond which all of it is taken: trafilatura needs two seconds for each
million."""
_SURE = 6
"""Words from which a paragraph is known wherever it stands in what was picked."""
_HOME = 0.1
"""The share of the picked words that makes an element one that holds the article."""
_LINKS = 0.5
_BODY = 0.7
"""The share of the picked words that stand in what the page calls its body, where that is it."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class MainText:
    """The article on a page."""

    above: list[Paragraph]
    """What the page has before it,"""
    text: list[Paragraph]
    """and its own paragraphs, in their order."""


def extract_main_text(page: str) -> MainText:
    """The article on a page (which is `cleaned`): where nothing in it looks like one, what the page
    calls its body, or else all that is no navigation."""
    found = parse_paragraphs(page)
    text = _chosen(found, _Picked(_picked(page)))
    above = found[: found.index(text[0])] if text else []
    return MainText(above, text)


def _chosen(found: list[Paragraph], picked: "_Picked") -> list[Paragraph]:
    chosen = [picked.holds(one.text) for one in found]
    if not any(chosen):
        return _stated(found) or [one for one in found if not one.furniture] or found
    return _only_body(_with_neighbours(found, chosen))


def _picked(page: str) -> str:
    if len(page) > _LARGEST:
        return ""
    import trafilatura  # takes half a second, and only pages need it

    found = trafilatura.extract(page, include_comments=False, favor_recall=True)
    return found or ""


class _Picked:
    """The text that was picked. Each stretch of it is found as often as it stands there."""

    def __init__(self, text: str) -> None:
        self._lines = Counter(map(_plain, text.split("\n")))
        self._whole = f" {_plain(text)} "
        self._found = Counter[str]()

    def holds(self, paragraph: str) -> bool:
        words = _plain(paragraph)
        if not words:
            return False
        sure = words.count(" ") + 1 >= _SURE
        there = self._whole.count(f" {words} ") if sure else self._lines[words]
        if there > self._found[words]:
            self._found[words] += 1
            return True
        return not there and "\n" in paragraph and self._holds_lines(paragraph.split("\n"))

    def _holds_lines(self, lines: list[str]) -> bool:
        """Whether most words of a paragraph with line breaks were picked, line by line."""
        plain = [words for words in map(_plain, lines) if words]
        there = [words for words in plain if self._lines[words] > self._found[words]]
        if 2 * sum(map(len, there)) < sum(map(len, plain)):
            return False
        self._found.update(there)
        return True


def _with_neighbours(found: list[Paragraph], chosen: list[bool]) -> list[Paragraph]:
    """The chosen paragraphs and, of the elements that hold the article, the others too."""
    words: Counter[int] = Counter()
    for one, taken in zip(found, chosen, strict=True):
        words[one.home] += len(one.text) if taken else 0
    homes = {home for home, count in words.items() if count >= _HOME * words.total()}
    return [
        one
        for one, taken in zip(found, chosen, strict=True)
        if taken or (one.home in homes and _is_prose(one))
    ]


def _is_prose(one: Paragraph) -> bool:
    return not one.furniture and not one.heading and one.linked < _LINKS


def _only_body(chosen: list[Paragraph]) -> list[Paragraph]:
    """What of it stands in the element that the page calls its body, where that is most of it."""
    body = _stated(chosen)
    most = sum(len(one.text) for one in body) >= _BODY * sum(len(one.text) for one in chosen)
    return body if most else chosen


def _stated(found: list[Paragraph]) -> list[Paragraph]:
    return [one for one in found if one.body]


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))

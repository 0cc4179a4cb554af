"""What an article marks as quoted: between quotation marks, or as a block."""

import re
from collections.abc import Iterable

from articles.core.text import BLOCK_QUOTE, Span, paragraphs

BETWEEN = re.compile(r"“[^“”]*”|\"[^\"]*\"")
"""What stands between quotation marks that are opened and closed, with the marks."""
_QUOTED = re.compile(r"“([^“”]+)(?:”|\Z)|\"([^\"]+)\"")


def inline(text: str) -> list[Span]:
    """The stretches between quotation marks, without the marks, in order.

    A curled mark that is opened and not closed reaches to the end of its paragraph, as in a quote
    of several paragraphs.
    """
    if "“" not in text and '"' not in text:
        return []
    return [
        Span(span.start + match.start(match.lastindex), span.start + match.end(match.lastindex))
        for span in paragraphs(text)
        for match in _QUOTED.finditer(span.of(text))
        if match.lastindex
    ]


def blocks(text: str) -> list[Span]:
    """The paragraphs that are block quotes, without the mark."""
    if BLOCK_QUOTE not in text:
        return []
    return [
        Span(span.start + len(BLOCK_QUOTE), span.end)
        for span in paragraphs(text)
        if text.startswith(BLOCK_QUOTE, span.start)
    ]


def covered(passage: Span, marked: Iterable[Span]) -> int:
    """How many characters of a passage are marked, by spans that don't overlap."""
    return sum(passage.overlap(span) for span in marked)

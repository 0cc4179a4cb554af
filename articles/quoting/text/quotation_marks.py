"""What an article marks as quoted: with quotation marks, or as a block quote."""

import re
from collections.abc import Iterable

from articles.core.text import BLOCK_QUOTE_MARK, Span, split_paragraphs

QUOTED_WITH_MARKS = re.compile(r"“[^“”]*”|\"[^\"]*\"")
"""Text between quotation marks that are opened and closed, and the marks."""
_INLINE_QUOTE = re.compile(r"“([^“”]+)(?:”|\Z)|\"([^\"]+)\"")
MIN_SHORT_QUOTE_WORDS = 4
"""Words that a short quote has at least."""
MAX_SHORT_QUOTE_WORDS = 12
"""Words that a short quote has at most. They may be too few to show where they come from."""


def find_inline_quotes(text: str) -> list[Span]:
    """Return what is between quotation marks, without the marks, in order.

    A curly mark that is never closed reaches to the end of its paragraph, as in a quotation of
    several paragraphs.
    """
    if "“" not in text and '"' not in text:
        return []
    return [
        Span(span.start + match.start(match.lastindex), span.start + match.end(match.lastindex))
        for span in split_paragraphs(text)
        for match in _INLINE_QUOTE.finditer(span.extract(text))
        if match.lastindex
    ]


def find_block_quotes(text: str) -> list[Span]:
    """Return the paragraphs that are block quotes, without the mark at their beginning."""
    if BLOCK_QUOTE_MARK not in text:
        return []
    return [
        Span(span.start + len(BLOCK_QUOTE_MARK), span.end)
        for span in split_paragraphs(text)
        if text.startswith(BLOCK_QUOTE_MARK, span.start)
    ]


def count_quoted_characters(passage: Span, quotes: Iterable[Span]) -> int:
    """Return how many characters of a passage are in the quotes, which don't overlap."""
    return sum(passage.count_overlap(quote) for quote in quotes)


def is_short_quote(word_count: int) -> bool:
    """Whether a quote of so many words is short, but long enough to be attributed."""
    return MIN_SHORT_QUOTE_WORDS <= word_count <= MAX_SHORT_QUOTE_WORDS


def has_short_quote(text: str) -> bool:
    """Whether anything short is between quotation marks."""
    return any(
        is_short_quote(len(quote.extract(text).split())) for quote in find_inline_quotes(text)
    )

"""What an article marks as quoted: with quotation marks, or as a block quote."""

from collections.abc import Iterable

from articles.core.text import BLOCK_QUOTE_MARK, Span, split_paragraphs
from articles.quoting.text.mark_pairs import pair_marks

MIN_SHORT_QUOTE_WORDS = 4
"""Words that a short quote has at least."""
MAX_SHORT_QUOTE_WORDS = 12
"""Words that a short quote has at most. They may be too few to show where they come from."""


def find_inline_quotes(text: str) -> list[Span]:
    """Return what is between quotation marks, without marks and outer spaces, in order.

    Marks may be straight or curly, double or single, and of two kinds: what is beside them tells
    which open a quote. A quote within a quote is part of it. One that is never closed reaches to
    the end of its paragraph, as in a quotation of several paragraphs.
    """
    spans = (
        _trim(text, quote.content_start, quote.content_end) for quote in pair_marks(text).quotes
    )
    return [span for span in spans if span.start < span.end]


def _trim(text: str, start: int, end: int) -> Span:
    """Return the stretch without the spaces around it."""
    content = text[start:end]
    return Span(start + len(content) - len(content.lstrip()), start + len(content.rstrip()))


def blank_quotes(text: str) -> str:
    """Return `text` with a space in place of each inline quote that is closed, and its marks."""
    pieces, offset = [], 0
    for quote in pair_marks(text).quotes:
        if quote.is_closed:
            pieces.append(text[offset : quote.start])
            offset = quote.end
    return " ".join((*pieces, text[offset:]))


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

"""Find passages that are marked as quoted from a release, but are in no candidate."""

from collections.abc import Iterator, Sequence

from articles.core.text import Span, paragraph_index_at
from articles.quoting.attribution.texts import PreparedArticle
from articles.quoting.text.announcements import (
    ANNOUNCEMENT,
    MAX_PARAGRAPHS_AFTER_ANNOUNCEMENT,
    announces_release,
)

MIN_ANNOUNCED_QUOTE_WORDS = 8
"""Words that an inline quote in the announcing paragraph needs to be what is announced."""


def find_unlocated_passages(
    article: PreparedArticle, located_passages: Sequence[Span]
) -> Iterator[Span]:
    """Yield the marked passages that follow an announcement and are not among the located ones.

    These are block quotes in the next `MAX_PARAGRAPHS_AFTER_ANNOUNCEMENT` paragraphs, and inline
    quotes of at least `MIN_ANNOUNCED_QUOTE_WORDS` words later in the announcing paragraph.
    """
    text = article.content.text
    if not announces_release(text):
        return
    announcements = [match.end() for match in ANNOUNCEMENT.finditer(text)]
    quotes = (*article.inline_quotes, *article.block_quotes)
    for quote in sorted(quotes, key=lambda quote: quote.start):
        is_free = not any(quote.count_overlap(passage) for passage in located_passages)
        if is_free and any(_is_announced(article, offset, quote) for offset in announcements):
            yield quote


def _is_announced(article: PreparedArticle, announcement: int, quote: Span) -> bool:
    """Whether a quote follows the announcement that ends at the offset `announcement`."""
    if quote.start < announcement:
        return False
    paragraphs = article.paragraphs
    distance = paragraph_index_at(paragraphs, quote.start) - paragraph_index_at(
        paragraphs, announcement
    )
    if quote in article.block_quotes:
        return 0 < distance <= MAX_PARAGRAPHS_AFTER_ANNOUNCEMENT
    words = len(quote.extract(article.content.text).split())
    return distance == 0 and words >= MIN_ANNOUNCED_QUOTE_WORDS

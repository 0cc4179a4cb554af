"""Find passages that are marked as quoted from a release, but are in no candidate."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from articles.core.text import Span, paragraph_index_at
from articles.quoting.attribution.texts import ArticleText, PreparedArticle
from articles.quoting.text.announcements import (
    MAX_PARAGRAPHS_AFTER_ANNOUNCEMENT,
    find_announcements,
)
from articles.quoting.text.speakers import has_other_speaker

MIN_ANNOUNCED_QUOTE_WORDS = 8
"""Words that an inline quote in the announcing paragraph needs to be what is announced."""
MAX_CHARACTERS_AFTER_ANNOUNCEMENT = 300
"""Characters between an announcement and the inline quote that it may mean."""


def find_unlocated_passages(
    article: PreparedArticle, located_passages: Sequence[Span]
) -> Iterator[Span]:
    """Yield the marked passages that follow an announcement and are not among the located ones.

    These are block quotes in the next `MAX_PARAGRAPHS_AFTER_ANNOUNCEMENT` paragraphs, and inline
    quotes of at least `MIN_ANNOUNCED_QUOTE_WORDS` words that begin in the announcing paragraph at
    most `MAX_CHARACTERS_AFTER_ANNOUNCEMENT` later. None is said to be by another speaker.
    """
    announcements = list(find_announcements(article.content.text))
    if not announcements:
        return
    quotes = [(quote, False) for quote in article.inline_quotes]
    quotes += [(quote, True) for quote in article.block_quotes]
    for quote, is_block in sorted(quotes, key=lambda pair: pair[0].start):
        is_free = not any(quote.count_overlap(passage) for passage in located_passages)
        if is_free and _find_announcement(article, announcements, quote, is_block=is_block):
            yield quote


def find_announcement(text: str, passage: Span) -> Span | None:
    """Return the words of an article that announce one of its unlocated passages."""
    article = PreparedArticle(ArticleText(text))
    is_block = passage in article.block_quotes
    return _find_announcement(article, list(find_announcements(text)), passage, is_block=is_block)


def _find_announcement(
    article: PreparedArticle, announcements: Sequence[Span], quote: Span, *, is_block: bool
) -> Span | None:
    """Return the nearest announcement before a quote; None if it doesn't announce the quote."""
    text = article.content.text
    index = bisect_right(announcements, quote.start, key=lambda announcement: announcement.end)
    if not index:
        return None
    announcement = announcements[index - 1]
    is_near = _precedes_block if is_block else _precedes_inline_quote
    is_announced = (
        is_near(article, announcement, quote)
        and not _is_in_parentheses(text, announcement, quote)
        and not has_other_speaker(text, announcement, quote, article.inline_quotes)
    )
    return announcement if is_announced else None


def _precedes_block(article: PreparedArticle, announcement: Span, quote: Span) -> bool:
    distance = _count_paragraph_breaks(article, announcement, quote)
    return 0 < distance <= MAX_PARAGRAPHS_AFTER_ANNOUNCEMENT


def _precedes_inline_quote(article: PreparedArticle, announcement: Span, quote: Span) -> bool:
    words = quote.extract(article.content.text)
    is_between_quotes = words[:1].isspace()
    return (
        quote.start - announcement.end <= MAX_CHARACTERS_AFTER_ANNOUNCEMENT
        and _count_paragraph_breaks(article, announcement, quote) == 0
        and len(words.split()) >= MIN_ANNOUNCED_QUOTE_WORDS
        and not is_between_quotes
    )


def _count_paragraph_breaks(article: PreparedArticle, announcement: Span, quote: Span) -> int:
    announcing_index = paragraph_index_at(article.paragraphs, announcement.end)
    return paragraph_index_at(article.paragraphs, quote.start) - announcing_index


def _is_in_parentheses(text: str, announcement: Span, quote: Span) -> bool:
    """Whether the announcement is an aside that ends before the quote."""
    between = text[announcement.end : quote.start]
    return between.count(")") > between.count("(")

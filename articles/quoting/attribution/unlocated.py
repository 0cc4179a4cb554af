"""Find passages that are marked as quoted from a release, but are in no candidate."""

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
    quotes = (*article.inline_quotes, *article.block_quotes)
    for quote in sorted(quotes, key=lambda quote: quote.start):
        is_free = not any(quote.count_overlap(passage) for passage in located_passages)
        if is_free and any(_is_announced(article, words, quote) for words in announcements):
            yield quote


def find_announcement(text: str, passage: Span) -> Span | None:
    """Return the words that announce an unlocated passage of an article, the nearest before it."""
    article = PreparedArticle(ArticleText(text))
    announcements = [
        announcement
        for announcement in find_announcements(text)
        if _is_announced(article, announcement, passage)
    ]
    return announcements[-1] if announcements else None


def _is_announced(article: PreparedArticle, announcement: Span, quote: Span) -> bool:
    text = article.content.text
    return (
        announcement.end <= quote.start
        and _is_near(article, announcement, quote)
        and not _is_in_parentheses(text, announcement, quote)
        and not has_other_speaker(text, announcement, quote, article.inline_quotes)
    )


def _is_near(article: PreparedArticle, announcement: Span, quote: Span) -> bool:
    paragraphs = article.paragraphs
    distance = paragraph_index_at(paragraphs, quote.start) - paragraph_index_at(
        paragraphs, announcement.end
    )
    if quote in article.block_quotes:
        return 0 < distance <= MAX_PARAGRAPHS_AFTER_ANNOUNCEMENT
    words = quote.extract(article.content.text)
    is_long = len(words.split()) >= MIN_ANNOUNCED_QUOTE_WORDS
    is_between_quotes = words[:1].isspace()
    characters = quote.start - announcement.end
    return (
        distance == 0
        and characters <= MAX_CHARACTERS_AFTER_ANNOUNCEMENT
        and is_long
        and not is_between_quotes
    )


def _is_in_parentheses(text: str, announcement: Span, quote: Span) -> bool:
    """Whether the announcement is an aside that ends before the quote."""
    between = text[announcement.end : quote.start]
    return between.count(")") > between.count("(")

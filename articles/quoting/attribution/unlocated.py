"""Passages marked as quoted from a release that no candidate holds."""

from collections.abc import Iterator, Sequence

from articles.core.text import Span, paragraph_at
from articles.quoting.attribution.matches import Article
from articles.quoting.text.announcements import ANNOUNCES, REACH, announces

LONG = 8
"""Words of an inline quote, in the announcing paragraph, without which it is none."""


def passages(article: Article, located: Sequence[Span]) -> Iterator[Span]:
    """The marked passages that a press release is announced for, and that are not `located`.

    Block quotes that follow within `REACH` paragraphs, up to the first that is none; inline
    quotes of `LONG` words or more after the announcement in its own paragraph.
    """
    text = article.piece.text
    announced = [match.end() for match in ANNOUNCES.finditer(text)] if announces(text) else []
    if not announced:
        return
    for span in sorted((*article.inline, *article.blocks), key=lambda one: one.start):
        free = not any(span.overlap(other) for other in located)
        if free and any(_announced(article, place, span) for place in announced):
            yield span


def _announced(article: Article, place: int, span: Span) -> bool:
    if span.start < place:
        return False
    away = paragraph_at(article.paragraphs, span.start) - paragraph_at(article.paragraphs, place)
    if span in article.blocks:
        return 0 < away <= REACH
    return away == 0 and len(span.of(article.piece.text).split()) >= LONG

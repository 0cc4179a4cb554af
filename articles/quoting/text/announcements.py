"""Where an article says that a press release follows."""

import re

from articles.core.text import Span, paragraphs

REACH = 3
"""How many paragraphs after the announcing one may hold the passage."""

ANNOUNCES = re.compile(
    r"\b(?:press|news|media)\s+(?:releases?|statements?)\b"
    r"|\bstatement\s+(?:released|issued|posted|published)\b",
    re.IGNORECASE,
)


def announces(text: str) -> bool:
    """Whether a text says anywhere that a press release follows."""
    lowered = text.lower()
    rare = "release" in lowered or "statement" in lowered
    return rare and ANNOUNCES.search(text) is not None


def unanswered(text: str, quoted: list[Span]) -> list[int]:
    """The paragraphs, numbered from 1, that announce a press release of which nothing follows.

    `quoted` are the passages of the article that were found in releases.
    """
    spans = paragraphs(text)
    return [
        number
        for number, span in enumerate(spans, 1)
        if ANNOUNCES.search(text, span.start, span.end)
        and not any(_within(spans, number, passage) for passage in quoted)
    ]


def _within(spans: list[Span], number: int, passage: Span) -> bool:
    last = spans[min(number - 1 + REACH, len(spans) - 1)]
    return passage.overlap(Span(spans[number - 1].start, last.end)) > 0

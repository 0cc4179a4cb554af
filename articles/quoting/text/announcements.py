"""Where an article announces the text of a press release."""

import re

from articles.core.text import Span, split_paragraphs

MAX_PARAGRAPHS_AFTER_ANNOUNCEMENT = 3
"""Paragraphs after the announcing one that may hold the passage it announces."""

ANNOUNCEMENT = re.compile(
    r"\b(?:press|news|media)\s+(?:releases?|statements?)\b"
    r"|\bstatement\s+(?:released|issued|posted|published)\b",
    re.IGNORECASE,
)


def announces_release(text: str) -> bool:
    """Whether a text announces a press release anywhere."""
    lowered = text.lower()
    may_announce = "release" in lowered or "statement" in lowered
    return may_announce and ANNOUNCEMENT.search(text) is not None


def find_unanswered_announcements(text: str, quotations: list[Span]) -> list[int]:
    """Return the paragraphs, numbered from 1, that announce a release of which none is quoted.

    `quotations` are the passages of the article that were found in releases.
    """
    spans = split_paragraphs(text)
    return [
        number
        for number, span in enumerate(spans, 1)
        if ANNOUNCEMENT.search(text, span.start, span.end)
        and not any(_is_within_reach(spans, number, passage) for passage in quotations)
    ]


def _is_within_reach(spans: list[Span], number: int, passage: Span) -> bool:
    last = spans[min(number - 1 + MAX_PARAGRAPHS_AFTER_ANNOUNCEMENT, len(spans) - 1)]
    return passage.count_overlap(Span(spans[number - 1].start, last.end)) > 0

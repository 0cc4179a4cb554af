"""Where an article announces the text of a press release."""

import re
from collections.abc import Iterator

from articles.core.text import Span, split_paragraphs

MAX_PARAGRAPHS_AFTER_ANNOUNCEMENT = 3
"""Paragraphs after the announcing one that may hold the passage it announces."""

_RELEASE = re.compile(
    r"\b(?:press|news|media)\s+(?:releases?|statements?)\b"
    r"|\bstatement\s+(?:released|issued|posted|published)\b",
    re.IGNORECASE,
)
_MAX_WORDING_CHARACTERS = 80
"""Characters before or after the words for a release that may say that none is announced."""
_ISSUE = r"(?:release|issue|publish|post|distribute|send(?:\s+out)?|put\s+out)"
_FUTURE = r"(?:will|would|plans?\s+to|going\s+to|expects?\s+to|expected\s+to|about\s+to)"
_NO_RELEASE_BEFORE = re.compile(
    r"\b(?:video|worded|glorified|fake)\s+\Z"
    rf"|\b{_FUTURE}\s+(?:\w+\s+)?{_ISSUE}\s+(?:\w+\s+){{0,3}}\Z",
    re.IGNORECASE,
)
"""Another thing than a release, what one is like, or one that is still to come."""
_NO_RELEASE_AFTER = re.compile(
    r"\s+(?:will|is\s+to|to)\s+be\b"
    r"|\s+(?:on|to)\s+(?:(?:his|her|its|their|the)\s+)?(?:Facebook|Instagram|Twitter|Tumblr)\b",
    re.IGNORECASE,
)


def find_announcements(text: str) -> Iterator[Span]:
    """Yield the words that announce a press release, or a statement issued like one, in order.

    A release that is only promised announces nothing, nor does a video news release or a
    statement posted on a social network.
    """
    lowered = text.lower()
    if "release" not in lowered and "statement" not in lowered:
        return
    for match in _RELEASE.finditer(text):
        start, end = match.span()
        wording = text[max(0, start - _MAX_WORDING_CHARACTERS) : start]
        if not (_NO_RELEASE_BEFORE.search(wording) or _NO_RELEASE_AFTER.match(text, end)):
            yield Span(start, end)


def announces_release(text: str) -> bool:
    """Whether a text announces a press release anywhere."""
    return any(True for _ in find_announcements(text))


def find_unanswered_announcements(text: str, quotations: list[Span]) -> list[int]:
    """Return the paragraphs, numbered from 1, that announce a release of which none is quoted.

    `quotations` are the passages of the article that were found in releases.
    """
    paragraphs = split_paragraphs(text)
    announcements = list(find_announcements(text))
    return [
        number
        for number, paragraph in enumerate(paragraphs, 1)
        if any(paragraph.count_overlap(announcement) for announcement in announcements)
        and not any(_is_within_reach(paragraphs, number, passage) for passage in quotations)
    ]


def _is_within_reach(spans: list[Span], number: int, passage: Span) -> bool:
    last = spans[min(number - 1 + MAX_PARAGRAPHS_AFTER_ANNOUNCEMENT, len(spans) - 1)]
    return passage.count_overlap(Span(spans[number - 1].start, last.end)) > 0

"""Grade a quotation: how faithful it is, and how the article presents it."""

from collections.abc import Iterable

from articles.core.text import (
    BLOCK_QUOTE_MARK,
    Span,
    collapse_spaces,
    paragraph_index_at,
    strip_block_marks,
)
from articles.quoting.alignment.gaps import has_brackets
from articles.quoting.grades import Departure, Grade, Presentation
from articles.quoting.text.quotation_marks import count_quoted_characters, find_inline_quotes

MIN_INLINE_SHARE = 0.5
"""The share of a passage between quotation marks that makes it an inline quote."""


def grade_passage(passage: str, original: str, departures: Iterable[Departure] = ()) -> Grade:
    """Return the grade of a passage of which each gap is one of the `departures`."""
    gaps = list(departures)
    if any(gap.altered for gap in gaps):
        return Grade.ALTERED
    if any(gap.interpolated for gap in gaps) or (has_brackets(passage) > has_brackets(original)):
        return Grade.INTERPOLATED
    if any(gap.elided for gap in gaps):
        return Grade.ELIDED
    has_same_layout = _normalize_layout(passage) == _normalize_layout(original)
    return Grade.VERBATIM if has_same_layout else Grade.TYPOGRAPHIC


def _normalize_layout(passage: str) -> str:
    return collapse_spaces(strip_block_marks(passage, starts_line=False))


def detect_presentation(text: str, passage: Span, paragraphs: list[Span]) -> Presentation:
    """Return how an article, which consists of `paragraphs`, presents a passage."""
    paragraph = paragraphs[paragraph_index_at(paragraphs, passage.start)]
    if text.startswith(BLOCK_QUOTE_MARK, paragraph.start):
        return Presentation.BLOCK
    quoted_characters = count_quoted_characters(passage, find_inline_quotes(text))
    is_inline = quoted_characters >= MIN_INLINE_SHARE * len(passage)
    return Presentation.INLINE if is_inline else Presentation.UNMARKED

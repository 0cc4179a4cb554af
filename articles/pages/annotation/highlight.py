"""A text cut at the ends of marked passages, for pages to show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from articles.core.text import BLOCK_QUOTE_MARK, Span, split_paragraphs, strip_block_marks

type MarkedSpans[T] = Sequence[tuple[Span, T]]
"""Passages, each with what it is marked with."""


@dataclass(frozen=True, slots=True)
class TextPiece[T]:
    """A stretch of text with the same marks from end to end."""

    text: str
    marks: tuple[T, ...]
    starting_marks: tuple[T, ...]
    """Those of `marks` that no earlier piece has."""


@dataclass(frozen=True, slots=True)
class HighlightedParagraph[T]:
    pieces: tuple[TextPiece[T], ...]
    is_block_quote: bool


def highlight_paragraphs[T](
    text: str, marked_spans: MarkedSpans[T], window: Span | None = None
) -> list[HighlightedParagraph[T]]:
    """Return the paragraphs of `text`, cut wherever a marked span starts or ends.

    Spans may overlap. The pieces together have every character of the paragraphs, or of their
    stretches within `window`, except the marks of block quotes.
    """
    seen_marks: set[int] = set()
    window = window or Span(0, len(text))
    return [
        _highlight_paragraph(text, paragraph, marked_spans, window, seen_marks)
        for paragraph in split_paragraphs(text)
        if paragraph.count_overlap(window)
    ]


def _highlight_paragraph[T](
    text: str, paragraph: Span, marked_spans: MarkedSpans[T], window: Span, seen_marks: set[int]
) -> HighlightedParagraph[T]:
    is_block_quote = text.startswith(BLOCK_QUOTE_MARK, paragraph.start)
    start = max(window.start, paragraph.start + len(BLOCK_QUOTE_MARK) * is_block_quote)
    content = Span(start, max(start, min(paragraph.end, window.end)))
    numbered_spans = [
        (number, marked_span)
        for number, marked_span in enumerate(marked_spans)
        if marked_span[0].count_overlap(content)
    ]
    edges = {content.start, content.end}
    for _, (span, _) in numbered_spans:
        edges |= {max(span.start, content.start), min(span.end, content.end)}
    stretches = (Span(start, end) for start, end in pairwise(sorted(edges)))
    pieces = [_make_piece(text, stretch, numbered_spans, seen_marks) for stretch in stretches]
    return HighlightedParagraph(tuple(pieces), is_block_quote)


def _make_piece[T](
    text: str,
    stretch: Span,
    numbered_spans: list[tuple[int, tuple[Span, T]]],
    seen_marks: set[int],
) -> TextPiece[T]:
    covering_marks = [
        (number, mark) for number, (span, mark) in numbered_spans if span.count_overlap(stretch)
    ]
    starting_marks = tuple(mark for number, mark in covering_marks if number not in seen_marks)
    seen_marks.update(number for number, _ in covering_marks)
    piece_text = strip_block_marks(stretch.extract(text), starts_line=False)
    return TextPiece(piece_text, tuple(mark for _, mark in covering_marks), starting_marks)

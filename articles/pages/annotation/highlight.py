"""A text cut where marked passages begin and end, for pages to show."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from articles.core.text import BLOCK_QUOTE_MARK, Span, split_paragraphs, strip_block_marks

type Marks[T] = Sequence[tuple[Span, T]]


@dataclass(frozen=True, slots=True)
class Piece[T]:
    """A stretch of text that the same marks cover."""

    text: str
    marks: tuple[T, ...]
    opened: tuple[T, ...]
    """Those of `marks` that begin with this piece."""


@dataclass(frozen=True, slots=True)
class Paragraph[T]:
    pieces: tuple[Piece[T], ...]
    block: bool
    """Whether the text marks it as a block quote."""


def marked[T](text: str, marks: Marks[T], within: Span | None = None) -> list[Paragraph[T]]:
    """The paragraphs of `text`, each cut at the ends of the marks within it; marks may overlap.

    The pieces together hold every character of every paragraph, but for block quotes' marks; of
    those `within` a span, what lies in it.
    """
    seen: set[int] = set()
    whole = within or Span(0, len(text))
    met = [span for span in split_paragraphs(text) if span.count_overlap(whole)]
    return [_paragraph(text, span, marks, whole, seen) for span in met]


def _paragraph[T](
    text: str, span: Span, marks: Marks[T], whole: Span, seen: set[int]
) -> Paragraph[T]:
    block = text.startswith(BLOCK_QUOTE_MARK, span.start)
    start = max(whole.start, span.start + len(BLOCK_QUOTE_MARK) * block)
    inner = Span(start, max(start, min(span.end, whole.end)))
    within = [(number, mark) for number, mark in enumerate(marks) if mark[0].count_overlap(inner)]
    edges = {inner.start, inner.end}
    for _, (passage, _) in within:
        edges |= {max(passage.start, inner.start), min(passage.end, inner.end)}
    stretches = (Span(start, end) for start, end in pairwise(sorted(edges)))
    pieces = [_piece(text, stretch, within, seen) for stretch in stretches]
    return Paragraph(tuple(pieces), block)


def _piece[T](
    text: str, span: Span, within: list[tuple[int, tuple[Span, T]]], seen: set[int]
) -> Piece[T]:
    covering = [(number, mark) for number, (passage, mark) in within if passage.count_overlap(span)]
    opened = tuple(mark for number, mark in covering if number not in seen)
    seen.update(number for number, _ in covering)
    shown = strip_block_marks(span.extract(text), starts_line=False)
    return Piece(shown, tuple(mark for _, mark in covering), opened)

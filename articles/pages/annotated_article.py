"""An article with its quotations marked, and how much of it they are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from articles.core.text import Span
from articles.models import Quotation
from articles.pages.annotation.coverage import quoted_share
from articles.pages.annotation.highlight import (
    HighlightedParagraph,
    TextPiece,
    highlight_paragraphs,
)
from articles.pages.annotation.quoted_spans import find_quoted_spans
from articles.pages.annotation.word_changes import WordChange, list_changes
from articles.pages.quoted_sources import SourceKey, find_source_text


@dataclass(frozen=True, slots=True)
class QuotationPart:
    """What marks a part of a quotation in the text of an article."""

    quotation: Quotation
    part_number: int
    """From 1."""


type ArticleMark = QuotationPart | WordChange


@dataclass(frozen=True, slots=True)
class ArticlePiece:
    """Words of an article that are in the same quotations, or in none."""

    text: str
    parts: tuple[QuotationPart, ...]
    starting_parts: tuple[QuotationPart, ...]
    """Those of `parts` that begin with the piece."""
    change: WordChange | None
    """What the release has in place of these words; None if they are its own."""


@dataclass(frozen=True, slots=True)
class ArticleParagraph:
    pieces: tuple[ArticlePiece, ...]
    is_block_quote: bool


def highlight_quotations(
    text: str, quotations: Sequence[Quotation], source_texts: Mapping[SourceKey, str]
) -> list[ArticleParagraph]:
    """Return the paragraphs of an article, with each part of its quotations marked.

    Words that the article changed are marked within their part, with what the release has.
    """
    marked_spans = [
        marked_span
        for quotation in quotations
        for marked_span in _mark_parts(text, quotation, source_texts)
    ]
    return [_make_paragraph(paragraph) for paragraph in highlight_paragraphs(text, marked_spans)]


def _mark_parts(
    text: str, quotation: Quotation, source_texts: Mapping[SourceKey, str]
) -> Iterator[tuple[Span, ArticleMark]]:
    source_text = find_source_text(quotation, source_texts)
    changes = list_changes(quotation, text, source_text) if source_text else []
    changed_spans = [change.article_span for change in changes if change.article_words]
    parts = sorted(
        [*quotation.article_part_spans, *changed_spans], key=lambda span: (span.start, span.end)
    )
    spans = find_quoted_spans(text, quotation.article_span, parts)
    for part_number, span in enumerate(spans, 1):
        yield span, QuotationPart(quotation, part_number)
    for change in changes:
        if change.article_words:
            yield change.article_span, change


def _make_paragraph(paragraph: HighlightedParagraph[ArticleMark]) -> ArticleParagraph:
    return ArticleParagraph(
        tuple(map(_make_piece, paragraph.pieces)), is_block_quote=paragraph.is_block_quote
    )


def _make_piece(piece: TextPiece[ArticleMark]) -> ArticlePiece:
    return ArticlePiece(
        piece.text,
        _select_parts(piece.marks),
        _select_parts(piece.starting_marks),
        next((mark for mark in piece.marks if isinstance(mark, WordChange)), None),
    )


def _select_parts(marks: Sequence[ArticleMark]) -> tuple[QuotationPart, ...]:
    return tuple(mark for mark in marks if isinstance(mark, QuotationPart))


def quoted_percentage(text: str, quotations: Sequence[Quotation]) -> int:
    """Return the percentage of an article's words that are from releases; at least 1 if any is.

    Passages that both texts took from a third source don't count.
    """
    share = quoted_share(
        text,
        [
            span
            for quotation in quotations
            if quotation.release_id and not quotation.shared
            for span in quotation.article_part_spans
        ],
    )
    return max(round(100 * share), 1 if share else 0)

"""A release sentence by sentence, each with the articles that quote it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from articles.core.text import Span
from articles.models import Quotation
from articles.pages.annotation.coverage import MarkedSentence, mark_sentences
from articles.pages.annotation.highlight import (
    HighlightedParagraph,
    TextPiece,
    highlight_paragraphs,
)
from articles.pages.annotation.quoted_spans import find_quoted_spans

MAX_LISTED_QUOTATIONS = 20
"""Quotations listed beside a sentence."""

type ReleaseMark = MarkedSentence[Quotation] | Quotation
"""What marks a span of a release: the sentence that it is, or a quotation that has its words."""


@dataclass(frozen=True, slots=True)
class SentencePiece:
    """Words of a sentence that are in the same quotations, or in none."""

    text: str
    is_quoted: bool


@dataclass(frozen=True, slots=True)
class AnnotatedSentence:
    pieces: tuple[SentencePiece, ...]
    article_count: int
    """How many articles quote the sentence."""
    quotations: tuple[Quotation, ...]
    """Its first quotations, in the order of their articles."""
    unlisted_count: int
    """How many quotations it has beyond those."""


@dataclass(frozen=True, slots=True)
class AnnotatedParagraph:
    sentences: tuple[AnnotatedSentence, ...]
    is_block_quote: bool


@dataclass(frozen=True, slots=True)
class AnnotatedRelease:
    paragraphs: tuple[AnnotatedParagraph, ...]
    sentence_count: int
    quoted_sentence_count: int
    """How many sentences are quoted, in full or in part."""
    article_count: int
    """How many articles quote any."""


def annotate_release(text: str, quotations: Sequence[Quotation]) -> AnnotatedRelease:
    """Return the sentences of a release with their quotations, which keep their order.

    Leaves out passages of earlier versions, and those that both texts took from a third source.
    """
    quotations = [
        quotation for quotation in quotations if not (quotation.version or quotation.shared)
    ]
    quoted_spans = [
        (span, quotation) for quotation in quotations for span in _quoted_spans(text, quotation)
    ]
    sentences = mark_sentences(text, quoted_spans)
    marked_spans: list[tuple[Span, ReleaseMark]] = [
        *((sentence.span, sentence) for sentence in sentences),
        *quoted_spans,
    ]
    paragraphs = [
        AnnotatedParagraph(tuple(_annotate_sentences(paragraph)), paragraph.is_block_quote)
        for paragraph in highlight_paragraphs(text, marked_spans)
    ]
    sentences_with_words = [sentence for sentence in sentences if sentence.word_count]
    return AnnotatedRelease(
        tuple(paragraphs),
        len(sentences_with_words),
        sum(1 for sentence in sentences_with_words if sentence.marks),
        _count_articles(quotations),
    )


def _quoted_spans(text: str, quotation: Quotation) -> list[Span]:
    passage = quotation.release_span
    return find_quoted_spans(text, passage, quotation.release_part_spans) if passage else []


def _annotate_sentences(
    paragraph: HighlightedParagraph[ReleaseMark],
) -> Iterator[AnnotatedSentence]:
    for sentence, text_pieces in groupby(paragraph.pieces, _sentence_of):
        if sentence:
            pieces = (SentencePiece(piece.text, len(piece.marks) > 1) for piece in text_pieces)
            yield _annotate_sentence(sentence, tuple(pieces))


def _sentence_of(piece: TextPiece[ReleaseMark]) -> MarkedSentence[Quotation] | None:
    """Return the sentence of a piece; None for the space between two."""
    return next((mark for mark in piece.marks if isinstance(mark, MarkedSentence)), None)


def _annotate_sentence(
    sentence: MarkedSentence[Quotation], pieces: tuple[SentencePiece, ...]
) -> AnnotatedSentence:
    quotations = sentence.marks
    return AnnotatedSentence(
        pieces,
        _count_articles(quotations),
        quotations[:MAX_LISTED_QUOTATIONS],
        len(quotations[MAX_LISTED_QUOTATIONS:]),
    )


def _count_articles(quotations: Iterable[Quotation]) -> int:
    return len({quotation.article_id for quotation in quotations})

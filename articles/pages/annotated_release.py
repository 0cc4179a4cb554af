"""A release sentence by sentence, each with the articles that quote it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from articles.core.text import Span
from articles.models import Quotation
from articles.pages.annotation import highlight
from articles.pages.annotation.coverage import Sentence, sentences
from articles.pages.annotation.quoted_spans import quoted

SHOWN = 20
"""Quotations of a sentence that are listed beside it, at most."""

type Mark = Sentence[Quotation] | Quotation


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a sentence that the same quotations have, or none has."""

    text: str
    quoted: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence."""

    stretches: tuple[Stretch, ...]
    articles: int
    """How many quote it."""
    quotations: tuple[Quotation, ...]
    """Those of it that are listed, in the order of their articles."""
    more: int
    """How many are not listed."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    lines: tuple[Line, ...]
    block: bool
    """Whether the text marks it as a block quote."""


@dataclass(frozen=True, slots=True)
class Lines:
    """A whole release."""

    paragraphs: tuple[Paragraph, ...]
    sentences: int
    quoted: int
    """How many sentences are quoted, wholly or in part."""
    articles: int
    """How many articles quote some."""


def lines(text: str, quotations: Sequence[Quotation]) -> Lines:
    """`text` and who quotes what of it; the quotations come in the order in which to list them."""
    parts = [(span, one) for one in quotations for span in _stretches(text, one)]
    found = sentences(text, parts)
    marks: list[tuple[Span, Mark]] = [(one.span, one) for one in found]
    shown = highlight.marked(text, [*marks, *parts])
    worded = [one for one in found if one.words]
    return Lines(
        tuple(Paragraph(tuple(_lines(one)), one.block) for one in shown),
        len(worded),
        sum(1 for one in worded if one.marks),
        _articles(quotations),
    )


def _stretches(text: str, quotation: Quotation) -> list[Span]:
    passage = quotation.release_span
    return quoted(text, passage, quotation.release_part_spans) if passage else []


def _lines(paragraph: highlight.Paragraph[Mark]) -> Iterable[Line]:
    for sentence, pieces in groupby(paragraph.pieces, _sentence):
        if sentence:
            stretches = (Stretch(one.text, len(one.marks) > 1) for one in pieces)
            yield _line(sentence, tuple(stretches))


def _sentence(piece: highlight.Piece[Mark]) -> Sentence[Quotation] | None:
    """The sentence that a piece belongs to; none of the space between two."""
    return next((one for one in piece.marks if isinstance(one, Sentence)), None)


def _line(sentence: Sentence[Quotation], stretches: tuple[Stretch, ...]) -> Line:
    listed, more = sentence.marks[:SHOWN], sentence.marks[SHOWN:]
    return Line(stretches, _articles(sentence.marks), listed, len(more))


def _articles(quotations: Iterable[Quotation]) -> int:
    return len({one.article_id for one in quotations})

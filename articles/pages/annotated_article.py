"""An article with its quotations marked, and how much of it they are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles.core.text import Span
from articles.models import Quotation
from articles.pages.annotation.coverage import quoted_share
from articles.pages.annotation.highlight import HighlightedParagraph, highlight_paragraphs
from articles.pages.annotation.quoted_spans import find_quoted_spans


@dataclass(frozen=True, slots=True)
class QuotationPart:
    """What marks a part of a quotation in the text of an article."""

    quotation: Quotation
    part_number: int
    """From 1."""


def highlight_quotations(
    text: str, quotations: Sequence[Quotation]
) -> list[HighlightedParagraph[QuotationPart]]:
    """Return the paragraphs of an article, with each part of its quotations marked."""
    marked_spans = [
        marked_span for quotation in quotations for marked_span in _mark_parts(text, quotation)
    ]
    return highlight_paragraphs(text, marked_spans)


def _mark_parts(text: str, quotation: Quotation) -> Iterator[tuple[Span, QuotationPart]]:
    spans = find_quoted_spans(text, quotation.article_span, quotation.article_part_spans)
    for part_number, span in enumerate(spans, 1):
        yield span, QuotationPart(quotation, part_number)


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

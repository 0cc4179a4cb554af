"""The passages attributed to a release that isn't in the archive, as a list with pages."""

from dataclasses import dataclass

from django.db.models import F

from articles.catalog.results.result_page import PAGE_SIZE, NumberedPage
from articles.core.text import Span, shorten, strip_block_marks
from articles.models import Quotation
from articles.pages.annotation.coverage import surrounding_sentences
from articles.quoting.attribution.unlocated import find_announcement

MAX_ANNOUNCEMENT_LENGTH = 240
"""Characters shown of what announces a passage."""
MAX_PASSAGE_LENGTH = 400
"""Characters shown of a passage."""


@dataclass(frozen=True, slots=True)
class UntracedPassage:
    quotation: Quotation
    announcement: str
    """What the article says from the beginning of the announcing sentence to the passage."""
    passage: str


@dataclass(frozen=True, slots=True)
class UntracedPage(NumberedPage):
    """Some of the passages, those of the newest articles first, undated ones last."""

    passages: tuple[UntracedPassage, ...]


def list_untraced_passages(page_number: int) -> UntracedPage:
    """Return a page of the list; it has no passages if its number is beyond the last."""
    quotations = Quotation.objects.live().untraced()
    newest_first = quotations.order_by(
        F("article__published").desc(nulls_last=True), "article__key", "number"
    )
    start = (page_number - 1) * PAGE_SIZE
    rows = newest_first.with_release().with_article().defer(None)[start : start + PAGE_SIZE]
    passages = tuple(_describe_passage(quotation) for quotation in rows)
    return UntracedPage(quotations.count(), page_number, passages)


def _describe_passage(quotation: Quotation) -> UntracedPassage:
    text, passage = quotation.article.text, quotation.article_span
    words = strip_block_marks(passage.extract(text))
    return UntracedPassage(
        quotation, _extract_announcement(text, passage), shorten(words, MAX_PASSAGE_LENGTH)
    )


def _extract_announcement(text: str, passage: Span) -> str:
    announcement = find_announcement(text, passage)
    if announcement is None:
        return ""
    start = surrounding_sentences(text, announcement, 0).start
    words = text[start : passage.start].rstrip('“"> \n')
    return shorten(strip_block_marks(words), MAX_ANNOUNCEMENT_LENGTH)

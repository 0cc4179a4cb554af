"""Quotations as entries of a list, each with the first words of its passage."""

from collections.abc import Iterable
from dataclasses import dataclass

from articles.core.dates import PartialDate
from articles.core.text import Span, shorten, strip_block_marks
from articles.models import Article, PressRelease, Quotation
from articles.pages.quoted_sources import fetch_source_texts

MAX_EXCERPT_LENGTH = 160
"""Characters of an excerpt."""


@dataclass(frozen=True, slots=True)
class QuotationExcerpt:
    quotation: Quotation
    excerpt: str


def excerpt_article_quotations(
    article: Article, quotations: Iterable[Quotation]
) -> list[QuotationExcerpt]:
    """Return the quotations of an article with their passages in the article."""
    return [
        QuotationExcerpt(quotation, _make_excerpt(article.text, quotation.article_span))
        for quotation in quotations
    ]


def excerpt_release_quotations(
    release: PressRelease, quotations: list[Quotation]
) -> list[QuotationExcerpt]:
    """Return the quotations of a release with their passages in the release.

    A passage is in the version that has it. One query at most.
    """
    for quotation in quotations:
        quotation.release = release  # not fetched again for each
    texts = fetch_source_texts(quotations)
    return [
        QuotationExcerpt(
            quotation,
            _make_excerpt(texts.get((release.key, quotation.version), ""), quotation.release_span),
        )
        for quotation in quotations
    ]


def sort_by_article(quotations: Iterable[Quotation]) -> list[Quotation]:
    """Return quotations by the date of their article, undated last, and in its order."""
    return sorted(
        quotations,
        key=lambda quotation: (
            str(quotation.article.published or "9999"),
            quotation.article.key,
            quotation.number,
        ),
    )


def list_publication_dates(quotations: Iterable[Quotation]) -> list[PartialDate | None]:
    """Return the date of each article that has one of the quotations."""
    dates = {quotation.article_id: quotation.article.published for quotation in quotations}
    return list(dates.values())


def _make_excerpt(text: str, passage: Span | None) -> str:
    passage_text = passage.extract(text) if passage else ""
    return shorten(strip_block_marks(passage_text), MAX_EXCERPT_LENGTH)

"""Quotations as entries of a list, each with the first words of its passage."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from articles.core.dates import PartialDate
from articles.core.text import Span, shorten, strip_block_marks
from articles.models import Article, PressRelease, Quotation
from articles.pages.annotation.word_changes import WordChange, list_changes
from articles.pages.quoted_sources import SourceKey, fetch_source_texts, find_source_text

MAX_EXCERPT_LENGTH = 160
"""Characters of an excerpt."""


@dataclass(frozen=True, slots=True)
class QuotationExcerpt:
    quotation: Quotation
    excerpt: str
    changes: Sequence[WordChange] = ()
    """Numbers, negations, names and dates that the article changed."""


def excerpt_article_quotations(
    article: Article, quotations: Iterable[Quotation], source_texts: Mapping[SourceKey, str]
) -> list[QuotationExcerpt]:
    """Return the quotations of an article with their passages in the article.

    Changes are listed for those of which `source_texts` have the source.
    """
    return [
        QuotationExcerpt(
            quotation,
            _make_excerpt(article.text, quotation.article_span),
            _list_serious_changes(
                quotation, article.text, find_source_text(quotation, source_texts)
            ),
        )
        for quotation in quotations
    ]


def excerpt_release_quotations(
    release: PressRelease, quotations: list[Quotation]
) -> list[QuotationExcerpt]:
    """Return the quotations of a release with their passages in the release.

    A passage is in the version that has it. Two queries at most.
    """
    for quotation in quotations:
        quotation.release = release  # not fetched again for each
    texts = fetch_source_texts(quotations)
    article_texts = _fetch_article_texts(quotations)
    return [
        QuotationExcerpt(
            quotation,
            _make_excerpt(texts.get((release.key, quotation.version), ""), quotation.release_span),
            _list_serious_changes(
                quotation,
                article_texts.get(quotation.article_id, ""),
                find_source_text(quotation, texts),
            ),
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


def _fetch_article_texts(quotations: Iterable[Quotation]) -> dict[int, str]:
    """Return the texts of articles that seriously changed a passage; no query if none did."""
    article_ids = {row.article_id for row in quotations if row.serious_change_kinds}
    if not article_ids:
        return {}
    return dict(Article.objects.filter(pk__in=article_ids).values_list("pk", "text"))


def _list_serious_changes(
    quotation: Quotation, article_text: str, source_text: str | None
) -> list[WordChange]:
    if source_text is None:
        return []
    changes = list_changes(quotation, article_text, source_text)
    return [change for change in changes if change.is_serious]


def _make_excerpt(text: str, passage: Span | None) -> str:
    passage_text = passage.extract(text) if passage else ""
    return shorten(strip_block_marks(passage_text), MAX_EXCERPT_LENGTH)

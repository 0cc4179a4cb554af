"""A quotation beside its original: both passages in context, and how they differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from articles.core.text import Span
from articles.models import Article, Quotation
from articles.models.quotations import decode_part
from articles.pages.annotation.coverage import find_omitted_sentences, surrounding_sentences
from articles.pages.annotation.highlight import HighlightedParagraph, highlight_paragraphs
from articles.pages.annotation.quoted_spans import compare_passages
from articles.pages.annotation.text_fragments import text_fragment_url
from articles.pages.glossary import CHANGE_LABELS
from articles.pages.quoted_sources import fetch_source_texts

CONTEXT_SENTENCES = 2
"""Sentences shown before and after a passage."""


@dataclass(frozen=True, slots=True)
class PassageInContext:
    paragraphs: list[HighlightedParagraph[str]]
    """The passage and the sentences around it, marked with "passage" and "differs"."""
    original_url: str
    """URL of the passage on the page where it was first published; empty if unknown."""


@dataclass(frozen=True, slots=True)
class WordChange:
    """Words that the article changed; empty in the release if added, in the article if removed."""

    kind: str
    label: str
    release_words: str
    article_words: str


@dataclass(frozen=True, slots=True)
class QuotationComparison:
    article_passage: PassageInContext
    release_passage: PassageInContext | None = None
    """None if the passage was not located in a release."""
    changes: Sequence[WordChange] = ()
    """The most serious first."""
    has_differences: bool = False
    omitted_sentences: Sequence[str] = ()
    """Sentences of the release between the parts of the quotation."""


def compare_quotation(article: Article, quotation: Quotation) -> QuotationComparison:
    """Compare a quotation of an article with the release, in the version that has the passage."""
    release_span, release_text = quotation.release_span, _fetch_release_text(quotation)
    if release_span is None or release_text is None:
        return QuotationComparison(
            _show_passage(article.text, article.url, quotation.article_span, [])
        )
    differences = compare_passages(article.text, quotation.article_span, release_text, release_span)
    omitted_spans = find_omitted_sentences(release_text, quotation.release_part_spans)
    return QuotationComparison(
        _show_passage(article.text, article.url, quotation.article_span, differences.article_spans),
        _show_passage(
            release_text, _current_url(quotation), release_span, differences.release_spans
        ),
        _list_changes(article.text, release_text, quotation),
        bool(differences.article_spans or differences.release_spans),
        [span.extract(release_text) for span in omitted_spans],
    )


def days_after_release(quotation: Quotation, article: Article) -> int | None:
    """Return the days from release to article; None if either date is not known to the day."""
    released = quotation.release.released if quotation.release else None
    published = article.published
    if not (released and published and released.day and published.day):
        return None
    days: int = (published.first_day - released.first_day).days
    return days


def _fetch_release_text(quotation: Quotation) -> str | None:
    return next(iter(fetch_source_texts([quotation]).values()), None)


def _current_url(quotation: Quotation) -> str:
    """Return the release's URL; empty if only an earlier version has the passage."""
    return quotation.release.url if quotation.release and not quotation.version else ""


def _show_passage(
    text: str, url: str, passage: Span, differing_spans: Sequence[Span]
) -> PassageInContext:
    marked_spans = [(passage, "passage"), *((span, "differs") for span in differing_spans)]
    window = surrounding_sentences(text, passage, CONTEXT_SENTENCES)
    paragraphs = highlight_paragraphs(text, marked_spans, window)
    return PassageInContext(
        paragraphs, text_fragment_url(url, passage.extract(text)) if url else ""
    )


def _list_changes(article_text: str, release_text: str, quotation: Quotation) -> list[WordChange]:
    severity = list(CHANGE_LABELS)
    changes = sorted(quotation.changes, key=lambda change: severity.index(change["kind"]))
    return [_read_change(article_text, release_text, change) for change in changes]


def _read_change(article_text: str, release_text: str, change: dict[str, Any]) -> WordChange:
    article_span, release_span = decode_part(change["place"])
    return WordChange(
        change["kind"],
        CHANGE_LABELS[change["kind"]],
        release_span.extract(release_text),
        article_span.extract(article_text),
    )

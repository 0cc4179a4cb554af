"""A quotation beside its original: both passages in context, and how they differ."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from articles.core.text import Span, strip_block_marks
from articles.models import Article, Quotation
from articles.pages.annotation.coverage import find_omitted_sentences, surrounding_sentences
from articles.pages.annotation.highlight import HighlightedParagraph, highlight_paragraphs
from articles.pages.annotation.quoted_spans import compare_passages
from articles.pages.annotation.text_fragments import text_fragment_url
from articles.pages.annotation.word_changes import WordChange, list_changes
from articles.pages.quoted_sources import fetch_source_texts
from articles.quoting.attribution.evidence import Evidence

CONTEXT_SENTENCES = 2
"""Sentences shown before and after a passage."""
_WORD_CHARACTER = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class DifferingWords:
    """What marks words of a passage that the other text doesn't have."""

    counterpart: str
    """The words of the other text in their place; empty if it has none."""


type PassageMark = DifferingWords | None
"""What marks the words of a passage: None if both texts have them."""


@dataclass(frozen=True, slots=True)
class PassageInContext:
    paragraphs: list[HighlightedParagraph[PassageMark]]
    """The passage and the sentences around it. Differing words come last among the marks."""
    original_url: str
    """URL of the passage on the page where it was first published; empty if unknown."""


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
    in_article = [(pair.article_span, pair.release_span) for pair in differences]
    in_release = [(pair.release_span, pair.article_span) for pair in differences]
    omitted_spans = find_omitted_sentences(release_text, quotation.release_part_spans)
    return QuotationComparison(
        _show_passage(
            article.text,
            article.url,
            quotation.article_span,
            _mark_differing_words(in_article, release_text),
        ),
        _show_passage(
            release_text,
            _current_url(quotation),
            release_span,
            _mark_differing_words(in_release, article.text),
        ),
        list_changes(quotation, article.text, release_text),
        bool(differences),
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


def describe_evidence(quotation: Quotation) -> list[str]:
    """Return what speaks for a passage being quoted from its release, but for the dates."""
    if not (quotation.evidence and quotation.is_compared):
        return []
    evidence = Evidence(**quotation.evidence)
    reasons = [f"{evidence.run_words:,} words in a row"]
    if evidence.agency:
        place = "named near it" if evidence.is_agency_nearby else "named in the article"
        reasons.append(f"{evidence.agency} is {place}")
    if evidence.is_stated_source:
        reasons.append("the article’s record names the release")
    if evidence.is_quoted_elsewhere:
        reasons.append("the article quotes the release elsewhere too")
    return reasons


def _fetch_release_text(quotation: Quotation) -> str | None:
    return next(iter(fetch_source_texts([quotation]).values()), None)


def _current_url(quotation: Quotation) -> str:
    """Return the release's URL; empty if only an earlier version has the passage."""
    return quotation.release.url if quotation.release and not quotation.version else ""


def _mark_differing_words(
    pairs: Iterable[tuple[Span | None, Span | None]], other_text: str
) -> Iterator[tuple[Span, DifferingWords]]:
    """Yield the differing words of one text, each with those of the other text in their place."""
    for span, other_span in pairs:
        if span:
            counterpart = other_span.extract(other_text) if other_span else ""
            has_words = _WORD_CHARACTER.search(counterpart)
            yield span, DifferingWords(strip_block_marks(counterpart) if has_words else "")


def _show_passage(
    text: str,
    url: str,
    passage: Span,
    differing_spans: Iterable[tuple[Span, DifferingWords]],
) -> PassageInContext:
    marked_spans: list[tuple[Span, PassageMark]] = [(passage, None), *differing_spans]
    window = surrounding_sentences(text, passage, CONTEXT_SENTENCES)
    paragraphs = highlight_paragraphs(text, marked_spans, window)
    return PassageInContext(
        paragraphs, text_fragment_url(url, passage.extract(text)) if url else ""
    )

"""Find the quotations of an article: which of its passages come from which releases."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles.core.text import Span
from articles.quoting.alignment.seeds import find_seeds
from articles.quoting.alignment.spans import Part, locate_parts
from articles.quoting.attribution.alterations import WordingChange, find_changes
from articles.quoting.attribution.boilerplate import BoilerplateFilter, ReleaseRuns
from articles.quoting.attribution.grading import detect_presentation
from articles.quoting.attribution.matches import (
    find_confident_matches,
    find_short_quote_matches,
)
from articles.quoting.attribution.short_quotes import select_short_quotes
from articles.quoting.attribution.source_choice import Attribution, choose_sources
from articles.quoting.attribution.texts import ArticleText, CandidateRelease, PreparedArticle
from articles.quoting.attribution.third_sources import is_from_third_source
from articles.quoting.attribution.unlocated import find_unlocated_passages
from articles.quoting.grades import Grade, Presentation


@dataclass(frozen=True, slots=True)
class AlsoIn:
    """Another release that contains a quotation: where, and how faithful the quotation is to it."""

    release_number: int
    release_span: Span
    grade: Grade


@dataclass(frozen=True, slots=True)
class FoundQuotation:
    """A passage of the article, and the passage of the release that it comes from.

    `release_number`, `release_span` and `grade` are None if no candidate contains what the article
    marks as quoted from a release. If `shared`, both texts take it from a third source.
    """

    article_span: Span
    release_number: int | None
    release_span: Span | None
    parts: tuple[Part, ...]
    grade: Grade | None
    changes: tuple[WordingChange, ...]
    presentation: Presentation
    shared: bool
    also_in: tuple[AlsoIn, ...]


def find_quotations(
    article: ArticleText, candidates: Sequence[CandidateRelease]
) -> list[FoundQuotation]:
    """Return the quotations of an article, in order, none of which overlaps another.

    A release that is surely dated after the article is never a source. The order of the candidates
    makes no difference.
    """
    prepared_article = PreparedArticle(article)
    located_quotations = [
        _describe_located(attribution)
        for attribution in _attribute_passages(prepared_article, candidates)
    ]
    spans = [quotation.article_span for quotation in located_quotations]
    unlocated_quotations = [
        _describe_unlocated(prepared_article, passage)
        for passage in find_unlocated_passages(prepared_article, spans)
    ]
    return sorted(
        [*located_quotations, *unlocated_quotations],
        key=lambda quotation: quotation.article_span.start,
    )


def _attribute_passages(
    article: PreparedArticle, releases: Sequence[CandidateRelease]
) -> Iterator[Attribution]:
    candidates = [
        ReleaseRuns(release, find_seeds(article.tokenized, release.tokenized))
        for release in releases
        if article.content.may_quote(release.released)
    ]
    candidates = [candidate for candidate in candidates if candidate.runs]
    confident = [
        match
        for candidate in candidates
        for match in find_confident_matches(article, candidate.release, candidate.runs)
    ]
    matches = BoilerplateFilter(candidates).drop_boilerplate(confident)
    attributions = list(choose_sources(matches))
    yield from attributions
    short_quotes = [
        match
        for candidate in candidates
        for match in find_short_quote_matches(article, candidate.release, candidate.runs)
    ]
    if not short_quotes:
        return
    attributed_matches = [attribution.match for attribution in attributions]
    quoted_releases = {
        match.release.identity for match in attributed_matches if not is_from_third_source(match)
    }
    yield from choose_sources(
        select_short_quotes(short_quotes, attributed_matches, quoted_releases)
    )


def _describe_located(attribution: Attribution) -> FoundQuotation:
    match = attribution.match
    article, release = match.article.tokenized, match.release.tokenized
    return FoundQuotation(
        article_span=match.article_span,
        release_number=match.release.number,
        release_span=match.release_span,
        parts=tuple(locate_parts(match.alignment, article, release)),
        grade=match.grade,
        changes=tuple(find_changes(match.alignment, article, release)),
        presentation=_detect_presentation(match.article, match.article_span),
        shared=is_from_third_source(match),
        also_in=tuple(
            AlsoIn(alternative.release.number, alternative.release_span, alternative.grade)
            for alternative in attribution.alternatives
        ),
    )


def _describe_unlocated(article: PreparedArticle, passage: Span) -> FoundQuotation:
    return FoundQuotation(
        article_span=passage,
        release_number=None,
        release_span=None,
        parts=(),
        grade=None,
        changes=(),
        presentation=_detect_presentation(article, passage),
        shared=False,
        also_in=(),
    )


def _detect_presentation(article: PreparedArticle, passage: Span) -> Presentation:
    return detect_presentation(article.content.text, passage, article.paragraphs)

"""Find the quotations of an article: which of its passages come from which releases."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from articles.core.text import Span
from articles.quoting.alignment.seeds import find_seeds
from articles.quoting.alignment.spans import Part, locate_parts
from articles.quoting.attribution.alterations import WordingChange, find_changes
from articles.quoting.attribution.boilerplate import BoilerplateFilter, ReleaseRuns
from articles.quoting.attribution.evidence import Evidence, collect_evidence
from articles.quoting.attribution.grading import detect_presentation
from articles.quoting.attribution.known_sources import NO_SOURCES, KnownSources
from articles.quoting.attribution.match_search import (
    find_matches,
    find_short_quote_matches,
)
from articles.quoting.attribution.matches import Match
from articles.quoting.attribution.short_quotes import select_short_quotes
from articles.quoting.attribution.source_choice import Attribution, choose_sources
from articles.quoting.attribution.texts import ArticleText, CandidateRelease, PreparedArticle
from articles.quoting.attribution.third_sources import is_from_third_source
from articles.quoting.attribution.unlocated import find_unlocated_passages
from articles.quoting.grades import Grade, Presentation
from articles.quoting.text.shared_fingerprints import (
    NO_COMMON_FINGERPRINTS,
    CommonFingerprints,
)


@dataclass(frozen=True, slots=True)
class AlsoIn:
    """Another release that contains a quotation: where, and how faithful the quotation is to it."""

    release_number: int
    release_span: Span
    grade: Grade


@dataclass(frozen=True, slots=True)
class FoundQuotation:
    """A passage of the article, and the passage of the release that it comes from.

    `release_number`, `release_span`, `grade` and `evidence` are None if no candidate contains what
    the article marks as quoted from a release. If `shared`, both texts take it from a third source,
    whose number is `third_source_number` if it is a known one.
    """

    article_span: Span
    release_number: int | None
    release_span: Span | None
    parts: tuple[Part, ...]
    grade: Grade | None
    changes: tuple[WordingChange, ...]
    presentation: Presentation
    shared: bool
    third_source_number: int | None
    also_in: tuple[AlsoIn, ...]
    evidence: Evidence | None


def find_quotations(
    article: ArticleText,
    candidates: Sequence[CandidateRelease],
    sources: KnownSources = NO_SOURCES,
    common_fingerprints: CommonFingerprints = NO_COMMON_FINGERPRINTS,
) -> list[FoundQuotation]:
    """Return the quotations of an article, in order, none of which overlaps another.

    A release that is surely dated after the article is never a source. The order of the candidates
    makes no difference. `common_fingerprints` are those that many releases of the archive have.
    """
    prepared_article = PreparedArticle(article)
    located_quotations = [
        _describe_located(attribution, sources)
        for attribution in _attribute_passages(
            prepared_article, candidates, common_fingerprints, sources
        )
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
    article: PreparedArticle,
    releases: Sequence[CandidateRelease],
    common_fingerprints: CommonFingerprints,
    sources: KnownSources,
) -> list[Attribution]:
    """Return the passages with their sources: long ones by themselves, then what they support."""
    candidates = [
        ReleaseRuns(release, find_seeds(article.tokenized, release.tokenized))
        for release in releases
        if article.content.may_quote(release.released)
    ]
    candidates = [candidate for candidate in candidates if candidate.runs]
    boilerplate_filter = BoilerplateFilter(candidates, common_fingerprints)
    matches = [
        replace(match, is_unique=boilerplate_filter.is_unique(match))
        for candidate in candidates
        for match in find_matches(article, candidate.release, candidate.runs)
    ]
    attributions = list(choose_sources(boilerplate_filter.drop_boilerplate(matches), matches))
    quoted_releases = _find_quoted_releases(attributions, sources)
    supported_matches = [
        replace(match, is_quoted_elsewhere=True)
        for match in _find_free_matches(matches, attributions)
        if match.release.identity in quoted_releases
    ]
    attributions += choose_sources(boilerplate_filter.drop_boilerplate(supported_matches), matches)
    free_quotes = [
        quote
        for quote in _find_free_matches(_find_short_quotes(article, candidates), attributions)
        if not boilerplate_filter.is_common_phrase(quote)
    ]
    selected_quotes = select_short_quotes(free_quotes, quoted_releases)
    attributions += choose_sources(selected_quotes, selected_quotes)
    return _note_other_quotations(attributions, sources)


def _find_short_quotes(article: PreparedArticle, candidates: Sequence[ReleaseRuns]) -> list[Match]:
    return [
        match
        for candidate in candidates
        for match in find_short_quote_matches(article, candidate.release, candidate.runs)
    ]


def _note_other_quotations(
    attributions: Sequence[Attribution], sources: KnownSources
) -> list[Attribution]:
    """Return the attributions; each says whether the article quotes its release elsewhere."""
    is_own = [_has_own_words(attribution, sources) for attribution in attributions]
    counts = Counter(
        attribution.match.release.identity
        for attribution, own in zip(attributions, is_own, strict=True)
        if own
    )
    return [
        attribution._replace(
            match=replace(
                attribution.match,
                is_quoted_elsewhere=counts[attribution.match.release.identity] > own,
            )
        )
        for attribution, own in zip(attributions, is_own, strict=True)
    ]


def _find_quoted_releases(attributions: Sequence[Attribution], sources: KnownSources) -> set[str]:
    """Return the identities of the releases from which the article has words of their own."""
    return {
        attribution.match.release.identity
        for attribution in attributions
        if _has_own_words(attribution, sources)
    }


def _has_own_words(attribution: Attribution, sources: KnownSources) -> bool:
    """Whether a passage is the release's own, not a third source's."""
    match = attribution.match
    return not (sources.find_source(match) or is_from_third_source(match, attribution.holders))


def _find_free_matches(
    matches: Sequence[Match], attributions: Sequence[Attribution]
) -> list[Match]:
    """Return the matches that share no word with an attributed passage."""
    passages = [attribution.match.alignment.article_words for attribution in attributions]
    return [
        match
        for match in matches
        if not any(map(match.alignment.article_words.count_overlap, passages))
    ]


def _describe_located(attribution: Attribution, sources: KnownSources) -> FoundQuotation:
    match = attribution.match
    source = sources.find_source(match)
    article, release = match.article.tokenized, match.release.tokenized
    return FoundQuotation(
        article_span=match.article_span,
        release_number=match.release.number,
        release_span=match.release_span,
        parts=tuple(locate_parts(match.alignment, article, release)),
        grade=match.grade,
        changes=tuple(find_changes(match.alignment, article, release)),
        presentation=_detect_presentation(match.article, match.article_span),
        shared=source is not None or is_from_third_source(match, attribution.holders),
        third_source_number=source.number if source else None,
        also_in=tuple(
            AlsoIn(alternative.release.number, alternative.release_span, alternative.grade)
            for alternative in attribution.alternatives
        ),
        evidence=collect_evidence(match),
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
        third_source_number=None,
        also_in=(),
        evidence=None,
    )


def _detect_presentation(article: PreparedArticle, passage: Span) -> Presentation:
    return detect_presentation(article.content.text, passage, article.paragraphs)

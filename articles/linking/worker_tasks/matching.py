"""Filter the releases that an article may quote, and find its quotations."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from articles.core.ids import AgencyId, ArticleId
from articles.core.passages import make_passage_slugs
from articles.linking.index.entries import split_pairs
from articles.linking.worker_tasks.article_tasks import FilteredArticle, MatchTask, PairedArticle
from articles.linking.worker_tasks.fingerprinting import AgencyNames, make_agency_matcher
from articles.linking.worker_tasks.references import ReleaseReference
from articles.quoting.attribution.candidates import find_shared_runs
from articles.quoting.attribution.evidence import UNLIKELY_SOURCE_POINTS
from articles.quoting.attribution.find_quotations import FoundQuotation, find_quotations
from articles.quoting.attribution.known_sources import (
    KnownSources,
    SourceText,
    prepare_sources,
)
from articles.quoting.attribution.texts import PreparedArticle
from articles.quoting.text.agency_mentions import AgencyMatcher
from articles.quoting.text.shared_fingerprints import (
    find_common_fingerprints,
    locate_shared_fingerprints,
)


class MatchResult(NamedTuple):
    """The quotations of an article, their slugs, and the releases that they refer to."""

    article_id: ArticleId
    quotations: list[FoundQuotation]
    slugs: list[str]
    references: Mapping[int, ReleaseReference]
    """The releases by text number."""


def filter_articles(
    articles: Sequence[PairedArticle], agencies: AgencyNames
) -> list[FilteredArticle]:
    """Return the articles with the runs of words that may be quotations."""
    matcher = make_agency_matcher(agencies)
    return [_filter_article(article, matcher) for article in articles]


def _filter_article(article: PairedArticle, matcher: AgencyMatcher[AgencyId]) -> FilteredArticle:
    prepared_article = PreparedArticle(article.content)
    _, release_numbers, tags = split_pairs(article.pairs)
    shared = locate_shared_fingerprints(
        prepared_article.tokenized.tokens.hashes, release_numbers, tags
    )
    runs = find_shared_runs(prepared_article, shared)
    are_sure = all(run.missing_points <= UNLIKELY_SOURCE_POINTS for run in runs)
    return FilteredArticle(
        article.article_id,
        article.content,
        runs,
        find_common_fingerprints(shared),
        set() if are_sure else matcher.find(article.content.text),
        article.short_quote_agencies,
    )


def match_articles(
    tasks: Sequence[MatchTask], sources: tuple[SourceText, ...]
) -> list[MatchResult]:
    """Return the quotations of each article, in order; `sources` are all third sources."""
    known_sources = prepare_sources(sources)
    return [_match_article(task, known_sources) for task in tasks]


def _match_article(task: MatchTask, sources: KnownSources) -> MatchResult:
    candidates = [release.candidate for release in task.releases]
    quotations = find_quotations(task.content, candidates, sources, task.common_fingerprints)
    references = {release.candidate.number: release.reference for release in task.releases}
    return MatchResult(
        task.article_id,
        quotations,
        make_passage_slugs(
            quotation.article_span.extract(task.content.text) for quotation in quotations
        ),
        {number: references[number] for number in _release_numbers(quotations)},
    )


def _release_numbers(quotations: Sequence[FoundQuotation]) -> set[int]:
    """Return the numbers of all releases that contain one of the quotations."""
    numbers = {release.release_number for quotation in quotations for release in quotation.also_in}
    return numbers | {
        quotation.release_number for quotation in quotations if quotation.release_number is not None
    }

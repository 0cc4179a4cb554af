"""Turn paired articles into tasks: which releases each article is compared with."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import batched
from typing import Any

from django.db.models import QuerySet

from articles.core.ids import TextNumber
from articles.linking.article_pairs import ArticlePairs
from articles.linking.candidate_releases import ReleaseFacts, ReleaseReader, read_release_facts
from articles.linking.recent_releases import find_recent_releases
from articles.linking.stated_sources import read_stated_sources
from articles.linking.worker_tasks.article_tasks import FilteredArticle, MatchTask, PairedArticle
from articles.models import Article
from articles.quoting.attribution import evidence
from articles.quoting.attribution.candidates import select_candidates
from articles.quoting.attribution.texts import ArticleText
from articles.quoting.text.officials import find_officials
from articles.quoting.text.shared_fingerprints import SharedRun

ARTICLES_PER_BATCH = 50
"""Articles that are handed to a worker at a time."""


def read_articles(article_pairs: Iterable[ArticlePairs]) -> Iterator[list[PairedArticle]]:
    """Yield the paired articles with their texts, in batches; each is in order of text numbers."""
    for batch in batched(article_pairs, ARTICLES_PER_BATCH, strict=False):
        by_number = {article.article_number: article for article in batch}
        articles: QuerySet[Any] = Article.objects.filter(text_number__in=by_number)
        rows = articles.order_by("text_number").values_list(
            "pk", "text_number", "text", "published", "quotes"
        )
        yield [
            PairedArticle(
                article_id,
                ArticleText(text, published, read_stated_sources(quotes)),
                by_number[text_number].pairs,
                by_number[text_number].short_quote_agencies,
            )
            for article_id, text_number, text, published, quotes in rows.iterator()
        ]


def make_match_tasks(
    batches: Iterable[Sequence[FilteredArticle]], reader: ReleaseReader
) -> Iterator[list[MatchTask]]:
    """Yield each batch of articles with the texts of the releases to compare them with."""
    for articles in batches:
        selections = _select_releases(articles)
        releases = reader.read_releases({number for numbers in selections for number in numbers})
        yield [
            MatchTask(
                article.article_id,
                article.content,
                [releases[number] for number in numbers if number in releases],
                article.common_fingerprints,
            )
            for article, numbers in zip(articles, selections, strict=True)
        ]


def _select_releases(articles: Sequence[FilteredArticle]) -> list[list[TextNumber]]:
    """Return for each article the numbers of the releases, sorted; none is surely later than it."""
    facts = read_release_facts(
        {TextNumber(run.release_number) for article in articles for run in article.runs}
    )
    recent_releases = find_recent_releases(
        {
            article.article_id: article.short_quote_agencies
            for article in articles
            if article.short_quote_agencies
        }
    )
    return [
        sorted(
            _select_candidates(article, facts).union(recent_releases.get(article.article_id, ()))
        )
        for article in articles
    ]


def _select_candidates(
    article: FilteredArticle, facts: Mapping[TextNumber, ReleaseFacts]
) -> set[TextNumber]:
    """Return the releases whose shared runs make them worth comparing with the article."""
    releases = {
        number: facts[number]
        for run in article.runs
        if (number := TextNumber(run.release_number)) in facts
    }
    possible = {
        number
        for number, release in releases.items()
        if article.content.may_quote(release.released)
    }
    runs = [run for run in article.runs if run.release_number in possible]
    possible_runs = [
        run
        for run in runs
        if run.missing_points
        <= _bound_context(article, run, releases[TextNumber(run.release_number)])
    ]
    return {TextNumber(number) for number in select_candidates(runs, possible_runs)}


def _bound_context(article: FilteredArticle, run: SharedRun, release: ReleaseFacts) -> float:
    """Return the most points that may point to a release; all of them to an earlier version.

    So it is of any release if the article's record names its sources.
    """
    if not release.agency_ids or article.content.stated_sources:
        return evidence.MAX_CONTEXT_POINTS
    return evidence.bound_context(
        article.content.days_apart(release.released),
        is_agency_mentioned=not article.mentioned_agencies.isdisjoint(release.agency_ids),
        is_official_named=bool(find_officials(article.content.text)),
        is_marked=run.is_marked,
    )

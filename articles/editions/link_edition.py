"""Link the texts of an edition: find quotations and duplicates."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from django.db.models import QuerySet

from articles.core.ids import ArticleId, EditionNumber
from articles.core.problems import Problem
from articles.editions.load import Load, NextEdition
from articles.editions.outcomes import LinkOutcome
from articles.editions.quoted_only_releases import sync_quoted_only_releases
from articles.linking.changed_texts import ChangedTexts, find_changed_texts
from articles.linking.duplicates import mark_duplicates
from articles.linking.indexing import NewTexts, index_new_texts
from articles.linking.link_articles import link_articles
from articles.linking.quotation_addresses import delete_outdated_quotations, end_addresses
from articles.linking.third_sources import find_quoting_articles
from articles.linking.worker_tasks.comparing import DuplicatePair
from articles.loading.authorities import AuthorityResolver
from articles.models import (
    Article,
    Block,
    Duplicate,
    Figure,
    Holding,
    Quotation,
    Segment,
    planner_statistics,
    text_numbers,
)
from articles.quoting.text.announcements import find_unanswered_announcements


def link_edition(
    load: Load,
    edition: NextEdition,
    authorities: AuthorityResolver,
    changed_sources: Sequence[str] = (),
) -> LinkOutcome:
    """Find the quotations and duplicates that the edition's texts and changes bring about.

    `changed_sources` are texts of third sources that it added, changed or replaced.
    """
    after_number = edition.after_number
    with index_new_texts(after_number, load.workers, load.progress) as new:
        article_ids = delete_outdated_quotations(edition.number, after_number)
        changed_texts = find_changed_texts(edition.number, after_number)
        quoting_articles = find_quoting_articles(changed_sources, after_number)
        changed_texts = changed_texts.with_articles(quoting_articles)
        article_ids += link_articles(
            edition.number, new, changed_texts, load.workers, load.progress
        )
        findings = list(_duplicate_findings(mark_duplicates(new, load.workers)))
        planner_statistics.analyze_tables(len(article_ids), Quotation, Holding, Duplicate)
    sync_outcome = sync_quoted_only_releases(edition.number, authorities)
    article_ids += _link_again(load, edition.number, sync_outcome.article_ids)
    load.workers.stop_processes()  # the catalog is built next, and needs their memory
    findings += [*sync_outcome.problems, *_unanswered_announcements(new)]
    return LinkOutcome(article_ids, findings)


def clear_links(edition_number: EditionNumber) -> None:
    """Empty the fingerprint index, and delete all that was found with it.

    The addresses of quotations are recorded, and return to those that the edition finds again.
    """
    end_addresses(Quotation.objects.all(), edition_number)
    for model in (Holding, Quotation, Duplicate, Figure, Block, Segment):
        model._default_manager.all().delete()


def _link_again(
    load: Load, edition_number: EditionNumber, article_ids: Collection[int]
) -> list[ArticleId]:
    """Index the releases known only by quotation, and link the articles that name them."""
    if not article_ids:
        return []
    after_number = text_numbers.last_number()
    text_numbers.assign_numbers(after_number)
    articles: QuerySet[Any] = Article.objects.filter(pk__in=article_ids)
    numbers = list(articles.values_list("text_number", flat=True))
    with index_new_texts(after_number, load.workers, load.progress) as new:
        changed = ChangedTexts(articles=numbers)
        return link_articles(edition_number, new, changed, load.workers, load.progress)


def _duplicate_findings(pairs: Iterable[DuplicatePair]) -> Iterator[Problem]:
    for kind, key, duplicate_key, likeness, exact in pairs:
        how = "is identical to" if exact else f"is {likeness:.0%} the same as"
        yield Problem(key, "text", "", f"{how} the text of {kind} {duplicate_key!r}")


def _unanswered_announcements(new: NewTexts) -> Iterator[Problem]:
    """Report the new articles' announcements of a press release that no passage of one follows."""
    articles = Article.objects.filter(text_number__in=new.announcing_articles).only("key", "text")
    for article in articles.order_by("key").prefetch_related("quotations"):
        passages = [
            quotation.article_span for quotation in article.quotations.all() if quotation.release_id
        ]
        for paragraph in find_unanswered_announcements(article.text, passages):
            reason = (
                f"paragraph {paragraph} announces a press release, but no release in this archive "
                "has its text"
            )
            yield Problem(article.key, "text", "", reason)

"""How the texts of an edition stand to all others: who quotes whom, what was published twice."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet

from articles.core.problems import Problem
from articles.core.progress import Progress
from articles.core.workers import Workers
from articles.editions import named_sources
from articles.linking.duplicates import mark_duplicates
from articles.linking.indexing import New, indexed
from articles.linking.link import link, touched
from articles.linking.worker_tasks.comparing import Alike
from articles.loading.authorities import Authorities
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
from articles.quoting.text.announcements import unanswered


def relate(
    edition: int, since: int, authorities: Authorities, workers: Workers, progress: Progress
) -> tuple[list[int], list[Problem]]:
    """Link what an edition brought (texts numbered above `since`, and changes of older ones).

    Returns the articles (by id) whose quotations were found anew, and what is odd.
    """
    with indexed(since, workers, progress) as new:
        older = touched(edition, since)
        linked = link(new, older["release"], older["article"], workers, progress)
        odd = list(_published_twice(mark_duplicates(new, workers)))
        planner_statistics.analyse(len(linked), Quotation, Holding, Duplicate)
    settled = named_sources.settle(edition, authorities)
    linked += _relink(settled.articles, workers, progress)
    return linked, [*odd, *settled.problems, *_unanswered(new)]


def forget() -> None:
    """Empty the index, and take back all that was found with it."""
    for model in (Holding, Quotation, Duplicate, Figure, Block, Segment):
        model._default_manager.all().delete()


def _relink(articles: set[int], workers: Workers, progress: Progress) -> list[int]:
    """Bring what `stated` made into the index, and link these articles (ids) anew."""
    if not articles:
        return []
    since = text_numbers.last()
    text_numbers.number_rest(since)
    named: QuerySet[Any] = Article.objects.filter(pk__in=articles)
    numbers = list(named.values_list("posting", flat=True))
    with indexed(since, workers, progress) as new:
        return link(new, (), numbers, workers, progress)


def _published_twice(found: Iterable[Alike]) -> Iterator[Problem]:
    for kind, one, other, likeness, exact in found:
        how = "has the text of" if exact else f"has {likeness:.0%} of its text in common with"
        yield Problem(one, "text", "", f"{how} the {kind} {other!r}")


def _unanswered(new: New) -> Iterator[Problem]:
    """The announcements of a press release, in what is new, that no passage of one follows."""
    brought = Article.objects.filter(posting__in=new.announcing).only("key", "text")
    for article in brought.order_by("key").prefetch_related("quotations"):
        located = [one for one in article.quotations.all() if one.release_id]
        for paragraph in unanswered(article.text, [one.in_article for one in located]):
            reason = f"paragraph {paragraph} announces a press release which no record matches"
            yield Problem(article.key, "text", "", reason)

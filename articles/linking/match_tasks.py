"""Articles, and the releases that they may quote."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import batched
from typing import Any

from django.db.models import QuerySet

from articles.linking.candidate_releases import Known, Releases, known
from articles.linking.index.grouping import Met
from articles.linking.recent_releases import Naming, likely
from articles.linking.worker_tasks.matching import Meeting, Question, Sifted
from articles.models import Article
from articles.quoting.attribution import candidates
from articles.quoting.attribution.texts import ArticleText

ARTICLES = 50
"""Articles handed to a worker at a time."""


def meetings(met: Iterable[Met]) -> Iterator[list[Meeting]]:
    """The articles with their texts, some at a time."""
    for some in batched(met, ARTICLES, strict=False):
        pairs = dict(some)
        held: QuerySet[Any] = Article.objects.filter(text_number__in=pairs).order_by("text_number")
        yield [
            Meeting(pk, number, ArticleText(text, published), pairs[number])
            for pk, number, text, published in held.values_list(
                "pk", "text_number", "text", "published"
            ).iterator()
        ]


def questions(
    found: Iterable[Sequence[Sifted]], naming: Naming, releases: Releases
) -> Iterator[list[Question]]:
    """Each article with the texts of the releases to look at.

    `naming` has, by the number of each article with a short quote, the ids of the agencies that
    it names.
    """
    for some in found:
        chosen = _chosen(some, naming)
        held = releases.of({number for numbers in chosen for number in numbers})
        yield [
            (one.pk, one.piece, [held[number] for number in numbers if number in held])
            for one, numbers in zip(some, chosen, strict=True)
        ]


def _chosen(found: Sequence[Sifted], naming: Naming) -> list[list[int]]:
    """For each article the numbers of the releases, none of a date that is surely later."""
    releases = known({run.release_number for one in found for run in one.runs})
    more = likely({one.number: naming[one.number] for one in found if one.number in naming})
    return [sorted(_worth_reading(one, releases).union(more.get(one.number, ()))) for one in found]


def _worth_reading(article: Sifted, releases: Mapping[int, Known]) -> set[int]:
    held = {
        run.release_number: releases[run.release_number]
        for run in article.runs
        if run.release_number in releases
    }
    before = {one for one, known in held.items() if article.piece.may_quote(known.released)}
    remote = {
        one
        for one in before
        if article.piece.is_far_in_time(held[one].released)
        and article.named.isdisjoint(held[one].agencies)
    }
    return candidates.select_candidates(
        [run for run in article.runs if run.release_number in before], remote
    )

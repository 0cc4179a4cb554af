"""Quotations between the articles and the releases that the tables hold.

May import `text`, `dates`, `quoting` and `models`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import batched

from django.db import connection

from articles.models import Article, PressRelease, Quotation
from articles.quoting.grades import grade, presentation
from articles.quoting.runs import Run, grams, passages, shared_runs
from articles.text import Span, Words, paragraphs

BATCH = 200
"""Articles linked at a time."""

RELEASES = 2000
"""Releases kept in memory, with their words."""


@dataclass(frozen=True, slots=True)
class _Passage:
    """A shared run with the release that it is in, as a candidate for a quotation."""

    run: Run
    release: PressRelease
    here: Span
    there: Span


def _best_first(found: Iterable[_Passage]) -> list[_Passage]:
    """Longer before shorter; of the same length the later release, then the first in the text."""
    by_place = sorted(found, key=lambda one: (one.release.key, one.here.start, one.there.start))
    by_date = sorted(by_place, key=lambda one: str(one.release.released or ""), reverse=True)
    return sorted(by_date, key=lambda one: len(one.run), reverse=True)


def affected(edition: int) -> list[int]:
    """The articles whose quotations `edition` may have changed, by id.

    Those that it brought, and those that share a fingerprint with a release that it brought.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT id FROM articles_article WHERE edition_id = %(edition)s
               UNION SELECT article_id FROM articles_quotation
                 JOIN articles_pressrelease release ON release.id = release_id
                WHERE release.edition_id = %(edition)s
               UNION SELECT article.id FROM articles_pressrelease release
                 JOIN articles_article article ON article.fingerprints && release.fingerprints
                WHERE release.edition_id = %(edition)s AND article.edition_id < %(edition)s""",
            {"edition": edition},
        )
        return sorted(article for (article,) in cursor.fetchall())


def link(articles: Iterable[int]) -> int:
    """Find the quotations of these articles (by id) anew; returns how many there are."""
    fetch = lru_cache(RELEASES)(_fetch)
    count = 0
    for ids in batched(articles, BATCH, strict=False):
        Quotation.objects.filter(article__in=ids).delete()
        candidates = _candidates(ids)
        found = Article.objects.filter(pk__in=candidates).only("key", "text", "published")
        quotations = [
            quotation
            for article in found.order_by("pk")
            for quotation in _quotations(article, map(fetch, candidates[article.pk]))
        ]
        Quotation.objects.bulk_create(quotations)
        count += len(quotations)
    return count


def _candidates(articles: tuple[int, ...]) -> dict[int, list[int]]:
    """For each article the releases that share a fingerprint with it."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT article.id, array_agg(release.id)
                 FROM articles_article article JOIN articles_pressrelease release
                   ON release.fingerprints && article.fingerprints
                WHERE article.id = ANY(%s) GROUP BY article.id""",
            [list(articles)],
        )
        return dict(cursor.fetchall())


def _fetch(release: int) -> tuple[PressRelease, Words]:
    found = PressRelease.objects.only("key", "text", "released").get(pk=release)
    return found, Words(found.text)


def _quotations(
    article: Article, candidates: Iterable[tuple[PressRelease, Words]]
) -> Iterator[Quotation]:
    spans = paragraphs(article.text)
    chosen = sorted(_chosen(article, candidates), key=lambda passage: passage.here.start)
    for number, passage in enumerate(chosen, 1):
        here, there = passage.here, passage.there
        yield Quotation(
            article=article,
            number=number,
            release=passage.release,
            article_start=here.start,
            article_end=here.end,
            release_start=there.start,
            release_end=there.end,
            grade=grade(here.of(article.text), there.of(passage.release.text)),
            presentation=presentation(article.text, here, spans),
        )


def _chosen(article: Article, candidates: Iterable[tuple[PressRelease, Words]]) -> list[_Passage]:
    """Of all shared runs the best that do not overlap in the article."""
    chosen: list[_Passage] = []
    for passage in _best_first(_shared(article, candidates)):
        if not any(passage.here.overlap(other.here) for other in chosen):
            chosen.append(passage)
    return chosen


def _shared(
    article: Article, candidates: Iterable[tuple[PressRelease, Words]]
) -> Iterator[_Passage]:
    words = Words(article.text)
    known = grams(words.forms)
    for release, theirs in candidates:
        if not _may_quote(article, release):
            continue
        for run in shared_runs(words, known, theirs):
            here, there = passages(run, words, theirs)
            yield _Passage(run, release, here, there)


def _may_quote(article: Article, release: PressRelease) -> bool:
    """No article quotes a release that is dated after it."""
    if not (release.released and article.published):
        return True
    return not release.released.surely_after(article.published)

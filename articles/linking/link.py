"""Quotations found and kept."""

from collections.abc import Sequence
from functools import partial

from django.db import connection

from articles.core.progress import Progress
from articles.core.text import Span
from articles.core.workers import Workers
from articles.linking import profile_figures
from articles.linking.article_pairs import candidates
from articles.linking.candidate_releases import Places, Releases
from articles.linking.indexing import New
from articles.linking.match_tasks import meetings, questions
from articles.linking.worker_tasks.matching import Answer, answers, sifted
from articles.models import Holding, Quotation
from articles.quoting.attribution.find_quotations import FoundQuotation


def link(
    new: New, touched: Sequence[int], also: Sequence[int], workers: Workers, progress: Progress
) -> list[int]:
    """Find the quotations of every article that the `new` texts may have changed.

    Returns the ids of those that were looked at. `touched` are the numbers of releases held before
    that changed in anything but their text, `also` those of articles to look at whatever they
    share.
    """
    releases, linked, located = Releases(new.agencies), list[int](), list[int]()
    sift = partial(sifted, agencies=new.agencies)
    found = workers.map(sift, meetings(candidates(new, touched, also, workers)))
    asked = questions(found, new.naming, releases)
    with progress.start_meter("linked", "articles") as meter:
        for some in workers.map(answers, asked):
            _keep(some, releases.places)
            linked.extend(article for article, _ in some)
            located.extend(article for article, passages in some if any(map(_located, passages)))
            meter.advance(len(some), 0)
    profile_figures.add(located)
    return linked


def touched(edition: int, since: int) -> dict[str, list[int]]:
    """The numbers of texts held before that may have other quotations now, by their kind.

    Of releases those of which the edition brought all but the text, or of which only versions were
    there; of articles those that it changed, or that quote a release which it changed.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT 'release', text_number FROM articles_pressrelease
               WHERE edition_id = %(edition)s AND text_number <= %(since)s
               UNION SELECT 'release', told.text_number FROM articles_pressrelease brought
               JOIN articles_earlierversion told USING (key)
               WHERE edition_id = %(edition)s AND brought.text_number > %(since)s
                   AND landed_in_id IS NULL AND told.text_number <= %(since)s
               UNION SELECT 'article', text_number FROM articles_article
               WHERE edition_id = %(edition)s AND text_number <= %(since)s
               UNION SELECT 'article', article.text_number FROM articles_pressrelease release
               JOIN articles_quotation ON release_id = release.id
               JOIN articles_article article ON article.id = article_id
               WHERE release.edition_id = %(edition)s AND article.text_number <= %(since)s""",
            {"edition": edition, "since": since},
        )
        found: dict[str, list[int]] = {"release": [], "article": []}
        for kind, number in cursor.fetchall():
            found[kind].append(number)
        return found


def _located(passage: FoundQuotation) -> bool:
    return passage.release_number is not None


def _keep(found: list[Answer], places: Places) -> None:
    held = Quotation.objects.filter(article__in=[article for article, _ in found])
    if quoting := set(held.values_list("article", flat=True)):
        profile_figures.leave_out(quoting)
        held.delete()
    rows = [row for article, passages in found for row in _rows(article, passages, places)]
    Quotation.objects.bulk_create(quotation for quotation, _ in rows)
    Holding.objects.bulk_create(holding for _, holdings in rows for holding in holdings)


def _rows(
    article: int, passages: list[FoundQuotation], places: Places
) -> list[tuple[Quotation, list[Holding]]]:
    rows = []
    for number, found in enumerate(passages, 1):
        quotation = _quotation(article, number, found, places)
        rows.append((quotation, _holdings(quotation, found, places)))
    return rows


def _quotation(article: int, number: int, found: FoundQuotation, places: Places) -> Quotation:
    release, version = (
        (None, None) if found.release_number is None else places[found.release_number]
    )
    return Quotation(
        article_id=article,
        number=number,
        release_id=release,
        version=version,
        article_start=found.article_span.start,
        article_end=found.article_span.end,
        release_start=found.release_span.start if found.release_span else None,
        release_end=found.release_span.end if found.release_span else None,
        grade=found.grade or "",
        presentation=found.presentation,
        parts=[_place(part.article_span, part.release_span) for part in found.parts],
        changes=[
            {"kind": change.kind, "place": _place(change.article_span, change.release_span)}
            for change in found.changes
        ],
        shared=found.shared,
    )


def _place(article_span: Span, release_span: Span) -> list[int]:
    return [article_span.start, article_span.end, release_span.start, release_span.end]


def _holdings(quotation: Quotation, found: FoundQuotation, places: Places) -> list[Holding]:
    return [
        Holding(
            quotation=quotation,
            release_id=places[other.release_number][0],
            version=places[other.release_number][1],
            start=other.release_span.start,
            end=other.release_span.end,
            grade=other.grade,
        )
        for other in found.also_in
    ]

"""Find the quotations of articles, and store them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import partial

from articles.core.ids import ArticleId, EditionNumber
from articles.core.progress import Progress
from articles.core.workers import Workers
from articles.linking import profile_figures
from articles.linking.article_pairs import find_article_pairs
from articles.linking.candidate_releases import ReleaseReader
from articles.linking.changed_texts import ChangedTexts
from articles.linking.indexing import NewTexts
from articles.linking.match_tasks import make_match_tasks, read_articles
from articles.linking.quotation_addresses import read_addresses
from articles.linking.third_sources import read_third_sources
from articles.linking.worker_tasks.matching import MatchResult, filter_articles, match_articles
from articles.linking.worker_tasks.references import ReleaseReference
from articles.models import Holding, Quotation
from articles.models.quotations import encode_part
from articles.quoting.attribution.find_quotations import FoundQuotation


def link_articles(
    edition_number: EditionNumber,
    new: NewTexts,
    changed_texts: ChangedTexts,
    workers: Workers,
    progress: Progress,
) -> list[ArticleId]:
    """Find the quotations of all articles that new and changed texts may affect.

    Return the ids of these articles. Their former quotations are replaced, and profiles updated.
    """
    paired_articles = read_articles(find_article_pairs(new, changed_texts, workers))
    filtered_articles = workers.map(
        partial(filter_articles, agencies=new.agencies), paired_articles
    )
    tasks = make_match_tasks(filtered_articles, ReleaseReader(new.agencies))
    linked_ids: list[ArticleId] = []
    quoting_ids: list[ArticleId] = []
    match = partial(match_articles, sources=read_third_sources())
    with progress.start_meter("linked", "articles") as meter:
        for results in workers.map(match, tasks):
            _replace_quotations(results, edition_number)
            linked_ids.extend(result.article_id for result in results)
            quoting_ids.extend(result.article_id for result in results if result.references)
            meter.advance(len(results), 0)
    profile_figures.add_articles(quoting_ids)
    return linked_ids


def _replace_quotations(results: Sequence[MatchResult], edition_number: EditionNumber) -> None:
    """Store the quotations of some articles in place of their former ones.

    The former ones are subtracted from the profiles; the new ones are not added yet.
    """
    rows = [
        (_make_quotation(result, number, slug, quotation), quotation, result.references)
        for result in results
        for number, (slug, quotation) in enumerate(
            zip(result.slugs, result.quotations, strict=True), 1
        )
    ]
    addresses = read_addresses([result.article_id for result in results])
    addresses.hand_over([row for row, _, _ in rows], edition_number)
    if addresses.current_rows:
        profile_figures.remove_articles(addresses.quoting_ids)
        Quotation.objects.filter(article__in=addresses.quoting_ids).delete()
    Quotation.objects.bulk_create(row for row, _, _ in rows)
    Holding.objects.bulk_create(holding_row for row in rows for holding_row in _make_holdings(*row))


def _make_quotation(
    result: MatchResult, number: int, slug: str, quotation: FoundQuotation
) -> Quotation:
    release_id, version = None, None
    if quotation.release_number is not None:
        release_id, version = result.references[quotation.release_number]
    return Quotation(
        article_id=result.article_id,
        number=number,
        slug=slug,
        release_id=release_id,
        version=version,
        article_start=quotation.article_span.start,
        article_end=quotation.article_span.end,
        release_start=quotation.release_span.start if quotation.release_span else None,
        release_end=quotation.release_span.end if quotation.release_span else None,
        grade=quotation.grade or "",
        presentation=quotation.presentation,
        parts=[encode_part(part.article_span, part.release_span) for part in quotation.parts],
        changes=[
            {"kind": change.kind, "place": encode_part(change.article_span, change.release_span)}
            for change in quotation.changes
        ],
        shared=quotation.shared,
        evidence=asdict(quotation.evidence) if quotation.evidence else {},
        third_source_id=quotation.third_source_number,
    )


def _make_holdings(
    row: Quotation, quotation: FoundQuotation, references: Mapping[int, ReleaseReference]
) -> list[Holding]:
    """Return rows for the other releases that contain a quotation."""
    return [
        Holding(
            quotation=row,
            release_id=references[release.release_number].release_id,
            version=references[release.release_number].version,
            start=release.release_span.start,
            end=release.release_span.end,
            grade=release.grade,
        )
        for release in quotation.also_in
    ]

"""Everything that makes an edition: a load, a withdrawal, a merger, linking again.

Each reads as the list of its steps. The walls between them are there for reasons:

- The lock comes before the transaction, so that the transaction sees all of the load before it.
- The catalog is swapped in after the commit, so that no page lists a record that isn't there yet,
  and before the lock is released, so that two loads can't swap theirs in the wrong order.
- A dry run does everything in the tables and rolls it back, so that its report is true.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from django.db import transaction

from articles.catalog.index import builds
from articles.catalog.index.catalog import is_up_to_date
from articles.core.ids import TextNumber
from articles.core.progress import Progress
from articles.editions.land_records import land_records, stage_records
from articles.editions.link_edition import clear_links, link_edition
from articles.editions.load import Load, LoadRequest, NextEdition, next_edition
from articles.editions.lock import exclusive_load
from articles.editions.manifest import create_edition
from articles.editions.outcomes import LandOutcome, LinkOutcome, ReadOutcome, assemble_report
from articles.editions.read_input import read_input
from articles.editions.report import LoadReport, RejectedError, describe_quotations
from articles.exchange import from_models, schema
from articles.linking import profile_figures
from articles.loading import merging
from articles.loading.authorities import AuthorityResolver
from articles.loading.validating import ValidatedChunk
from articles.models import Article, Edition, PressRelease, text_numbers


def load(request: LoadRequest, progress: Progress) -> LoadReport:
    """Load files and folders as one edition: all of it is stored or nothing.

    Raises RejectedError if a record is rejected and the request doesn't accept the good ones.
    """
    with Load.start([path.name for path in request.paths], progress) as load:
        read_outcome = read_input(load, request)
        return _add_edition(load, request, read_outcome)


def withdraw(key: str, reason: str, progress: Progress) -> LoadReport:
    """Replace the page of an article or release with a tombstone that gives the reason.

    The text stays readable as an earlier version. Raises LookupError if no live record has the key.
    """
    record = _live_record(key)
    with Load.start([f"withdrawal of {key}"], progress) as load:
        withdrawal = ValidatedChunk(entry_count=1)
        withdrawal.add_record(record.model_copy(update={"withdrawn": reason}), key)
        load.spool.add_chunk(withdrawal)
        return _add_edition(load, LoadRequest(), ReadOutcome(records=1))


def merge(kind: str, keep: str, drop: str, progress: Progress) -> LoadReport:
    """Make the authority `drop` (a key or slug) an alias of `keep`, as an edition of its own.

    Raises LookupError if one of them is unknown, ValueError if both are the same.
    """
    with (
        Load.start([f"merger of {drop} into {keep}"], progress) as load,
        exclusive_load(progress),
    ):
        with transaction.atomic():
            edition = next_edition()
            changed_records = merging.merge_authorities(kind, keep, drop, edition.number)
            profile_figures.recount_all()
            edition_build = _close_edition(
                load, edition, LoadReport(changed_records=changed_records, authorities=1)
            )
        return _publish_edition(edition_build)


def relink(progress: Progress, *, all_texts: bool) -> LoadReport:
    """Link the texts that no load has indexed yet, or all texts again, as an edition of its own."""
    with Load.start(["linking"], progress) as load, exclusive_load(progress):
        with transaction.atomic():
            edition = next_edition()
            if all_texts:
                clear_links(edition.number)
                edition = replace(edition, after_number=TextNumber(0))
            text_numbers.assign_numbers(edition.after_number)
            if text_numbers.last_number() == edition.after_number:
                return LoadReport()
            link_outcome = link_edition(load, edition, AuthorityResolver())
            edition_build = _close_edition(
                load, edition, LoadReport(findings=link_outcome.findings), link_outcome
            )
        return _publish_edition(edition_build)


def ensure_catalog(progress: Progress, *, rebuild: bool = False) -> None:
    """Build the catalog if it is missing, damaged or of another edition, or if told to."""
    with exclusive_load(progress):
        _ensure_catalog(progress, rebuild=rebuild)


def _ensure_catalog(progress: Progress, *, rebuild: bool = False) -> None:
    edition = Edition.objects.current()
    if edition and (rebuild or not is_up_to_date(edition)):
        progress("building the catalog")
        build = builds.build_from_scratch if rebuild else builds.build_catalog
        builds.swap_in(build(edition, progress))


def _add_edition(load: Load, request: LoadRequest, read_outcome: ReadOutcome) -> LoadReport:
    """Store what was read as the next edition. Raises RejectedError."""
    _raise_if_rejected(request, assemble_report(read_outcome))
    with exclusive_load(load.progress):
        with transaction.atomic():
            edition = next_edition()
            stage_outcome = stage_records(load)
            _raise_if_rejected(request, assemble_report(read_outcome, stage_outcome))
            land_outcome = land_records(load, edition, stage_outcome)
            if not land_outcome.has_changes:
                _ensure_catalog(
                    load.progress
                )  # the load before may have been killed before it could
                return assemble_report(read_outcome, stage_outcome, land_outcome)
            link_outcome = link_edition(
                load,
                edition,
                land_outcome.authorities,
                land_outcome.third_sources.changed_texts,
            )
            _recount_profiles(land_outcome)
            report = assemble_report(read_outcome, stage_outcome, land_outcome, link_outcome)
            edition_build = _close_edition(
                load, edition, report, link_outcome, dry_run=request.dry_run
            )
            transaction.set_rollback(request.dry_run)
        return _publish_edition(edition_build)


def _live_record(key: str) -> schema.Release | schema.Article:
    records: list[schema.Release | schema.Article] = [
        *from_models.iter_releases(PressRelease.objects.live().filter(key=key)),
        *from_models.iter_articles(Article.objects.live().filter(key=key)),
    ]
    if len(records) != 1:
        raise LookupError(
            f"{len(records)} records have the key {key!r}"
            if records
            else f"there is no record with the key {key!r}, or it is withdrawn already"
        )
    return records[0]


def _raise_if_rejected(request: LoadRequest, report: LoadReport) -> None:
    if report.rejections and not request.accept_good:
        raise RejectedError(report)


def _recount_profiles(land_outcome: LandOutcome) -> None:
    """Count all profiles again if the load moved quotations that were counted before."""
    if land_outcome.moves_quotations:
        profile_figures.recount_all()


@dataclass(frozen=True)
class _EditionBuild:
    """An edition that only has to be published."""

    report: LoadReport
    catalog_build: Path | None
    """None on a dry run."""


def _close_edition(
    load: Load,
    edition: NextEdition,
    report: LoadReport,
    link_outcome: LinkOutcome | None = None,
    *,
    dry_run: bool = False,
) -> _EditionBuild:
    """Count and digest what the tables now hold, and build the edition's catalog."""
    row = create_edition(edition.number, load.sources, report)
    report = replace(
        report,
        traced_quotations=row.counts["traced"],
        untraced_quotations=row.counts["untraced"],
    )
    load.progress(f"linked: {describe_quotations(report)}")
    if dry_run:
        return _EditionBuild(report, None)
    build = builds.build_catalog(
        row, load.progress, link_outcome.article_ids if link_outcome else ()
    )
    return _EditionBuild(replace(report, edition=row), build)


def _publish_edition(edition_build: _EditionBuild) -> LoadReport:
    """Swap the edition's catalog in, and return the report."""
    if edition_build.catalog_build:
        builds.swap_in(edition_build.catalog_build)
    return edition_build.report

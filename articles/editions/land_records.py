"""Stage what was read, and land it in the archive's tables."""

from articles.editions.load import Load, NextEdition
from articles.editions.outcomes import LandOutcome, StageOutcome
from articles.loading.authorities import AuthorityResolver
from articles.loading.landing import land_staged
from articles.loading.rows import pack_rows
from articles.loading.staging import StagingTables
from articles.loading.third_sources import store_sources


def stage_records(load: Load) -> StageOutcome:
    """Store authorities and third sources, and copy the texts into temporary tables.

    All authorities come before any text, so that a name means the same wherever in the input its
    record stands.
    """
    authorities = AuthorityResolver()
    outcomes = (
        authorities.apply_record(authority, place) for authority, place in load.spool.authorities
    )
    rejections = [problem for problem in outcomes if problem]
    third_sources = store_sources(load.spool.third_sources)
    rejections += third_sources.rejections
    authority_ids = {
        (kind, name): authorities.resolve_name(kind, name)
        for kind, name in load.spool.authority_names
    }
    staging = StagingTables()
    chunks = (
        ({name: authority_ids[name] for name in names}, texts)
        for names, texts in load.spool.read_chunks()
    )
    with load.progress.start_meter("staged", "records") as meter:
        for rows in load.workers.map(pack_rows, chunks):
            staging.copy_rows(rows.rows_by_kind)
            meter.advance(rows.count, (meter.done_count + rows.count) / load.spool.text_count)
    load.workers.stop_processes()  # frees memory: each has read the tables of cities
    return StageOutcome(authorities, third_sources, [*rejections, *staging.drop_conflicts()])


def land_records(load: Load, edition: NextEdition, stage_outcome: StageOutcome) -> LandOutcome:
    """Move the staged records into the tables as part of the edition."""
    texts = land_staged(edition.number, edition.after_number)
    authorities = stage_outcome.authorities
    findings = [*texts.kept_withdrawn, *authorities.find_problems()]
    outcome = LandOutcome(texts, authorities, stage_outcome.third_sources, findings)
    if outcome.has_changes:
        load.progress(f"stored {outcome.new:,} new and {outcome.changed:,} changed records")
    return outcome

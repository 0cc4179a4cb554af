"""What each step of a load returns, and how a report is put together from it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from articles.core.ids import ArticleId
from articles.core.problems import Problem
from articles.editions.rejected import RejectedRecords
from articles.editions.report import LoadReport
from articles.loading.authorities import AuthorityResolver
from articles.loading.landing import LandingCounts
from articles.loading.third_sources import StoredSources
from articles.loading.validating import ValidatedChunk
from articles.readers import Entry


@dataclass
class ReadOutcome:
    """What the input held; the good records themselves are in the load's spool."""

    records: int = 0
    rejections: list[Problem] = field(default_factory=list)
    rejected_records: RejectedRecords = field(default_factory=RejectedRecords)
    findings: list[Problem] = field(default_factory=list)

    def add(self, chunk: ValidatedChunk) -> None:
        """Count a validated chunk, and keep what it rejected."""
        self.records += chunk.entry_count
        self.rejections += chunk.problems
        self.findings += chunk.warnings
        for rejection in chunk.rejected:
            if rejection.line:
                self.rejected_records.add_line(rejection.line)
            elif isinstance(rejection, Entry):
                self.rejected_records.add_record(rejection.raw)


@dataclass(frozen=True)
class StageOutcome:
    """Authorities and third sources that are in their tables, and why records were not staged."""

    authorities: AuthorityResolver
    third_sources: StoredSources
    rejections: Sequence[Problem]


@dataclass(frozen=True)
class LandOutcome:
    """What a load changed in the tables."""

    texts: LandingCounts
    authorities: AuthorityResolver
    third_sources: StoredSources
    findings: Sequence[Problem]

    @property
    def new(self) -> int:
        """How many texts and third sources are new; authorities are not counted."""
        return self.texts.new + self.third_sources.new

    @property
    def changed(self) -> int:
        return self.texts.changed + self.third_sources.changed

    @property
    def unchanged(self) -> int:
        return self.texts.unchanged + self.third_sources.unchanged

    @property
    def has_changes(self) -> bool:
        return bool(self.new or self.changed or self.authorities.change_count)

    @property
    def moves_quotations(self) -> bool:
        """Whether older quotations may count for other agencies, authors or outlets now."""
        return bool(self.texts.changed or self.authorities.has_moved_agencies)


@dataclass(frozen=True)
class LinkOutcome:
    """What linking looked at, and what it found worth telling."""

    article_ids: Collection[ArticleId] = ()
    """Articles that were searched for quotations."""
    findings: Sequence[Problem] = ()


def assemble_report(
    read_outcome: ReadOutcome,
    stage_outcome: StageOutcome | None = None,
    land_outcome: LandOutcome | None = None,
    link_outcome: LinkOutcome | None = None,
) -> LoadReport:
    """Put together what each step returned; steps that were not reached are None."""
    return LoadReport(
        records=read_outcome.records,
        new_records=land_outcome.new if land_outcome else 0,
        changed_records=land_outcome.changed if land_outcome else 0,
        unchanged_records=land_outcome.unchanged if land_outcome else 0,
        authorities=land_outcome.authorities.change_count if land_outcome else 0,
        rejections=[*read_outcome.rejections, *(stage_outcome.rejections if stage_outcome else ())],
        rejected_records=read_outcome.rejected_records,
        findings=[
            *read_outcome.findings,
            *(land_outcome.findings if land_outcome else ()),
            *(link_outcome.findings if link_outcome else ()),
        ],
    )

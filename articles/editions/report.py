"""What a load read, stored and found: for people and for programs."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from articles.core.problems import Problem
from articles.core.text import format_count
from articles.editions.rejected import RejectedRecords
from articles.models import Edition


@dataclass(frozen=True)
class LoadReport:
    """The outcome of a load."""

    records: int = 0
    """Records read."""
    new_records: int = 0
    changed_records: int = 0
    unchanged_records: int = 0
    authorities: int = 0
    """Agencies, cities, outlets and authors created or changed."""
    rejections: Sequence[Problem] = ()
    rejected_records: RejectedRecords = field(default_factory=RejectedRecords)
    findings: Sequence[Problem] = ()
    traced_quotations: int | None = None
    """Quotations in the whole archive that were traced to a release; None if not counted."""
    untraced_quotations: int | None = None
    """Passages attributed to a release that isn't in the archive; None if not counted."""
    edition: Edition | None = None
    """None if nothing changed, and after a dry run."""

    @property
    def has_changes(self) -> bool:
        return bool(self.new_records or self.changed_records or self.authorities)

    @property
    def quotations(self) -> int:
        """How many quotations the whole archive has; 0 if not counted."""
        return (self.traced_quotations or 0) + (self.untraced_quotations or 0)

    @property
    def rejected_count(self) -> int:
        """How many records were rejected; each may have several problems."""
        return len({problem.location for problem in self.rejections})


class RejectedError(Exception):
    """A load stored nothing, because records were rejected."""

    def __init__(self, report: LoadReport) -> None:
        super().__init__(f"{format_count(len(report.rejections), 'problem')}; nothing was loaded")
        self.report = report


def report_lines(report: LoadReport) -> Iterator[str]:
    """Yield the report line by line."""
    yield from (f"rejected: {problem}" for problem in report.rejections)
    yield from (f"note: {problem}" for problem in report.findings)
    yield (
        f"{format_count(report.records, 'record')} read: {report.new_records:,} new, "
        f"{report.changed_records:,} changed, {report.unchanged_records:,} unchanged"
    )
    if report.traced_quotations is not None:
        yield f"Quotations in this archive: {describe_quotations(report)}"
    if report.edition:
        yield f"{report.edition}, digest {report.edition.digest}"
    elif not report.has_changes:
        yield "Nothing changed."


def describe_quotations(report: LoadReport) -> str:
    """Return how many quotations were traced to a release and how many were not, as words."""
    return (
        f"{report.traced_quotations or 0:,} traced to a release, "
        f"{report.untraced_quotations or 0:,} attributed to a release that isn't in this archive"
    )


def report_fields(report: LoadReport) -> dict[str, Any]:
    """Return the report for programs: counts, and each problem's place, field, value, reason."""
    return {
        "read": report.records,
        "new": report.new_records,
        "changed": report.changed_records,
        "unchanged": report.unchanged_records,
        "refused_records": report.rejected_count,
        "traced_quotations": report.traced_quotations,
        "untraced_quotations": report.untraced_quotations,
        "edition": report.edition.number if report.edition else None,
        "digest": report.edition.digest if report.edition else None,
        "refused": [_problem_fields(problem) for problem in report.rejections],
        "findings": [_problem_fields(problem) for problem in report.findings],
    }


def _problem_fields(problem: Problem) -> dict[str, str]:
    return {
        "where": problem.location,
        "field": problem.field,
        "value": problem.value,
        "reason": problem.reason,
    }


def write_report(report: LoadReport, path: Path) -> None:
    """Write the report for programs to a JSON file. Raises OSError."""
    text = json.dumps(report_fields(report), ensure_ascii=False, indent=1)
    path.write_text(f"{text}\n", "utf-8")

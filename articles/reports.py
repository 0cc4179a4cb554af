"""What a load read, landed and found, for people and for machines.

May import `models`, `loading` and `records`.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from articles.loading.landing import Landed
from articles.models import Edition
from articles.records import Problem


@dataclass
class Report:
    read: int = 0
    refused: list[Problem] = field(default_factory=list)
    refused_entries: list[dict[str, Any]] = field(default_factory=list)
    """What the refused records said, as it was read: to be mended and loaded again."""
    findings: list[Problem] = field(default_factory=list)
    landed: Landed = field(default_factory=Landed)
    authorities: int = 0
    """Agencies, cities, outlets and authors created or changed."""
    quotations: int = 0
    """In the whole archive."""
    edition: Edition | None = None
    """None where the archive already held everything, or nothing was to be landed."""

    @property
    def changed(self) -> bool:
        return bool(self.landed.new or self.landed.changed or self.authorities)

    @property
    def refused_records(self) -> int:
        return len({problem.where for problem in self.refused})


class RefusedError(Exception):
    """A load landed nothing, since records of it were refused."""

    def __init__(self, report: Report) -> None:
        super().__init__(f"{len(report.refused)} problems; nothing was loaded")
        self.report = report


def lines(report: Report) -> Iterator[str]:
    """The report, line by line."""
    yield from (f"refused: {problem}" for problem in report.refused)
    yield from (f"found: {problem}" for problem in report.findings)
    landed = report.landed
    yield (
        f"{report.read:,} {'record' if report.read == 1 else 'records'} read: {landed.new:,} new, "
        f"{landed.changed:,} changed, {landed.unchanged:,} held already"
    )
    if report.edition:
        yield f"{report.edition}, digest {report.edition.digest}"
    elif not report.changed:
        yield "Nothing changed."


def as_json(report: Report) -> dict[str, Any]:
    """The report for machines: counts, and each problem with its place, field, value and reason."""
    return {
        "read": report.read,
        "new": report.landed.new,
        "changed": report.landed.changed,
        "unchanged": report.landed.unchanged,
        "refused_records": report.refused_records,
        "edition": report.edition.number if report.edition else None,
        "digest": report.edition.digest if report.edition else None,
        "refused": [asdict(problem) for problem in report.refused],
        "findings": [asdict(problem) for problem in report.findings],
    }


def write(report: Report, path: Path) -> None:
    """Write the report for machines to a file. Raises OSError."""
    path.write_text(json.dumps(as_json(report), ensure_ascii=False, indent=1) + "\n", "utf-8")


def write_refused(report: Report, path: Path) -> None:
    """Write what the refused records said, one a line, to be mended. Raises OSError."""
    written = (json.dumps(entry, ensure_ascii=False) + "\n" for entry in report.refused_entries)
    path.write_text("".join(written), "utf-8", "backslashreplace")

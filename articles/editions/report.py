"""What a load read, landed and found, for people and for machines."""

import json
import shutil
import weakref
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import Any

from articles.core.problems import Problem
from articles.core.text import counted
from articles.loading.landing import Landed
from articles.models import Edition

_IN_MEMORY = 2**20
"""Bytes of refused records beyond which they wait on disk."""


class Refused:
    """What the refused records said, to be mended and loaded again; at constant memory."""

    def __init__(self) -> None:
        self._count = 0
        self._file = SpooledTemporaryFile[bytes](_IN_MEMORY)
        weakref.finalize(self, self._file.close)

    def __len__(self) -> int:
        return self._count

    def add(self, line: bytes) -> None:
        """Keep a line of a file as it stands there, without its end."""
        self._file.write(line + b"\n")
        self._count += 1

    def append(self, raw: dict[str, Any]) -> None:
        """Keep a record that was no line of a file, as one of the exchange format."""
        self.add(json.dumps(raw, ensure_ascii=False).encode("utf-8", "backslashreplace"))

    def write(self, path: Path) -> None:
        """Write all of it to a file, one record a line. Raises OSError."""
        self._file.seek(0)
        with path.open("wb") as file:
            shutil.copyfileobj(self._file, file)


@dataclass
class Report:
    read: int = 0
    refused: list[Problem] = field(default_factory=list)
    refused_entries: Refused = field(default_factory=Refused)
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
        super().__init__(f"{counted(len(report.refused), 'problem')}; nothing was loaded")
        self.report = report


def report_lines(report: Report) -> Iterator[str]:
    """The report, line by line."""
    yield from (f"refused: {problem}" for problem in report.refused)
    yield from (f"found: {problem}" for problem in report.findings)
    landed = report.landed
    yield (
        f"{counted(report.read, 'record')} read: {landed.new:,} new, "
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
        "refused": [_told(problem) for problem in report.refused],
        "findings": [_told(problem) for problem in report.findings],
    }


def _told(problem: Problem) -> dict[str, str]:
    return {name: value for name, value in asdict(problem).items() if name != "line"}


def write_report(report: Report, path: Path) -> None:
    """Write the report for machines to a file. Raises OSError."""
    path.write_text(json.dumps(as_json(report), ensure_ascii=False, indent=1) + "\n", "utf-8")

"""Files read and checked, before the database is touched."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from articles.core.problems import Problem
from articles.core.progress import Progress
from articles.core.workers import Workers
from articles.editions.report import Report
from articles.loading.spool import Spool
from articles.loading.validating import Judged, Terms, judge
from articles.readers import Entry, Share, files, shares
from articles.readers.chunks import Taken
from articles.readers.mapping import Mapping


@dataclass(frozen=True)
class Input:
    """What a load is asked to bring in."""

    paths: Sequence[Path]
    """Files and folders."""
    maps: Sequence[Mapping] = ()
    accept_good: bool = False
    """Whether good records land where others are refused."""
    fiction: bool = False
    """Whether every text is a made-up sample."""
    format: str | None = None
    """What every file is read as; None: what each begins with."""
    dry_run: bool = False
    """Whether to report only, and leave everything as it is."""


def take_in(
    given: Input, spool: Spool, report: Report, workers: Workers, progress: Progress
) -> None:
    """Read everything; what is good goes to the spool, what is not into the report."""
    found = list(files(given.paths))
    total = sum(path.stat().st_size for path in found if isinstance(path, Path) and path.exists())
    terms = Terms(given.fiction, [f"{path.parent}/" for path in given.paths])
    with progress.over("read", "records") as meter:
        reading = _Reading(found, given)
        for judged in workers.map(partial(judge, terms=terms), reading):
            spool.add(judged)
            _tell(judged, report)
            meter.advance(judged.read, reading.taken / (total or 1))


class _Reading:
    """The shares of all files, and how many bytes of them were taken so far."""

    def __init__(self, found: Sequence[Path | Problem], given: Input) -> None:
        self.taken = 0
        self._found = found
        self._given = given

    def __iter__(self) -> Iterator[Share]:
        for path in self._found:
            for share in self._shares(path):
                self.taken += share.size
                yield share

    def _shares(self, path: Path | Problem) -> Iterator[Share]:
        if isinstance(path, Problem):
            return iter([Taken([path])])
        return shares(path, self._given.maps, self._given.format)


def _tell(judged: Judged, report: Report) -> None:
    report.read += judged.read
    report.refused += judged.refused
    report.findings += judged.findings
    for kept in judged.kept:
        if kept.line:
            report.refused_entries.add(kept.line)
        elif isinstance(kept, Entry):
            report.refused_entries.append(kept.raw)

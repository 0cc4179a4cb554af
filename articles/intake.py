"""Files read and checked, before the database is touched.

May import `readers`, `loading` and `reports`.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from articles import records
from articles.datelines import dateline
from articles.loading.oddities import oddities
from articles.loading.spool import Spool
from articles.readers import Entry, entries, files
from articles.readers.mapping import Mapping
from articles.records import Problem
from articles.reports import Report

type Say = Callable[[str], None]

_PROGRESS = 5000
"""Records between two lines of progress."""


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


def take_in(given: Input, spool: Spool, report: Report, say: Say) -> None:
    """Read everything; what is good goes to the spool, what is not into the report."""
    for entry in _entries(given):
        if isinstance(entry, Problem):
            report.refused.append(entry)
            continue
        report.read += 1
        if report.read % _PROGRESS == 0:
            say(f"read {report.read:,} records")
        _judge(entry, given, spool, report)


def _entries(given: Input) -> Iterator[Entry | Problem]:
    for path in files(given.paths):
        if isinstance(path, Problem):
            yield path
        else:
            yield from entries(path, given.maps, given.format)


def _judge(entry: Entry, given: Input, spool: Spool, report: Report) -> None:
    record = records.check(entry.raw, entry.where)
    if isinstance(record, list):
        report.refused += record
        report.refused_entries.append(entry.raw)
        return
    report.findings += [Problem(entry.where, "", "", finding) for finding in entry.findings]
    report.findings += oddities(record, entry.where)
    if isinstance(record, records.Release) and not record.city:
        record = _placed(record)
    if isinstance(record, records.Release | records.Article):
        known = {
            "fiction": record.fiction or given.fiction,
            "provenance": _origin(record, entry, given),
        }
        record = record.model_copy(update=known)
    spool.add(record, entry.where)


def _placed(release: records.Release) -> records.Release:
    """With the city of its dateline, where the gazetteer knows it."""
    found = dateline(release.text)
    city = found.city.key if found and found.city else None
    return release.model_copy(update={"city": city})


def _origin(
    record: records.Release | records.Article, entry: Entry, given: Input
) -> records.Provenance:
    """What the record itself says of where it comes from, else where it was read."""
    return record.provenance or records.Provenance(
        source=_named_from(given.paths, entry.where)[-1000:],
        reader=entry.reader,
        captured=entry.captured or "",
        payload_digest=entry.payload_digest or "",
    )


def _named_from(paths: Sequence[Path], where: str) -> str:
    """`where` without the folders above the path that was named: they are this machine's."""
    for path in paths:
        above = f"{path.parent}/"
        if where.startswith(above):
            return where.removeprefix(above)
    return where

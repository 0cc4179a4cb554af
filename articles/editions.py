"""A load from start to end: read, check, load, link, catalogue, swap.

May import everything up to `catalog`; commands call it, views never do.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.db import connection, transaction

from articles import exchange, records, stated
from articles.catalog import store
from articles.linking import affected, link
from articles.loading.authorities import Authorities
from articles.loading.landing import Landed, land
from articles.loading.oddities import oddities
from articles.loading.spool import Spool
from articles.loading.staging import Staging
from articles.models import Article, Edition, PressRelease, Quotation
from articles.quoting.announcements import unanswered
from articles.readers import Entry, entries, files
from articles.readers.mapping import Mapping
from articles.records import Problem
from articles.text import digest

type Say = Callable[[str], None]

_LOCK = 0x426C6F636B71
"""The advisory lock that a load holds in PostgreSQL."""
_PROGRESS = 5000
"""Records between two lines of progress."""


@dataclass
class Report:
    """What a load read, landed and found."""

    read: int = 0
    refused: list[Problem] = field(default_factory=list)
    findings: list[Problem] = field(default_factory=list)
    landed: Landed = field(default_factory=lambda: Landed(0, 0, 0))
    authorities: int = 0
    """Agencies, cities, outlets and authors created or changed."""
    quotations: int = 0
    """In the whole archive."""
    edition: Edition | None = None
    """None where the archive already held everything."""

    @property
    def changed(self) -> bool:
        return bool(self.landed.new or self.landed.changed or self.authorities)


class RefusedError(Exception):
    """A load landed nothing, since records of it were refused."""

    def __init__(self, report: Report) -> None:
        super().__init__(f"{len(report.refused)} problems; nothing was loaded")
        self.report = report


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


def load(given: Input, say: Say) -> Report:
    """Load files and folders as one edition, in one transaction.

    Raises RefusedError where a record is refused and only the good ones are not accepted.
    """
    report = Report()
    with Spool() as spool:
        _read(given, spool, report, say)
        _refuse(report, given)
        with _alone(say):
            with transaction.atomic():
                build = _land(spool, given, report, say)
            if build:
                store.swap_in(build)
    return report


def ensure_catalog(say: Say) -> None:
    """Rebuild the catalog where it is missing, broken or of another edition."""
    with _alone(say):
        edition = Edition.objects.current()
        if edition and not store.is_current(edition):
            say("building the catalog")
            store.swap_in(store.build(edition, say))


def _refuse(report: Report, given: Input) -> None:
    if report.refused and not given.accept_good:
        raise RefusedError(report)


def _read(given: Input, spool: Spool, report: Report, say: Say) -> None:
    for entry in _entries(given):
        if isinstance(entry, Problem):
            report.refused.append(entry)
            continue
        report.read += 1
        if report.read % _PROGRESS == 0:
            say(f"read {report.read:,} records")
        record = records.check(entry.raw, entry.where)
        if given.fiction and isinstance(record, records.Release | records.Article):
            record = record.model_copy(update={"fiction": True})
        if isinstance(record, list):
            report.refused += record
        else:
            report.findings += oddities(record, entry.where)
            spool.add(record, entry.where)


def _entries(given: Input) -> Iterator[Entry | Problem]:
    for path in files(given.paths):
        if isinstance(path, Problem):
            yield path
        else:
            yield from entries(path, given.maps)


@contextmanager
def _alone(say: Say) -> Iterator[None]:
    """While no other process loads, rebuilds the catalog or exports.

    The lock is the session's: the server lets go of it when the process dies.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
        if not cursor.fetchone()[0]:
            say("another load is under way; waiting for it to end")
            cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
    try:
        yield
    finally:
        if connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


@contextmanager
def standing_still() -> Iterator[None]:
    """A transaction during which no load lands."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [_LOCK])
        yield


def _land(spool: Spool, given: Input, report: Report, say: Say) -> Path | None:
    """Land what was read as the next edition; returns its catalog, not yet swapped in."""
    before = Edition.objects.current()
    number = before.number + 1 if before else 1
    authorities = Authorities()
    report.refused += _stage(spool, authorities)
    _refuse(report, given)
    report.landed = land(number)
    report.authorities = authorities.changed
    if not report.changed:
        return None
    say(f"landed {report.landed.new:,} new and {report.landed.changed:,} changed texts")
    report.findings += _link(number, authorities)
    report.quotations = Quotation.objects.count()
    say(f"linked: {report.quotations:,} quotations in the archive")
    report.edition = _edition(number, given, report)
    return store.build(report.edition, say)


def _stage(spool: Spool, authorities: Authorities) -> list[Problem]:
    taken = (authorities.take(authority, where) for authority, where in spool.authorities)
    problems = [problem for problem in taken if problem]
    staging = Staging(authorities)
    for record, where in spool.texts():
        staging.add(record, where)
    return [*problems, *staging.finish()]


def _link(number: int, authorities: Authorities) -> list[Problem]:
    link(affected(number))
    return [*stated.settle(number, authorities), *_unanswered(number)]


def _unanswered(number: int) -> Iterator[Problem]:
    """The announcements of a press release, in what the edition brought, that nothing follows."""
    brought = Article.objects.filter(edition_id=number).only("key", "text")
    for article in brought.prefetch_related("quotations").iterator(exchange.CHUNK):
        quoted = [quotation.in_article for quotation in article.quotations.all()]
        for paragraph in unanswered(article.text, quoted):
            reason = f"paragraph {paragraph} announces a press release which no record matches"
            yield Problem(article.key, "text", "", reason)


def _edition(number: int, given: Input, report: Report) -> Edition:
    counts = {
        "read": report.read,
        "new": report.landed.new,
        "changed": report.landed.changed,
        "unchanged": report.landed.unchanged,
        "refused": len({problem.where for problem in report.refused}),
        "articles": Article.objects.count(),
        "releases": PressRelease.objects.count(),
        "quotations": report.quotations,
        "fiction": Article.objects.filter(fiction=True).exists()
        or PressRelease.objects.filter(fiction=True).exists(),
    }
    return Edition.objects.create(
        number=number,
        digest=_edition_digest(),
        sources=[path.name for path in given.paths],
        counts=counts,
        findings=[str(problem) for problem in [*report.refused, *report.findings]],
    )


def _edition_digest() -> str:
    """SHA-256 over the digest of every record, in order of kind and key."""
    whole = hashlib.sha256()
    for authority in exchange.authorities():
        whole.update(digest(records.line(authority)).encode())
    held = (PressRelease.objects.filter(known_by_quotation=False), Article.objects.all())
    for texts in held:
        for known in texts.order_by("key").values_list("digest", flat=True).iterator():
            whole.update((known or "").encode())
    return whole.hexdigest()


def summary(report: Report) -> Iterator[str]:
    """The report of a load that landed, line by line."""
    yield from (f"refused: {problem}" for problem in report.refused)
    yield from (f"found: {problem}" for problem in report.findings)
    landed = report.landed
    yield (
        f"{report.read:,} records read: {landed.new:,} new, {landed.changed:,} changed, "
        f"{landed.unchanged:,} held already"
    )
    if report.edition is None:
        yield "Nothing changed."
    else:
        yield f"{report.edition}, digest {report.edition.digest}"

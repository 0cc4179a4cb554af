"""Everything that makes an edition: a load from start to end, a withdrawal, a merger."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from django.db import DatabaseError, InterfaceError, connection, transaction

from articles.catalog.index import builds
from articles.core.problems import Problem
from articles.core.progress import Progress
from articles.core.workers import Workers
from articles.editions.manifest import next_number, sealed
from articles.editions.read_input import Input, take_in
from articles.editions.relate import forget, relate
from articles.editions.report import RefusedError, Report
from articles.exchange import from_models, schema
from articles.linking import profile_figures
from articles.loading import merging
from articles.loading.authorities import Authorities
from articles.loading.landing import Landed, land
from articles.loading.rows import packed
from articles.loading.spool import Spool
from articles.loading.staging import Staging
from articles.loading.validating import Judged
from articles.models import Article, Edition, PressRelease, Quotation, text_numbers

_LOCK = 0x426C6F636B71
"""The advisory lock that a load holds in PostgreSQL."""


@dataclass(frozen=True)
class _Work:
    """A load under way: what it is asked, what it found, who does it, and what it tells."""

    given: Input
    report: Report
    workers: Workers
    say: Progress


def load(given: Input, say: Progress) -> Report:
    """Load files and folders as one edition, in one transaction.

    Raises RefusedError where a record is refused and only the good ones are not accepted.
    """
    report = Report()
    with Spool() as spool, Workers() as workers:
        take_in(given, spool, report, workers, say)
        _refuse(report, given)
        _bring(spool, _Work(given, report, workers, say))
    return report


def withdraw(key: str, reason: str, say: Progress) -> Report:
    """Withdraw the article or release of that key: its page becomes a tombstone with the reason.

    The text stays kept as an earlier version. Raises LookupError where no such record stands.
    """
    found: list[schema.Release | schema.Article] = [
        *from_models.releases(PressRelease.objects.standing().filter(key=key)),
        *from_models.articles(Article.objects.standing().filter(key=key)),
    ]
    if len(found) != 1:
        raise LookupError(f"{len(found) or 'no'} records stand under the key {key!r}")
    given = Input([Path(f"withdrawal of {key}")])
    report, judged = Report(read=1), Judged()
    judged.take(found[0].model_copy(update={"withdrawn": reason}), key)
    with Spool() as spool, Workers() as workers:
        spool.add(judged)
        _bring(spool, _Work(given, report, workers, say))
    return report


def merge(kind: str, keep: str, drop: str, say: Progress) -> Report:
    """Make the authority `drop` (a key) an alias of `keep`, as an edition of its own.

    Raises LookupError where one of the two is not known, ValueError where they are one already.
    """
    report = Report(authorities=1)
    with _alone(say):
        with transaction.atomic():
            number = next_number()
            changed = merging.merge(kind, keep, drop, number)
            report.landed = Landed(changed=changed)
            profile_figures.keep()
            given = Input([Path(f"merger of {drop} into {keep}")])
            build = _close(number, given, report, say)
        if build:
            builds.swap_in(build)
    return report


def relink(say: Progress, *, everything: bool) -> Report:
    """Link the texts that are in no index yet, or all of them anew, as an edition of its own."""
    report = Report()
    with _alone(say), Workers() as workers:
        with transaction.atomic():
            number, since = next_number(), 0 if everything else text_numbers.last()
            if everything:
                forget()
            text_numbers.number_rest(since)
            if text_numbers.last() == since:
                return report
            work = _Work(Input([Path("linking")]), report, workers, say)
            build = _relate(number, since, Authorities(), work)
        if build:
            builds.swap_in(build)
    return report


def _bring(spool: Spool, work: _Work) -> None:
    """Land what was read, alone and whole; on a dry run all of it is undone."""
    with _alone(work.say):
        with transaction.atomic():
            build = _land(spool, work)
            transaction.set_rollback(work.given.dry_run)
        if build:
            builds.swap_in(build)
    if work.given.dry_run:
        work.report.edition = None


def ensure_catalog(say: Progress, *, anew: bool = False) -> None:
    """Rebuild the catalog where it is missing, broken or of another edition, or in any case."""
    with _alone(say):
        edition = Edition.objects.current()
        if edition and (anew or not builds.is_current(edition)):
            say("building the catalog")
            build = builds.build_anew if anew else builds.build
            builds.swap_in(build(edition, say))


def _refuse(report: Report, given: Input) -> None:
    if report.refused and not given.accept_good:
        raise RefusedError(report)


@contextmanager
def _alone(say: Progress) -> Iterator[None]:
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
        with suppress(DatabaseError, InterfaceError), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


@contextmanager
def standing_still() -> Iterator[None]:
    """A transaction during which no load lands."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [_LOCK])
        yield


def _land(spool: Spool, work: _Work) -> Path | None:
    """Land what was read as the next edition; returns its catalog, not yet swapped in."""
    number, since = next_number(), text_numbers.last()
    authorities, report = Authorities(), work.report
    report.refused += _stage(spool, authorities, work)
    _refuse(report, work.given)
    report.landed = land(number, since)
    report.findings += [*report.landed.left, *authorities.near_matches()]
    report.authorities = authorities.changed
    if not report.changed:
        return None
    work.say(f"landed {report.landed.new:,} new and {report.landed.changed:,} changed texts")
    return _relate(number, since, authorities, work)


def _relate(number: int, since: int, authorities: Authorities, work: _Work) -> Path | None:
    """Link what is new, and close the edition; returns its catalog, not yet swapped in."""
    linked, odd = relate(number, since, authorities, work.workers, work.say)
    work.report.findings += odd
    work.workers.stop()
    if work.report.landed.changed or authorities.moved:
        profile_figures.keep()
    return _close(number, work.given, work.report, work.say, linked)


def _close(
    number: int, given: Input, report: Report, say: Progress, linked: Collection[int] = ()
) -> Path | None:
    """Number and digest what is now held, and catalogue it; on a dry run it's undone anyway.

    `linked` are the articles (by id) that were looked at for quotations.
    """
    report.quotations = Quotation.objects.count()
    say(f"linked: {report.quotations:,} quotations in the archive")
    report.edition = sealed(number, given, report)
    return None if given.dry_run else builds.build(report.edition, say, linked)


def _stage(spool: Spool, authorities: Authorities, work: _Work) -> list[Problem]:
    taken = (authorities.take(authority, where) for authority, where in spool.authorities)
    problems = [problem for problem in taken if problem]
    known = {(kind, name): authorities.known(kind, name) for kind, name in spool.names}
    staging = Staging()
    chunks = (({name: known[name] for name in names}, texts) for names, texts in spool.chunks())
    with work.say.over("staged", "records") as meter:
        for some in work.workers.map(packed, chunks):
            staging.add(some.rows)
            meter.advance(some.count, (meter.done + some.count) / spool.texts)
    work.workers.stop()  # with them goes what they know of cities and dates
    return [*problems, *staging.finish()]

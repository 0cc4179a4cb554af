"""Which releases an article may quote: those that share a fingerprint with it.

May import `texts`, `indexing` and `postings`.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack

import numpy as np

from articles.linking import texts
from articles.linking.indexing import New, printed
from articles.linking.likely import Candidates, met_by_date
from articles.postings.entries import Entries, Sorter, unpaired
from articles.postings.joining import sharing
from articles.workers import Workers

MOST = 50
"""Releases of one article that are looked at: those that share the most, and all that share as
much as the last of them."""
LEAST = 1 / 8
"""What a release must share at least, where a fingerprint counts as one by how many releases have
it: one that eight have, two that sixteen have. Less is a turn of phrase."""
_ANY = 2**31


def candidates(
    new: New, touched: Iterable[int], also: Iterable[int], workers: Workers
) -> Iterator[Candidates]:
    """Of each article that may have other quotations now, in the order of their numbers.

    `touched` are the numbers of releases held before that changed in anything but their text,
    `also` those of articles to look at whatever they share.
    """
    with ExitStack() as stack:
        entries, pairs = stack.enter_context(Sorter()), stack.enter_context(Sorter())
        older = sorted({*_meeting(new, list(touched), workers), *also})
        for found in printed("article", texts.numbered("article", older), workers):
            entries.add(found.fingerprints)
            new.naming.update(found.naming)
        for articles in (new.articles, entries):
            for some in sharing(articles.chunks(), "release"):
                pairs.add(some)
        others = sorted({*older, *new.announcing, *new.naming})
        yield from _with_others(_grouped(pairs.chunks()), others)


def _meeting(new: New, touched: Sequence[int], workers: Workers) -> set[int]:
    """The articles held before that share something with a release that is new or changed."""
    with Sorter() as changed:
        for found in printed("release", texts.numbered("release", touched), workers):
            changed.add(found.fingerprints)
        met = met_by_date(new.since, touched)
        for releases in (new.releases, changed):
            for pairs in sharing(releases.chunks(), "article", _ANY):
                articles = np.unique(unpaired(pairs)[1])
                met.update(articles[articles <= new.since].tolist())
        return met


def _grouped(pairs: Iterable[Entries]) -> Iterator[Candidates]:
    """Sorted pairs by their first number: each with the second ones that it shares most with."""
    held = np.empty(0, np.uint64)
    for some in pairs:
        whole = np.concatenate([held, some])
        last = np.searchsorted(unpaired(whole)[0], unpaired(whole[-1:])[0][0])
        yield from _groups(whole[:last])
        held = whole[last:]
    yield from _groups(held)


def _groups(pairs: Entries) -> Iterator[Candidates]:
    articles, releases, common = unpaired(pairs)
    starts = np.flatnonzero((np.diff(articles) != 0) | (np.diff(releases) != 0)) + 1
    starts = np.concatenate([[0], starts])[: len(pairs)]
    shared = np.add.reduceat(1 / common, starts) if len(pairs) else np.empty(0)
    kept = starts[shared >= LEAST]
    shared, articles, releases = shared[shared >= LEAST], articles[kept], releases[kept]
    ends = np.flatnonzero(np.diff(articles)) + 1
    for article, some, score in zip(
        articles[np.concatenate([[0], ends])[: len(articles)]].tolist(),
        np.split(releases, ends),
        np.split(shared, ends),
        strict=False,
    ):
        least = np.sort(score)[-MOST] if len(score) > MOST else 0
        yield article, some[score >= least].tolist()


def _with_others(found: Iterable[Candidates], others: Sequence[int]) -> Iterator[Candidates]:
    """The groups, and where they belong among them those numbers that no group is of."""
    waiting = iter([*others, _ANY])
    other = next(waiting)
    for article, releases in found:
        while other < article:
            yield other, []
            other = next(waiting)
        if other == article:
            other = next(waiting)
        yield article, releases
    yield from ((one, []) for one in [other, *waiting] if one < _ANY)

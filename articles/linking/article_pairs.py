"""Which releases share a fingerprint with an article."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack

import numpy as np

from articles.core.workers import Workers
from articles.linking import indexed_texts
from articles.linking.index.entries import Entries, Sorter, unpaired
from articles.linking.index.grouping import Met, grouped
from articles.linking.index.join import sharing
from articles.linking.indexing import New, printed
from articles.linking.recent_releases import met_by_date

_ANY = 2**31
_NONE: Entries = np.empty(0, np.uint64)


def candidates(
    new: New, touched: Sequence[int], also: Sequence[int], workers: Workers
) -> Iterator[Met]:
    """For each article that may have other quotations now, in the order of their numbers.

    `touched` are the numbers of releases held before that changed in anything but their text,
    `also` those of articles to look at whatever they share.
    """
    with ExitStack() as stack:
        entries, pairs = stack.enter_context(Sorter()), stack.enter_context(Sorter())
        older = sorted({*_meeting(new, touched, workers), *also})
        for found in printed(
            "article", indexed_texts.numbered("article", older), new.agencies, workers
        ):
            entries.add(found.fingerprints)
            new.naming.update(found.naming)
        for articles in (new.articles, entries):
            for some in sharing(articles.chunks(), "release"):
                pairs.add(some)
        others = sorted({*older, *new.announcing, *new.naming})
        yield from _with_others(grouped(pairs.chunks()), others)


def _meeting(new: New, touched: Sequence[int], workers: Workers) -> set[int]:
    """The articles held before that share something with a release that is new or changed."""
    if not (touched or new.brought["release"]):
        return set()
    with Sorter() as changed:
        held = indexed_texts.numbered("release", touched)
        for found in printed("release", held, new.agencies, workers):
            changed.add(found.fingerprints)
        met = met_by_date(new.since, touched)
        for releases in (new.releases, changed):
            for pairs in sharing(releases.chunks(), "article", _ANY):
                articles = np.unique(unpaired(pairs)[1])
                met.update(articles[articles <= new.since].tolist())
        return met


def _with_others(found: Iterable[Met], others: Sequence[int]) -> Iterator[Met]:
    """The groups, and where they belong among them those numbers that no group is of."""
    waiting = iter([*others, _ANY])
    other = next(waiting)
    for article, pairs in found:
        while other < article:
            yield other, _NONE
            other = next(waiting)
        if other == article:
            other = next(waiting)
        yield article, pairs
    yield from ((one, _NONE) for one in [other, *waiting] if one < _ANY)

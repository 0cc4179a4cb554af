"""Which releases have enough in common with an article to be read beside it.

Told from the article and the fingerprints that both have; no release is looked at. May import
siblings.
"""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from articles.quoting import strength
from articles.quoting.claims import Article
from articles.quoting.fingerprints import GRAM, SURE, sites, tags
from articles.quoting.words import Flags, Numbers, Places

BEYOND = SURE - GRAM
"""Words before and after a common fingerprint that may be common as well without another one."""
REACH = 20
"""Words from one common fingerprint to the next within which both may be of one quotation."""
LEAST = 1 / 8
"""What a release must share at least, where a fingerprint counts as one by how many releases have
it: one that eight have, two that sixteen have. Less is a turn of phrase."""
MOST = 50
"""Releases of one article that are looked at: those that share most with it, and all that share as
much as the last of them."""
SLACK = 2.0
"""What the score of a passage may be more than its fingerprints tell."""
LESS = 0.3
"""The share of another release's run that a run within it is, if it is not worth a look."""


class Run(NamedTuple):
    """Words of an article that a release seems to have: from one to before another, by place.

    `prints` is how many fingerprints say so.
    """

    release: int
    first: int
    end: int
    prints: int


def runs(article: Article, releases: Numbers, shared: Numbers) -> list[Run]:
    """The runs of words that may be (parts of) quotations.

    The article and the release `releases[i]` have a fingerprint with the tag `shared[i]`.
    """
    release, place = _met(article, releases, shared)
    if not len(place):
        return []
    passages = np.concatenate(([0], np.flatnonzero(_parted(release, place, REACH)) + 1))
    kept = _promising(article, place, passages) & _heavy(release, place)[passages]
    chosen = np.repeat(kept, np.diff(passages, append=len(place)))
    return _runs(release[chosen], place[chosen])


def _met(article: Article, releases: Numbers, shared: Numbers) -> tuple[Numbers, Places]:
    """Releases, and the places where they share a fingerprint; both in order, each couple once."""
    prints, places = sites(article.text.words.hashes)
    own = tags(prints)
    order = np.argsort(own, kind="stable")
    own, places = own[order], places[order]
    first = np.searchsorted(own, shared)
    counts = np.searchsorted(own, shared, "right") - first
    nth = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    couples = np.unique(
        (np.repeat(releases, counts) << np.uint64(32))
        | places[np.repeat(first, counts) + nth].astype(np.uint64)
    )
    return couples >> np.uint64(32), (couples & np.uint64(2**32 - 1)).astype(np.int64)


def _parted(release: Numbers, place: Places, reach: int) -> Flags:
    parted: Flags = (np.diff(release) != 0) | (np.diff(place) > reach)
    return parted


def _heavy(release: Numbers, place: Places) -> Flags:
    """Whether what the release shares is more than a turn of phrase."""
    starts = np.concatenate(([0], np.flatnonzero(np.diff(release)) + 1))
    weights = np.add.reduceat(1 / np.bincount(place)[place], starts)
    return np.repeat(weights >= LEAST, np.diff(starts, append=len(place)))


def _promising(article: Article, place: Places, passages: Places) -> Flags:
    """Whether the words of each passage could be a quotation's; they begin at `passages`."""
    words = article.text.words
    first, end = np.maximum(place - BEYOND, 0), np.minimum(place + GRAM + BEYOND, len(words))
    before = np.concatenate(([0], end[:-1]))
    before[passages] = 0
    names, others = strength.kinds(article.text)
    fresh = np.maximum(first, before)
    score = np.minimum(
        strength.NAME * np.add.reduceat(_within(names, fresh, end), passages), strength.NAMES
    ) + np.add.reduceat(_within(others, fresh, end), passages)
    last = np.concatenate((passages[1:], [len(place)])) - 1
    first, end = first[passages], end[last]
    begins = _within(article.pauses, first, np.minimum(first + BEYOND + 1, len(words)))
    ends = _within(article.pauses, np.maximum(end - BEYOND, 0), end + 1)
    both, either = (begins > 0) & (ends > 0), (begins > 0) | (ends > 0)
    bounds = both.astype(np.int64) + either
    least = np.where(_within(article.quoted, first, end) > 0, strength.MARKED, strength.UNMARKED)
    sentence = both & (end - first >= strength.SENTENCE)
    promising: Flags = (score > 0) & (score + strength.END * bounds >= least - SLACK)
    promising |= sentence
    return promising


def _within(flags: Flags, first: Places, end: Places) -> Places:
    """How many of the flags are set from one place to before another."""
    sums = np.concatenate(([0], np.cumsum(flags)))
    counts: Places = sums[end] - sums[first]
    return counts


def _runs(release: Numbers, place: Places) -> list[Run]:
    if not len(place):
        return []
    starts = np.concatenate(([0], np.flatnonzero(_parted(release, place, BEYOND + 1)) + 1))
    last = np.concatenate((starts[1:], [len(place)])) - 1
    columns = release[starts], place[starts], place[last] + GRAM, last - starts + 1
    return [Run(*row) for row in zip(*(column.tolist() for column in columns), strict=True)]


def worth_reading(found: Iterable[Run]) -> set[int]:
    """The releases of those runs of which no other release has far more; `MOST` or so at most.

    One that has far less is neither the source of the passage nor another release that holds it.
    """
    kept: list[Run] = []
    prints: Counter[int] = Counter()
    for run in sorted(found, key=lambda one: -one.prints):
        if not any(_has_more(one, run) for one in kept):
            prints[run.release] += run.prints
            kept.append(run)
    least = min(count for _, count in prints.most_common(MOST)) if prints else 0
    return {release for release, count in prints.items() if count >= least}


def _has_more(one: Run, other: Run) -> bool:
    within = one.first - BEYOND <= other.first and other.end <= one.end + BEYOND
    return within and other.prints < LESS * one.prints

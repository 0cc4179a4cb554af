"""Which releases have enough in common with an article to be read beside it.

Told from the article and the fingerprints that both have; no release is looked at. May import
siblings.
"""

from collections import Counter
from collections.abc import Container, Sequence
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from articles.core.arrays import expand_ranges, run_starts
from articles.quoting.alignment import scoring
from articles.quoting.alignment.boundaries import CHANCE
from articles.quoting.alignment.seeds import Text
from articles.quoting.attribution import boilerplate
from articles.quoting.attribution.matches import REMOTE, Article
from articles.quoting.text.fingerprints import GRAM, SURE, sites, tags
from articles.quoting.text.tokens import Flags, Numbers, Places

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
UNSEEN = 3.0
"""What the score of a passage may be more than its fingerprints tell: a changed word hides five."""
LESS, LESS_OF_SENTENCES = boilerplate.FORMULA, boilerplate.SENTENCE
"""The share of another release's run that a run within it is, if it is not worth a look; where the
other run is of whole sentences."""


class Run(NamedTuple):
    """Words of an article that a release seems to have: from one to before another, by place.

    `prints` is how many fingerprints say so; `whole`, whether they are whole sentences; `strong`,
    whether the passage could be quoted even from a release that is remote.
    """

    release: int
    first: int
    end: int
    prints: int
    whole: bool
    strong: bool

    def meets(self, other: "Run") -> bool:
        return self.first < other.end and other.first < self.end


def runs(article: Article, releases: Numbers, shared: Numbers) -> list[Run]:
    """The runs of words that may be (parts of) quotations.

    The article and the release `releases[i]` have a fingerprint with the tag `shared[i]`.
    """
    release, place = _heavy(*_met(article, releases, shared))
    if not len(place):
        return []
    first = _firsts(release, place, REACH)
    ranks = np.repeat(_ranks(article, place, first), np.diff(first, append=len(place)))
    chosen = ranks > 0
    return _runs(article.text, release[chosen], place[chosen], ranks[chosen] > 1)


def _met(article: Article, releases: Numbers, shared: Numbers) -> tuple[Numbers, Places]:
    """Releases, and the places where they share a fingerprint; both in order, each couple once."""
    prints, places = sites(article.text.words.hashes)
    own = tags(prints)
    order = np.argsort(own, kind="stable")
    own, places = own[order], places[order]
    first = np.searchsorted(own, shared)
    counts = np.searchsorted(own, shared, "right") - first
    couples = np.unique(
        (np.repeat(releases, counts) << np.uint64(32))
        | places[expand_ranges(first, counts)].astype(np.uint64)
    )
    return couples >> np.uint64(32), (couples & np.uint64(2**32 - 1)).astype(np.int64)


def _firsts(release: Numbers, place: Places, reach: int) -> Places:
    """Where a passage begins: at another release, or further than `reach` from the place before."""
    parted = (np.diff(release) != 0) | (np.diff(place) > reach)
    return np.concatenate(([0], np.flatnonzero(parted) + 1))[: len(place)]


def _heavy(release: Numbers, place: Places) -> tuple[Numbers, Places]:
    """Without the releases that share no more than a turn of phrase."""
    weights = 1 / np.bincount(place)[place]
    starts = run_starts(release)
    whole = np.add.reduceat(weights, starts) if len(starts) else weights
    kept = np.repeat(whole >= LEAST, np.diff(starts, append=len(place)))
    return release[kept], place[kept]


def _ranks(article: Article, place: Places, passages: Places) -> Places:
    """How likely each passage is a quotation; they begin at `passages`.

    0 where its words could be none, 1 where they could be one unless the release is remote, else 2.
    """
    scores = _scores(article, place, passages)
    first, end = place[passages], place[np.append(passages[1:], len(place)) - 1] + GRAM
    least = np.where(_within(article.quoted, first, end) > 0, scoring.MARKED, scoring.UNMARKED)
    long = end - first + 2 * BEYOND >= scoring.SENTENCE
    ranks = np.zeros(len(passages), np.int64)
    for times in (1, REMOTE):
        lacking = np.where(scores > 0, times * least - UNSEEN - scores, np.inf)
        possible = np.flatnonzero((lacking <= 2 * scoring.END) | long)
        columns = (column[possible].tolist() for column in (lacking, first, end, long))
        may_be = (_may_be_quotation(article.text, *row) for row in zip(*columns, strict=True))
        ranks[possible] += np.fromiter(may_be, np.int64, len(possible))
    return ranks


def _scores(article: Article, place: Places, passages: Places) -> NDArray[np.float64]:
    """What the words tell that may be common, each of them once in each passage."""
    first = np.maximum(place - BEYOND, 0)
    end = np.minimum(place + GRAM + BEYOND, len(article.text.words))
    before = np.concatenate(([0], end[:-1]))
    before[passages] = 0
    names, others = (
        np.add.reduceat(_within(flags, np.maximum(first, before), end), passages)
        for flags in scoring.kinds(article.text)
    )
    return np.minimum(scoring.NAME * names, scoring.NAMES) + others


def _may_be_quotation(text: Text, lacking: float, first: int, end: int, long: bool) -> bool:
    """Whether it could be one if it began and ended as near to its bounds as it may.

    `lacking` is what its score is short of.
    """
    begins, ends = _begins(text, first), _ends(text, end)
    return (begins and ends and long) or scoring.END * (begins + ends) >= lacking


def _within(flags: Flags, first: Places, end: Places) -> Places:
    """How many of the flags are set from one place to before another."""
    sums = np.concatenate(([0], np.cumsum(flags)))
    counts: Places = sums[end] - sums[first]
    return counts


def _runs(text: Text, release: Numbers, place: Places, strong: Flags) -> list[Run]:
    starts = _firsts(release, place, BEYOND + 1)
    last = np.append(starts[1:], len(place))[: len(starts)] - 1
    prints = last - starts + 1
    columns = release[starts], place[starts], place[last] + GRAM, prints, strong[starts]
    rows = zip(*(column.tolist() for column in columns), strict=True)
    return [
        Run(one, first, end, prints, _begins(text, first) and _ends(text, end), strong)
        for one, first, end, prints, strong in rows
    ]


@lru_cache(256)
def _begins(text: Text, first: int) -> bool:
    """Whether a sentence may begin where a run does that seems to begin with word `first`.

    Words before it may be common as well; the first ones may belong to another sentence.
    """
    around = range(max(0, first - BEYOND), first + CHANCE + 1)
    return any(scoring.at_end(text, place - 1) for place in around)


@lru_cache(256)
def _ends(text: Text, end: int) -> bool:
    around = range(end - CHANCE, min(end + BEYOND, len(text.words)) + 1)
    return any(scoring.at_end(text, place - 1) for place in around)


def worth_reading(found: Sequence[Run], remote: Container[int]) -> set[int]:
    """The releases of those runs of which no other release has far more; `MOST` or so at most.

    One that has far less is neither the source of the passage nor another release that holds it.
    One that is `remote` needs a strong run, or words of a run that another may be the source of:
    who else has them tells whether they are anybody's.
    """
    possible = [run for run in found if run.strong or run.release not in remote]
    kept: list[Run] = []
    prints: Counter[int] = Counter()
    for run in sorted(found, key=lambda one: -one.prints):
        if any(map(run.meets, possible)) and not _is_outdone(run, kept):
            prints[run.release] += run.prints
            kept.append(run)
    least = min(count for _, count in prints.most_common(MOST)) if prints else 0
    return {release for release, count in prints.items() if count >= least}


def _is_outdone(run: Run, others: Sequence[Run]) -> bool:
    """Whether one of the others, those of most fingerprints first, has far more around it."""
    more = takewhile(lambda one: run.prints < LESS_OF_SENTENCES * one.prints, others)
    return any(
        one.first - BEYOND <= run.first
        and run.end <= one.end + BEYOND
        and run.prints < (LESS_OF_SENTENCES if one.whole else LESS) * one.prints
        for one in more
    )

"""Candidates by fingerprints: stands in for the archive's index, in memory."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from articles.dates import PartialDate
from articles.quoting.attribution import Candidate
from articles.quoting.fingerprints import fingerprints_of
from articles.quoting.naming import named

CAP = 64
"""Releases that hold a fingerprint, above which it says nothing."""
DAYS = 30


class Pool:
    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self.candidates = list(candidates)
        prints = [fingerprints_of(one.text) for one in candidates]
        owners = np.repeat(np.arange(len(prints)), [len(one) for one in prints])
        everything = np.concatenate(prints)
        order = np.argsort(everything, kind="stable")
        self.prints, self.owners = everything[order], owners[order]
        self.days = np.array([one.released.latest.toordinal() for one in candidates])
        held = defaultdict(list)
        for place, one in enumerate(candidates):
            held[one.agencies].append(place)
        self.agencies = {agencies: np.array(places) for agencies, places in held.items()}

    def holders(self, prints: np.ndarray, cap: int = CAP) -> np.ndarray:
        """Which releases have one of these fingerprints, once for each that they have."""
        first = np.searchsorted(self.prints, prints)
        last = np.searchsorted(self.prints, prints, "right")
        few = (last > first) & (last - first <= cap)
        spans = zip(first[few].tolist(), last[few].tolist(), strict=True)
        found = [self.owners[one:other] for one, other in spans]
        return np.concatenate(found) if found else np.zeros(0, np.int64)

    def of(self, text: str, published: PartialDate) -> list[Candidate]:
        """The candidates for an article: by fingerprints, and those of an agency that it names."""
        found = set(np.unique(self.holders(fingerprints_of(text))).tolist())
        if '"' in text or "“" in text:
            found |= set(self._likely(text, published))
        return [self.candidates[place] for place in sorted(found)]

    def _likely(self, text: str, published: PartialDate) -> Iterator[int]:
        """The releases of the last `DAYS` days of each agency that the article names."""
        day = published.latest.toordinal()
        near = (self.days <= day) & (self.days >= day - DAYS)
        for agencies, places in self.agencies.items():
            if named(agencies, text):
                yield from places[near[places]].tolist()

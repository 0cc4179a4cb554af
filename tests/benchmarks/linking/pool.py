"""Candidates by fingerprints: stands in for the archive's index, in memory."""

from collections.abc import Sequence

import numpy as np

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

    def holders(self, prints: np.ndarray, cap: int = CAP) -> np.ndarray:
        """Which releases have one of these fingerprints, once for each that they have."""
        first = np.searchsorted(self.prints, prints)
        last = np.searchsorted(self.prints, prints, "right")
        few = (last > first) & (last - first <= cap)
        spans = zip(first[few].tolist(), last[few].tolist(), strict=True)
        found = [self.owners[one:other] for one, other in spans]
        return np.concatenate(found) if found else np.zeros(0, np.int64)

    def of(self, text: str, published) -> list[Candidate]:
        """The candidates for an article: by fingerprints, and those of an agency that it names."""
        found = set(np.unique(self.holders(fingerprints_of(text))).tolist())
        if '"' in text or "“" in text:
            found |= set(self._likely(text, published))
        return [self.candidates[place] for place in sorted(found)]

    def _likely(self, text: str, published):
        agencies = {one.agencies for one in self.candidates} if not hasattr(self, "_known") else ()
        if agencies:
            self._known = agencies
            self._days = np.array([one.released.latest.toordinal() for one in self.candidates])
            self._agency = np.array([hash(one.agencies) for one in self.candidates])
        day = published.latest.toordinal()
        near = (self._days <= day) & (self._days >= day - DAYS)
        for agency in self._known:
            if named(agency, text):
                yield from np.flatnonzero(near & (self._agency == hash(agency))).tolist()

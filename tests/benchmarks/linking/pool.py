"""Candidates by fingerprints: stands in for the archive's index, in memory."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from articles.core.dates import PartialDate
from articles.linking.index.entries import (
    MAX_TEXTS_PER_FINGERPRINT,
    make_pairs,
    split_pairs,
)
from articles.quoting.attribution import candidates
from articles.quoting.attribution.evidence import bound_context
from articles.quoting.attribution.short_quotes import LIKELY_WITHIN_DAYS
from articles.quoting.attribution.texts import ArticleText, CandidateRelease, PreparedArticle
from articles.quoting.text.agency_mentions import mentions_any
from articles.quoting.text.fingerprints import fingerprint_text
from articles.quoting.text.officials import find_officials
from articles.quoting.text.shared_fingerprints import (
    CommonFingerprints,
    SharedRun,
    find_common_fingerprints,
    locate_shared_fingerprints,
)


class Pool:
    def __init__(self, candidates: Sequence[CandidateRelease]) -> None:
        self.candidates = list(candidates)
        prints = [fingerprint_text(one.text) for one in candidates]
        owners = np.repeat(np.arange(len(prints)), [len(one) for one in prints])
        everything = np.concatenate(prints)
        order = np.argsort(everything, kind="stable")
        self.prints, self.owners = everything[order], owners[order]
        self.days = np.array([one.released.last_day.toordinal() for one in candidates])
        held = defaultdict(list)
        for place, one in enumerate(candidates):
            held[one.agencies].append(place)
        self.agencies = {agencies: np.array(places) for agencies, places in held.items()}

    def holders(self, prints: np.ndarray, cap: int = MAX_TEXTS_PER_FINGERPRINT) -> np.ndarray:
        """Which releases have one of these fingerprints, once for each that they have."""
        return split_pairs(self._shared(prints, cap))[1].astype(np.int64)

    def _shared(self, prints: np.ndarray, cap: int) -> np.ndarray:
        """The pairs that the archive's index would give: of the one article and each release."""
        first = np.searchsorted(self.prints, prints)
        counts = np.searchsorted(self.prints, prints, "right") - first
        few = (counts > 0) & (counts <= cap)
        places = [
            np.arange(one, one + count) for one, count in zip(first[few], counts[few], strict=True)
        ]
        owners = self.owners[np.concatenate([*places, np.zeros(0, np.int64)]).astype(np.int64)]
        shared = np.repeat(prints[few], counts[few])
        return make_pairs(np.zeros(len(owners), np.uint64), owners.astype(np.uint64), shared)

    def of(
        self, text: str, published: PartialDate
    ) -> tuple[list[CandidateRelease], CommonFingerprints]:
        """The candidates for an article: by fingerprints, and those of an agency that it names.

        With them come the fingerprints that many releases have.
        """
        piece = ArticleText(text, published)
        pairs = self._shared(fingerprint_text(text), MAX_TEXTS_PER_FINGERPRINT)
        _, releases, tags = split_pairs(pairs)
        article = PreparedArticle(piece)
        shared = locate_shared_fingerprints(article.tokenized.tokens.hashes, releases, tags)
        runs = [
            run
            for run in candidates.find_shared_runs(article, shared)
            if piece.may_quote(self.candidates[run.release_number].released)
        ]
        possible = [run for run in runs if run.missing_points <= self._context(article, run)]
        found = candidates.select_candidates(runs, possible)
        if '"' in text or "“" in text:
            found |= set(self._likely(text, published))
        common = find_common_fingerprints(shared)
        return [self.candidates[place] for place in sorted(found)], common

    def _context(self, article: PreparedArticle, run: SharedRun) -> float:
        """The most points that may point to the release of a run."""
        one = self.candidates[run.release_number]
        return bound_context(
            article.content.days_apart(one.released),
            is_agency_mentioned=bool(article.find_mention(one.agencies)),
            is_official_named=bool(find_officials(article.content.text)),
            is_marked=run.is_marked,
        )

    def _likely(self, text: str, published: PartialDate) -> Iterator[int]:
        """The releases of the last `LIKELY` days of each agency that the article names."""
        day = published.last_day.toordinal()
        near = (self.days <= day) & (self.days >= day - LIKELY_WITHIN_DAYS)
        for agencies, places in self.agencies.items():
            if mentions_any(agencies, text):
                yield from places[near[places]].tolist()

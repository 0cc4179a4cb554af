"""Articles on the way through the worker processes that link them."""

from collections.abc import Collection, Sequence, Set
from typing import NamedTuple

from articles.core.ids import AgencyId, ArticleId
from articles.linking.index.entries import PairArray
from articles.linking.worker_tasks.references import ReferencedRelease
from articles.quoting.attribution.texts import ArticleText
from articles.quoting.text.shared_fingerprints import CommonFingerprints, SharedRun


class PairedArticle(NamedTuple):
    """An article, and its pairs with releases that share a fingerprint with it."""

    article_id: ArticleId
    content: ArticleText
    pairs: PairArray
    short_quote_agencies: Collection[AgencyId]
    """The agencies that it mentions, if it has a short quote."""


class FilteredArticle(NamedTuple):
    """An article, and the runs of words that it seems to have in common with releases."""

    article_id: ArticleId
    content: ArticleText
    runs: list[SharedRun]
    common_fingerprints: CommonFingerprints
    mentioned_agencies: Set[AgencyId]
    """The agencies that it mentions; empty if no run needs that to be a quotation."""
    short_quote_agencies: Collection[AgencyId]


class MatchTask(NamedTuple):
    """An article, and the releases to compare it with."""

    article_id: ArticleId
    content: ArticleText
    releases: Sequence[ReferencedRelease]
    common_fingerprints: CommonFingerprints

"""Select short quotes: their few words need more evidence of where they come from."""

from collections.abc import Container, Iterable, Sequence

from articles.quoting.alignment import scoring
from articles.quoting.attribution.matches import Match

LIKELY_WITHIN_DAYS = 30
"""Days after a release within which an article that mentions its agency may quote it."""
COMMON_PHRASE_RELEASES = 3
"""Releases that make a phrase which they all contain a common one."""
MIN_PHRASE_SCORE = 2
"""The score of distinctive words that a short quote needs to be attributed."""
MIN_TIED_PHRASE_SCORE = 0.5
"""The same if the article quotes the release anyway."""


def select_short_quotes(
    free_quotes: Sequence[Match], quoted_releases: Container[str]
) -> list[Match]:
    """Return short quotes from releases that the article quotes anyway, or is likely to quote.

    `free_quotes` share no word with a passage that has a source; `quoted_releases` are the
    identities of the releases from which the article has words that are the release's own.
    """
    tied_quotes = [
        quote
        for quote in free_quotes
        if quote.release.identity in quoted_releases
        and _score_phrase(quote) >= MIN_TIED_PHRASE_SCORE
    ]
    tied_words = {quote.alignment.article_words for quote in tied_quotes}
    likely_quotes = [
        quote
        for quote in free_quotes
        if quote.alignment.article_words not in tied_words and _is_likely(quote, free_quotes)
    ]
    return [*tied_quotes, *likely_quotes]


def _score_phrase(quote: Match) -> float:
    texts = quote.article.tokenized, quote.release.tokenized
    return scoring.score_distinctive_words(quote.alignment, *texts)


def _is_likely(quote: Match, quotes: Iterable[Match]) -> bool:
    """Whether agency and date point to its release, and the phrase is distinctive and uncommon."""
    words = quote.alignment.article_words
    releases = {
        match.release.identity for match in quotes if match.alignment.article_words == words
    }
    if len(releases) >= COMMON_PHRASE_RELEASES or _score_phrase(quote) < MIN_PHRASE_SCORE:
        return False
    is_recent = quote.days_apart <= LIKELY_WITHIN_DAYS
    return is_recent and bool(quote.agency_anywhere)

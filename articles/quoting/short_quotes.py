"""Quotes of a few words, which take more than their words to be attributed. May import siblings."""

from collections.abc import Iterable, Iterator, Sequence

from articles.quoting import naming, strength
from articles.quoting.claims import Claim
from articles.quoting.preference import Chosen, chosen, days, record

LIKELY = 30
"""Days after a release within which an article that names its agency may quote it."""
COMMON = 3
"""Releases that make a phrase which they all hold a common one."""
TELLING = 2
"""Telling words without which a phrase is common."""


def attributed(short: Sequence[Claim], located: Iterable[Chosen]) -> Iterator[Chosen]:
    """Short quotes from releases that the article quotes anyway, or is likely to.

    `located` are the passages that are attributed already.
    """
    taken = [claim for claim, _ in located]
    quoted = {record(claim) for claim in taken}
    free = [claim for claim in short if not any(_overlap(claim, one) for one in taken)]
    likely = [one for one in free if _is_telling(one, free) and _is_likely(one, quoted)]
    yield from chosen(likely)


def _overlap(one: Claim, other: Claim) -> bool:
    return one.found.here[0] < other.found.here[1] and other.found.here[0] < one.found.here[1]


def _is_telling(claim: Claim, claims: Iterable[Claim]) -> bool:
    holding = {record(one) for one in claims if one.found.here == claim.found.here}
    few = len(holding) < COMMON
    return few and strength.telling(claim.found, claim.article.text) >= TELLING


def _is_likely(claim: Claim, quoted: set[str]) -> bool:
    if record(claim) in quoted:
        return True
    piece = claim.article.piece
    near = days(claim.candidate, piece) <= LIKELY
    return near and naming.named(claim.candidate.agencies, piece.text)

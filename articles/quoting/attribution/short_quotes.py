"""Quotes of a few words, which take more than their words to be attributed."""

from collections.abc import Iterable, Iterator, Sequence

from articles.quoting.alignment import scoring
from articles.quoting.attribution.matches import SHORT, Claim
from articles.quoting.attribution.source_choice import Chosen, chosen, record
from articles.quoting.text import agency_mentions, quotation_marks

LIKELY = 30
"""Days after a release within which an article that names its agency may quote it."""
COMMON = 3
"""Releases that make a phrase which they all hold a common one."""
TELLING, TELLING_TIED = 2, 0.5
"""Telling words without which a phrase is common: in any release, in one that is quoted anyway."""


def has_short_quotes(text: str) -> bool:
    """Whether something short stands between quotation marks."""
    lengths = (len(span.of(text).split()) for span in quotation_marks.inline(text))
    return any(SHORT[0] <= length <= SHORT[1] for length in lengths)


def attributed(short: Sequence[Claim], located: Iterable[Chosen]) -> Iterator[Chosen]:
    """Short quotes from releases that the article quotes anyway, or is likely to.

    `located` are the passages that are attributed already.
    """
    taken = [claim for claim, _ in located]
    quoted = {record(claim) for claim in taken}
    free = [claim for claim in short if not any(_overlap(claim, one) for one in taken)]
    tied = [one for one in free if record(one) in quoted and _telling(one) >= TELLING_TIED]
    bound = {claim.found.here for claim in tied}
    likely = [one for one in free if one.found.here not in bound and _is_likely(one, free)]
    yield from chosen([*tied, *likely])


def _overlap(one: Claim, other: Claim) -> bool:
    return one.found.here[0] < other.found.here[1] and other.found.here[0] < one.found.here[1]


def _telling(claim: Claim) -> float:
    return scoring.telling(claim.found, claim.article.text)


def _is_likely(claim: Claim, claims: Iterable[Claim]) -> bool:
    """Whether agency and date make a release likely that (nearly) alone holds a telling phrase."""
    piece = claim.article.piece
    holding = {record(one) for one in claims if one.found.here == claim.found.here}
    if len(holding) >= COMMON or _telling(claim) < TELLING:
        return False
    near = claim.days <= LIKELY
    return near and agency_mentions.named(claim.candidate.agencies, piece.text)

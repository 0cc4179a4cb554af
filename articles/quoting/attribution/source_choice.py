"""Which of the releases that hold a passage it comes from."""

from collections.abc import Iterable, Iterator, Sequence

from articles.core.text import paragraph_at
from articles.quoting.alignment import chaining
from articles.quoting.attribution import boilerplate
from articles.quoting.attribution.grades import GRADES
from articles.quoting.attribution.matches import Claim
from articles.quoting.text import agency_mentions

AS_LONG = 0.95
"""The share of the longest claim's equal words from which another is as good."""
NEAR = 300
"""Characters before a passage within which an agency is named near it."""
type Chosen = tuple[Claim, list[Claim]]
"""A claim that stands, and those of other releases to the same passage."""


def chosen(met: Sequence[Claim]) -> Iterator[Chosen]:
    """The claims that stand, none overlapping another, each with the others to its passage.

    The longest first; of those as long the more faithful, the one that stands, the one whose
    agency is named near, the one dated nearest before the article, the first by key.
    """
    left = list(met)
    while left:
        best = _best(left)
        yield best, _others(best, met)
        left = [rest for one in left for rest in outside(one, best)]


def _best(claims: Sequence[Claim]) -> Claim:
    longest = min(claims, key=lambda one: (-one.equal, one.found.here, _preference(one)))
    rivals = (
        one
        for one in claims
        if one.equal >= AS_LONG * longest.equal and boilerplate.holds(longest, one)
    )
    return min(rivals, key=_preference)


def _preference(claim: Claim) -> tuple[object, ...]:
    candidate, rank = claim.candidate, GRADES.index(claim.grade)
    return (
        rank,
        -claim.equal if rank >= GRADES.index("elided") else 0,
        candidate.superseded,
        not _named_near(claim),
        claim.days,
        candidate.key,
        candidate.record,
        candidate.text,
    )


def _named_near(claim: Claim) -> bool:
    text, here = claim.article.piece.text, claim.spans[0]
    around = claim.article.paragraphs[paragraph_at(claim.article.paragraphs, here.start)]
    before, after = text[max(0, here.start - NEAR) : here.start], text[here.end : around.end]
    return agency_mentions.named(claim.candidate.agencies, f"{before}\n{after}")


def outside(claim: Claim, best: Claim) -> Iterator[Claim]:
    """What a claim still comes to without the words that another has."""
    start, end = best.found.here
    if claim.found.here[1] <= start or end <= claim.found.here[0]:
        yield claim
        return
    blocks = claim.found.blocks
    for rest in (
        [one for one in blocks if one.here_end <= start],
        [one for one in blocks if one.here >= end],
    ):
        clipped = rest and Claim(claim.article, claim.candidate, chaining.of_blocks(rest))
        if clipped and clipped.is_sure():
            yield clipped


def _others(best: Claim, claims: Iterable[Claim]) -> list[Claim]:
    """The claims of other releases to the same passage, one for each, the better ones first."""
    others: dict[str, Claim] = {}
    for one in sorted(claims, key=_preference):
        if boilerplate.holds(best, one) and record(one) != record(best):
            others.setdefault(record(one), one)
    return list(others.values())


def record(claim: Claim) -> str:
    """What all versions of a claim's release have in common."""
    return boilerplate.record(claim.candidate)

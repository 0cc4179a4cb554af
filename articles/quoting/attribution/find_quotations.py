"""Which passages of an article come from which releases."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles.core.text import Span
from articles.quoting.alignment import seeds, spans
from articles.quoting.alignment.spans import Part
from articles.quoting.attribution import (
    grades,
    matches,
    short_quotes,
    source_choice,
    third_sources,
    unlocated,
)
from articles.quoting.attribution.alterations import Change, changes
from articles.quoting.attribution.boilerplate import Boilerplate, Sharing
from articles.quoting.attribution.grades import Grade, Presentation
from articles.quoting.attribution.matches import Article, Candidate, Claim, Piece

__all__ = ["Candidate", "Change", "Found", "Holding", "Part", "Piece", "quotations"]


@dataclass(frozen=True, slots=True)
class Holding:
    """Another release that holds a passage, where, and how faithful the passage is to it."""

    number: int
    there: Span
    grade: Grade


@dataclass(frozen=True, slots=True)
class Found:
    """A quotation: a passage of the article, and where in which release it stands.

    `number`, `there` and `grade` are None where no candidate holds what the article marks as
    quoted from a release. With `shared`, both texts have the passage from a third source.
    """

    here: Span
    number: int | None
    there: Span | None
    parts: tuple[Part, ...]
    grade: Grade | None
    changes: tuple[Change, ...]
    presentation: Presentation
    shared: bool
    others: tuple[Holding, ...]


def quotations(article: Piece, candidates: Sequence[Candidate]) -> list[Found]:
    """The quotations of an article, in order, none overlapping another.

    A release surely dated after the article is never the source. The order of the candidates
    makes no difference.
    """
    read = Article(article)
    located = list(_located(read, candidates))
    found = [_found(claim, others) for claim, others in located]
    free = unlocated.passages(read, [one.here for one in found])
    return sorted(
        [*found, *(_unlocated(read, one) for one in free)], key=lambda one: one.here.start
    )


def _located(article: Article, candidates: Sequence[Candidate]) -> Iterator[source_choice.Chosen]:
    sharing = [
        Sharing(one, seeds.shared(article.text, one.prepared))
        for one in candidates
        if article.piece.may_quote(one.released)
    ]
    sharing = [one for one in sharing if one.blocks]
    sure = [claim for one in sharing for claim in matches.sure(article, one.candidate, one.blocks)]
    located = list(source_choice.chosen(Boilerplate(sharing).without(sure)))
    yield from located
    short = [
        claim for one in sharing for claim in matches.short(article, one.candidate, one.blocks)
    ]
    yield from short_quotes.attributed(short, located)


def _found(claim: Claim, others: list[Claim]) -> Found:
    here, there = claim.spans
    ours, theirs = claim.article.text, claim.theirs
    return Found(
        here=here,
        number=claim.candidate.number,
        there=there,
        parts=tuple(spans.parts(claim.found, ours, theirs)),
        grade=claim.grade,
        changes=tuple(changes(claim.found, ours, theirs)),
        presentation=_presentation(claim.article, here),
        shared=third_sources.shared(claim),
        others=tuple(Holding(one.candidate.number, one.spans[1], one.grade) for one in others),
    )


def _unlocated(article: Article, passage: Span) -> Found:
    shown = _presentation(article, passage)
    return Found(passage, None, None, (), None, (), shown, shared=False, others=())


def _presentation(article: Article, passage: Span) -> Presentation:
    return grades.presentation(article.piece.text, passage, article.paragraphs)

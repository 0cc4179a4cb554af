"""The quotations of some articles found; needs no database. May import `quoting`."""

from collections.abc import Sequence

from articles.quoting.attribution import Candidate, Found, Piece, quotations

type Question = tuple[int, Piece, Sequence[Candidate]]
"""The id of an article, the article, and the releases that it may quote."""
type Answer = tuple[int, list[Found]]


def answers(questions: Sequence[Question]) -> list[Answer]:
    return [(article, quotations(piece, releases)) for article, piece, releases in questions]

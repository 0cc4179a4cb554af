"""Quotations against the two texts that they are in."""

from collections.abc import Iterator, Sequence

from django.db import connection

from articles.core.text import Span
from articles.models import Holding, Quotation
from articles.quoting.alignment import spans
from articles.quoting.attribution import third_sources
from articles.quoting.attribution.alterations import find_changes
from articles.quoting.attribution.grading import detect_presentation
from articles.quoting.attribution.matches import Match
from articles.quoting.attribution.texts import CandidateRelease
from articles.verification.differences import (
    Difference,
    Tally,
    Unreadable,
    compared,
    read_rows,
    shown,
)
from articles.verification.rebuilt_matches import Held, claimed, held, rebuilt


def of_quotations(tally: Tally) -> Iterator[Difference]:
    for _, found in read_rows(Quotation, held):
        for one in found:
            tally.add("quotations")
            if isinstance(one, Unreadable):
                name = f"in row {one.row}"
                yield Difference("quotation", name, "texts", "two", shown(one.reason))
            else:
                yield from _quotation(one)


def _quotation(one: Held) -> Iterator[Difference]:
    quotation, text = one.quotation, one.article.content.text
    name, here, there = _name(quotation), quotation.article_span, quotation.release_span
    if here.end > len(text):
        yield _beyond(name, "article_end", text, here)
        return
    shows = detect_presentation(text, here, one.article.paragraphs)
    yield from compared("quotation", name, presentation=(quotation.presentation, shows.value))
    if there is None:
        yield from _of_nothing(quotation, name)
    elif (candidate := one.candidate) is None:
        version = "the current one" if quotation.version is None else str(quotation.version)
        yield Difference("quotation", name, "version", "one with a text of its own", version)
    elif there.end > len(candidate.text):
        yield _beyond(name, "release_end", candidate.text, there)
    else:
        yield from _located(one, candidate, there)
    for holding, other in one.holdings:
        yield from _holding(one, holding, other)


def _name(quotation: Quotation) -> str:
    return f"{quotation.number} of {quotation.article.key}"


def _beyond(name: str, field: str, text: str, span: Span) -> Difference:
    return Difference("quotation", name, field, f"at most {len(text)}", str(span.end))


def _of_nothing(quotation: Quotation, name: str) -> Iterator[Difference]:
    """Of a passage that no release holds there is nothing else to say."""
    yield from compared(
        "quotation",
        name,
        version=(quotation.version, None),
        grade=(quotation.grade, ""),
        parts=(quotation.parts, []),
        changes=(quotation.changes, []),
        shared=(quotation.shared, False),
    )


def _located(one: Held, candidate: CandidateRelease, there: Span) -> Iterator[Difference]:
    quotation, name = one.quotation, _name(one.quotation)
    released, published = candidate.released, one.article.content.published
    if released and published and released.is_surely_after(published):
        yield Difference("quotation", name, "released", f"none after {published}", str(released))
    claim = rebuilt(one, candidate, there)
    if claim is None:
        expected = "equal words in both texts"
        yield Difference("quotation", name, "parts", expected, shown(quotation.parts))
        return
    yield from compared(
        "quotation",
        name,
        article_passage=(quotation.article_span, claim.article_span),
        release_passage=(there, claim.release_span),
        parts=(quotation.parts, _parts(claim)),
        changes=(quotation.changes, _changes(claim)),
        grade=(quotation.grade, claim.grade.value),
        shared=(quotation.shared, third_sources.is_from_third_source(claim)),
    )


def _parts(claim: Match) -> list[list[int]]:
    found = spans.locate_parts(claim.alignment, claim.article.tokenized, claim.release.tokenized)
    return [_place(part.article_span, part.release_span) for part in found]


def _changes(claim: Match) -> list[dict[str, object]]:
    found = find_changes(claim.alignment, claim.article.tokenized, claim.release.tokenized)
    return [
        {"kind": one.kind.value, "place": _place(one.article_span, one.release_span)}
        for one in found
    ]


def _place(here: Span, there: Span) -> list[int]:
    return [here.start, here.end, there.start, there.end]


def _holding(
    one: Held, holding: Holding, candidate: CandidateRelease | None
) -> Iterator[Difference]:
    kept = (Span(holding.start, holding.end), holding.grade)
    found = list(claimed(one, candidate)) if candidate else []
    if kept not in [(claim.release_span, claim.grade) for claim in found]:
        where = f"{holding.release.key}, {holding.start} to {holding.end}, {holding.grade}"
        yield Difference("quotation", _name(one.quotation), "holding", _said(found), where)


def _said(claims: Sequence[Match]) -> str:
    said = (f"{one.release_span.start} to {one.release_span.end}, {one.grade}" for one in claims)
    return " or ".join(said) or "a release that has the passage"


def of_places() -> Iterator[Difference]:
    """Quotations that are not numbered 1, 2, 3 in the order of their passages."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT key, number, place, article_start, before FROM (
                   SELECT article_id, number, article_start,
                          row_number() OVER placed AS place, lag(article_end) OVER placed AS before
                   FROM articles_quotation
                   WINDOW placed AS (PARTITION BY article_id ORDER BY number)) quotation
               JOIN articles_article article ON article.id = article_id
               WHERE number <> place OR article_start < before ORDER BY key, number"""
        )
        for key, number, place, start, before in cursor.fetchall():
            name = f"{number} of {key}"
            yield from compared("quotation", name, number=(place, number))
            if before is not None and start < before:
                yield Difference("quotation", name, "article_start", f"from {before}", str(start))

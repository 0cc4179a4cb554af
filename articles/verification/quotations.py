"""Check quotations against the texts of the article and the release."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from django.db import connection

from articles.core.text import Span
from articles.linking.third_sources import read_third_sources
from articles.models import Holding, Quotation
from articles.models.quotations import encode_part
from articles.quoting.alignment import spans
from articles.quoting.attribution import third_sources
from articles.quoting.attribution.alterations import find_changes
from articles.quoting.attribution.evidence import collect_evidence
from articles.quoting.attribution.grading import detect_presentation
from articles.quoting.attribution.known_sources import KnownSources
from articles.quoting.attribution.matches import Match
from articles.quoting.attribution.texts import CandidateRelease
from articles.verification.differences import (
    Difference,
    Tally,
    UnreadableRow,
    compare_fields,
    format_value,
    read_rows,
)
from articles.verification.rebuilt_matches import (
    StoredQuotation,
    find_overlapping_matches,
    read_quotations,
    rebuild_match,
)

_TRACED = "quotations traced to a release"
_UNTRACED = "quotations attributed to a release that isn't in this archive"


def check_quotations(tally: Tally) -> Iterator[Difference]:
    """Yield quotations and holdings that are not what their texts give."""
    sources = KnownSources(read_third_sources())
    for _, quotations in read_rows(Quotation, read_quotations):
        for quotation in quotations:
            if isinstance(quotation, UnreadableRow):
                tally.add("unreadable quotations")
                name, reason = f"in row {quotation.row_id}", format_value(quotation.reason)
                yield Difference("quotation", name, "texts", "two", reason)
            else:
                tally.add(_TRACED if quotation.row.is_compared else _UNTRACED)
                yield from _check_quotation(quotation, sources)


def _check_quotation(quotation: StoredQuotation, sources: KnownSources) -> Iterator[Difference]:
    row, text = quotation.row, quotation.article.content.text
    name, release_span = _quotation_name(row), row.release_span
    if row.article_span.end > len(text):
        yield _offset_difference(name, "article_end", text, row.article_span)
        return
    presentation = detect_presentation(text, row.article_span, quotation.article.paragraphs)
    presentations = row.presentation, presentation.value
    yield from compare_fields("quotation", name, presentation=presentations)
    if release_span is None:
        yield from _check_unlocated(row, name)
    elif (candidate := quotation.candidate) is None:
        version = "the current one" if row.version is None else str(row.version)
        yield Difference("quotation", name, "version", "one with a text of its own", version)
    elif release_span.end > len(candidate.text):
        yield _offset_difference(name, "release_end", candidate.text, release_span)
    else:
        yield from _check_located(quotation, candidate, release_span, sources)
    for holding_row, holding_candidate in quotation.iter_holdings():
        yield from _check_holding(quotation, holding_row, holding_candidate)


def _quotation_name(quotation: Quotation) -> str:
    return f"{quotation.number} of {quotation.article.key}"


def _offset_difference(name: str, field: str, text: str, span: Span) -> Difference:
    return Difference("quotation", name, field, f"at most {len(text)}", str(span.end))


def _check_unlocated(quotation: Quotation, name: str) -> Iterator[Difference]:
    """Yield whatever a quotation says about a release although no release contains it."""
    yield from compare_fields(
        "quotation",
        name,
        version=(quotation.version, None),
        grade=(quotation.grade, ""),
        parts=(quotation.parts, []),
        changes=(quotation.changes, []),
        shared=(quotation.shared, False),
        third_source=(_source_key(quotation), None),
    )


def _source_key(quotation: Quotation) -> str | None:
    return quotation.third_source.key if quotation.third_source else None


def _check_located(
    quotation: StoredQuotation,
    candidate: CandidateRelease,
    release_span: Span,
    sources: KnownSources,
) -> Iterator[Difference]:
    row, name = quotation.row, _quotation_name(quotation.row)
    released, published = candidate.released, quotation.article.content.published
    if released and published and released.is_surely_after(published):
        yield Difference("quotation", name, "released", f"none after {published}", str(released))
    match = rebuild_match(quotation, candidate, release_span)
    if match is None:
        expected_value, actual_value = "equal words in both texts", format_value(row.parts)
        yield Difference("quotation", name, "parts", expected_value, actual_value)
        return
    holders = [holder for _, holder in quotation.iter_holdings() if holder]
    source = sources.find_source(match)
    yield from compare_fields(
        "quotation",
        name,
        article_passage=(row.article_span, match.article_span),
        release_passage=(release_span, match.release_span),
        parts=(row.parts, _encode_parts(match)),
        changes=(row.changes, _encode_changes(match)),
        grade=(row.grade, match.grade.value),
        shared=(
            row.shared,
            source is not None or third_sources.is_from_third_source(match, holders),
        ),
        third_source=(_source_key(row), source.key if source else None),
        evidence=(row.evidence, asdict(collect_evidence(match)) if row.evidence else {}),
    )


def _encode_parts(match: Match) -> list[list[int]]:
    parts = spans.locate_parts(match.alignment, match.article.tokenized, match.release.tokenized)
    return [encode_part(part.article_span, part.release_span) for part in parts]


def _encode_changes(match: Match) -> list[dict[str, object]]:
    changes = find_changes(match.alignment, match.article.tokenized, match.release.tokenized)
    return [
        {
            "kind": change.kind.value,
            "place": encode_part(change.article_span, change.release_span),
        }
        for change in changes
    ]


def _check_holding(
    quotation: StoredQuotation, holding_row: Holding, candidate: CandidateRelease | None
) -> Iterator[Difference]:
    passage = Span(holding_row.start, holding_row.end), holding_row.grade
    matches = list(find_overlapping_matches(quotation, candidate)) if candidate else []
    if passage not in [(match.release_span, match.grade) for match in matches]:
        place = f"{holding_row.start} to {holding_row.end}"
        actual_value = f"{holding_row.release.key}, {place}, {holding_row.grade}"
        name, expected_value = _quotation_name(quotation.row), _describe_matches(matches)
        yield Difference("quotation", name, "holding", expected_value, actual_value)


def _describe_matches(matches: Sequence[Match]) -> str:
    passages = (
        f"{match.release_span.start} to {match.release_span.end}, {match.grade}"
        for match in matches
    )
    return " or ".join(passages) or "a release that contains the passage"


def check_quotation_order() -> Iterator[Difference]:
    """Yield quotations that are not numbered 1, 2, 3, or overlap the one before them."""
    with connection.cursor() as cursor:
        # rows: (article key, number, right number, start, end of the previous one or NULL)
        cursor.execute(
            """SELECT key, number, place, article_start, previous_end FROM (
                   SELECT article_id, number, article_start, row_number() OVER numbered AS place,
                          lag(article_end) OVER numbered AS previous_end
                   FROM articles_quotation
                   WINDOW numbered AS (PARTITION BY article_id ORDER BY number)) quotation
               JOIN articles_article article ON article.id = article_id
               WHERE number <> place OR article_start < previous_end ORDER BY key, number"""
        )
        rows = cursor.fetchall()
    for key, number, place, start, previous_end in rows:
        name = f"{number} of {key}"
        yield from compare_fields("quotation", name, number=(place, number))
        if previous_end is not None and start < previous_end:
            expected_value = f"from {previous_end}"
            yield Difference("quotation", name, "article_start", expected_value, str(start))

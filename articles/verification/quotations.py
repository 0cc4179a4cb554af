"""Quotations against the two texts that they are in."""

from collections.abc import Iterator

from django.db import connection
from django.db.models import QuerySet

from articles.models import Quotation
from articles.quoting.grades import grade, presentation
from articles.text import Span, Words, paragraphs
from articles.verification.differences import (
    Difference,
    Tally,
    Unreadable,
    compared,
    read_rows,
    shown,
)

_FAITHFUL = ("verbatim", "typographic")
"""The grades of passages that have all the words of the release, in order."""


def of_quotations(tally: Tally) -> Iterator[Difference]:
    for _, found in read_rows(Quotation, _with_texts):
        for quotation in found:
            tally.add("quotations")
            if isinstance(quotation, Unreadable):
                name = f"in row {quotation.row}"
                yield Difference("quotation", name, "texts", "two", shown(quotation.reason))
            else:
                yield from _quotation(quotation)


def _with_texts(rows: QuerySet[Quotation]) -> QuerySet[Quotation]:
    return rows.select_related("article", "release").defer("article__quotes")


def _quotation(quotation: Quotation) -> Iterator[Difference]:
    article, release = quotation.article, quotation.release
    name, here, there = f"{quotation.number} of {article.key}", *_spans(quotation)
    if here.end > len(article.text):
        yield Difference("quotation", name, "article_end", _within(article.text), str(here.end))
        return
    shown = presentation(article.text, here, paragraphs(article.text))
    yield from compared("quotation", name, presentation=(quotation.presentation, shown))
    if release is None:
        return
    if there.end > len(release.text):
        yield Difference("quotation", name, "release_end", _within(release.text), str(there.end))
        return
    if release.released and article.published and release.released.surely_after(article.published):
        expected = f"none after {article.published}"
        yield Difference("quotation", name, "released", expected, str(release.released))
    if quotation.grade in _FAITHFUL:
        yield from _passage(name, quotation.grade, here.of(article.text), there.of(release.text))


def _spans(quotation: Quotation) -> tuple[Span, Span]:
    return quotation.in_article, quotation.in_release or Span(0, 0)


def _within(text: str) -> str:
    return f"at most {len(text)}"


def _passage(name: str, kept: str, passage: str, original: str) -> Iterator[Difference]:
    """The passage has the words of the original, and its first and last marks."""
    ours, theirs = Words(passage), Words(original)
    if ours.forms != theirs.forms:
        yield Difference("quotation", name, "words", shown(original), shown(passage))
        return
    yield from compared(
        "quotation",
        name,
        grade=(kept, grade(passage, original)),
        ends=(_ends(theirs), _ends(ours)),
    )


def _ends(words: Words) -> tuple[str, str]:
    """What stands before the first word and after the last."""
    text, spans = words.text, words.spans
    return (text[: spans[0][0]], text[spans[-1][1] :]) if spans else (text, "")


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

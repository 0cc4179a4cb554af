"""Which words of a quotation are the release's, and which the article's own."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from articles.core.text import Span
from articles.pages.annotation.diff import DiffPiece, diff_words

_ARTICLE_WORDS = re.compile(r"[\w…\[\]]|\.\s?\.\s?\.|\*\s?\*")
"""A word, an ellipsis or a bracket; other marks between two parts belong to these."""
_IGNORED_CHARACTERS = " \n\t>"
"""White space and the marks of block quotes: no difference between two passages."""
_GROUPED_NUMBER = re.compile(r"\d+(?:[.,:]\d+)+")


@dataclass(frozen=True, slots=True)
class PassageDifference:
    """Words of the article, and those of the release in their place; one may be missing."""

    article_span: Span | None
    release_span: Span | None


def find_quoted_spans(text: str, passage: Span, parts: Sequence[Span]) -> list[Span]:
    """Return the passage without the words that the article put between its parts.

    `parts` are within the passage, in order. Punctuation between two parts belongs to them, as
    does punctuation at the ends of the passage.
    """
    passage_start = Span(passage.start, passage.start)
    passage_end = Span(passage.end, passage.end)
    quoted_spans: list[Span] = []
    for part, next_part in pairwise([passage_start, *parts, passage_end]):
        if not _ARTICLE_WORDS.search(text, part.end, next_part.start):
            start = quoted_spans.pop().start if quoted_spans else part.start
            quoted_spans.append(Span(start, next_part.end))
        elif len(next_part):
            quoted_spans.append(next_part)
    return [span for span in quoted_spans if len(span)] or [passage]


def compare_passages(
    article_text: str, article_passage: Span, release_text: str, release_passage: Span
) -> list[PassageDifference]:
    """Compare a passage with its original word by word, except for white space and quote marks."""
    pieces = diff_words(
        release_passage.extract(release_text), article_passage.extract(article_text)
    )
    extend_in_article = _number_extender(article_text, article_passage)
    extend_in_release = _number_extender(release_text, release_passage)
    pairs = _pair_changes(pieces, article_passage.start, release_passage.start)
    return [
        PassageDifference(
            extend_in_article(article_span) if article_span else None,
            extend_in_release(release_span) if release_span else None,
        )
        for article_span, release_span in pairs
        if article_span or release_span
    ]


def _pair_changes(
    pieces: Sequence[DiffPiece], article_offset: int, release_offset: int
) -> Iterator[tuple[Span | None, Span | None]]:
    """Yield where the words between two unchanged pieces are in the article and in the release."""
    for is_same, run in groupby(pieces, lambda piece: piece.change == "same"):
        removed_text, added_text = "", ""
        for piece in run:
            removed_text += piece.text if piece.change != "added" else ""
            added_text += piece.text if piece.change != "removed" else ""
        if not is_same:
            yield (
                _locate_words(added_text, article_offset),
                _locate_words(removed_text, release_offset),
            )
        article_offset += len(added_text)
        release_offset += len(removed_text)


def _locate_words(text: str, offset: int) -> Span | None:
    """Return the span without spaces of a text at `offset`; None if it has nothing else."""
    if not text.strip(_IGNORED_CHARACTERS):
        return None
    leading_spaces = len(text) - len(text.lstrip())
    return Span(offset + leading_spaces, offset + len(text.rstrip()))


def _number_extender(text: str, passage: Span) -> Callable[[Span], Span]:
    """Return what extends a piece of a number to all of it: 8,471 differs, not only 471."""
    numbers = [
        Span(*match.span()) for match in _GROUPED_NUMBER.finditer(text, passage.start, passage.end)
    ]

    def extend(span: Span) -> Span:
        joined_spans = [span, *(number for number in numbers if number.count_overlap(span))]
        return Span(
            min(joined_span.start for joined_span in joined_spans),
            max(joined_span.end for joined_span in joined_spans),
        )

    return extend

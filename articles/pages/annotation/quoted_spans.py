"""Which words of a quotation are the release's, and which the article's own."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from articles.core.text import Span
from articles.pages.annotation.diff import DiffPiece, diff_words

_ARTICLE_WORDS = re.compile(r"[\w…\[\]]|\.\s?\.\s?\.|\*\s?\*")
"""A word, an ellipsis or a bracket; other marks between two parts belong to these."""
_IGNORED_CHARACTERS = " \n\t>"
"""White space and the marks of block quotes: no difference between two passages."""
_GROUPED_NUMBER = re.compile(r"\d+(?:[.,:]\d+)+")


@dataclass(frozen=True, slots=True)
class PassageDifferences:
    article_spans: list[Span]
    """Words of the article that the release does not have."""
    release_spans: list[Span]
    """Words of the release that the article does not have."""


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
) -> PassageDifferences:
    """Compare a passage with its original word by word, except for white space and quote marks."""
    pieces = diff_words(
        release_passage.extract(release_text), article_passage.extract(article_text)
    )
    added_spans = _locate_pieces(pieces, "added", "removed", article_passage.start)
    removed_spans = _locate_pieces(pieces, "removed", "added", release_passage.start)
    return PassageDifferences(
        list(_extend_to_numbers(article_text, article_passage, added_spans)),
        list(_extend_to_numbers(release_text, release_passage, removed_spans)),
    )


def _extend_to_numbers(text: str, passage: Span, spans: Iterable[Span]) -> Iterator[Span]:
    """Extend spans that are a piece of a number to all of it: 8,471 differs, not only 471."""
    numbers = [
        Span(*match.span()) for match in _GROUPED_NUMBER.finditer(text, passage.start, passage.end)
    ]
    for span in spans:
        joined_spans = [span, *(number for number in numbers if number.count_overlap(span))]
        yield Span(
            min(joined_span.start for joined_span in joined_spans),
            max(joined_span.end for joined_span in joined_spans),
        )


def _locate_pieces(
    pieces: Sequence[DiffPiece], change: str, absent_change: str, offset: int
) -> Iterator[Span]:
    """Yield where the pieces of one kind of change are in the text that begins at `offset`.

    Pieces of the kind `absent_change` are in the other text only.
    """
    for piece in pieces:
        if piece.change == absent_change:
            continue
        if piece.change == change and piece.text.strip(_IGNORED_CHARACTERS):
            leading_spaces = len(piece.text) - len(piece.text.lstrip())
            yield Span(offset + leading_spaces, offset + len(piece.text.rstrip()))
        offset += len(piece.text)

"""What of a quotation is the release's and what the article's own."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from articles.core.text import Span
from articles.pages.annotation.diff import Piece, words

_OWN = re.compile(r"[\w…\[\]]|\.\s?\.\s?\.|\*\s?\*")
"""A word, an ellipsis or a bracket: what is none of these belongs to the parts beside it."""
_NOTHING = " \n\t>"
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)+")


@dataclass(frozen=True, slots=True)
class Differing:
    """Where a passage and its original differ."""

    article_spans: list[Span]
    """In the article: what the release has not."""
    release_spans: list[Span]
    """In the release: what the article has not."""


def quoted(text: str, passage: Span, parts: Sequence[Span]) -> list[Span]:
    """A passage without what the article put between its parts: they come in order, within it.

    Marks that stand between two parts belong to them; so do those at the ends of the passage.
    """
    starts = Span(passage.start, passage.start)
    ends = Span(passage.end, passage.end)
    stretches: list[Span] = []
    for one, other in pairwise([starts, *parts, ends]):
        if not _OWN.search(text, one.end, other.start):
            start = stretches.pop().start if stretches else one.start
            stretches.append(Span(start, other.end))
        elif len(other):
            stretches.append(other)
    return [one for one in stretches if len(one)] or [passage]


def differing(ours: str, here: Span, theirs: str, there: Span) -> Differing:
    """A passage against its original, word by word; white space and quote signs don't count."""
    pieces = words(there.extract(theirs), here.extract(ours))
    return Differing(
        list(_whole(ours, here, _placed(pieces, "added", "removed", here.start))),
        list(_whole(theirs, there, _placed(pieces, "removed", "added", there.start))),
    )


def _whole(text: str, passage: Span, spans: Iterable[Span]) -> Iterator[Span]:
    """The spans, each with all of a number that it is a piece of: 8,471 differs, not only 471."""
    numbers = [Span(*match.span()) for match in _NUMBER.finditer(text, passage.start, passage.end)]
    for span in spans:
        met = [span, *(one for one in numbers if one.count_overlap(span))]
        yield Span(min(one.start for one in met), max(one.end for one in met))


def _placed(pieces: Sequence[Piece], change: str, absent: str, start: int) -> Iterator[Span]:
    for piece in pieces:
        if piece.change == absent:
            continue
        if piece.change == change and piece.text.strip(_NOTHING):
            before = len(piece.text) - len(piece.text.lstrip())
            yield Span(start + before, start + len(piece.text.rstrip()))
        start += len(piece.text)

"""How much of a text is quoted: its words, and its sentences one by one."""

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from articles.core.text import BLOCK_QUOTE_MARK, Span, split_paragraphs
from articles.pages.annotation.highlight import Marks
from articles.quoting.text import sentences as ends
from articles.quoting.text.tokens import Tokens, WordRange

ENOUGH = 4
"""Words of a sentence that are quoted, where half of it is not, for it to count as quoted."""

_MARKS = re.compile(r"\S*")
_DATELINE = re.compile(r"\.\s+[-–—]+\s")
"""What stands between a dateline (SAVANNAH, Ga. —) and its sentence."""


@dataclass(frozen=True, slots=True)
class Sentence[T: Hashable]:
    """A sentence, where it stands, and the marks that have half of its words, or `ENOUGH`."""

    span: Span
    words: int
    """None where the text has a row of stars or the like in place of a sentence."""
    marks: tuple[T, ...]


def sentences[T: Hashable](text: str, marks: Marks[T] = ()) -> list[Sentence[T]]:
    """The sentences of `text`, none of which reaches over the end of a paragraph.

    Together they have every character but white space and the marks of block quotes. A mark may
    come with several spans: their words count together.
    """
    words = Tokens(text)
    placed = [(words.words_in(span), mark) for span, mark in marks]
    return [_sentence(span, words, placed) for span in _spans(words)]


def share(text: str, passages: Iterable[Span]) -> float:
    """The share of the words of `text` that stand in some of the passages: 0 to 1."""
    words = Tokens(text)
    inside = np.zeros(len(words), np.bool_)
    for first, end in (words.words_in(passage) for passage in passages):
        inside[first:end] = True
    return float(inside.mean()) if len(words) else 0.0


def left_out(text: str, parts: Sequence[Span]) -> list[Span]:
    """The sentences of `text` that stand whole between two of the parts, which come in order."""
    between = [Span(one.end, other.start) for one, other in pairwise(parts)]
    return [
        one
        for one in _spans(Tokens(text))
        if any(gap.start <= one.start and one.end <= gap.end for gap in between)
    ]


def around(text: str, passage: Span, count: int) -> Span:
    """The sentences that a passage stands in, and as many as `count` before and after them."""
    spans = list(_spans(Tokens(text)))
    met = [place for place, span in enumerate(spans) if span.count_overlap(passage)]
    if not met:
        return passage
    first, last = spans[max(0, met[0] - count)], spans[min(len(spans) - 1, met[-1] + count)]
    return Span(min(first.start, passage.start), max(last.end, passage.end))


def _sentence[T: Hashable](
    span: Span, words: Tokens, placed: Sequence[tuple[WordRange, T]]
) -> Sentence[T]:
    sentence_words = words.words_in(span)
    counts = Counter[T]()
    for marked_words, mark in placed:
        counts[mark] += sentence_words.count_overlap(marked_words)
    length = sentence_words.length
    marks = tuple(
        one for one, met in counts.items() if met and (2 * met >= length or met >= ENOUGH)
    )
    return Sentence(span, length, marks)


def _spans(words: Tokens) -> Iterator[Span]:
    for paragraph in split_paragraphs(words.text):
        first, end = words.words_in(paragraph)
        cuts = [_end(words, place) for place in range(first, end) if _is_last(words, place)]
        edges = [paragraph.start, *(cut for cut in cuts[:-1] if cut < paragraph.end), paragraph.end]
        for start, stop in pairwise(edges):
            yield _trimmed(words.text, Span(start, stop))


def _is_last(words: Tokens, place: int) -> bool:
    return ends.ends_sentence(words, place) and not _DATELINE.match(ends.text_after(words, place))


def _end(words: Tokens, place: int) -> int:
    """Where the marks after the last word of a sentence end."""
    marks = _MARKS.match(ends.text_after(words, place))
    return int(words.ends[place]) + (marks.end() if marks else 0)


def _trimmed(text: str, span: Span) -> Span:
    """Without white space at its ends, and without the mark of a block quote."""
    written = span.extract(text)
    start = span.start + len(written) - len(written.lstrip())
    if text.startswith(BLOCK_QUOTE_MARK, start):
        start += len(BLOCK_QUOTE_MARK)
    return Span(start, max(start, span.start + len(written.rstrip())))

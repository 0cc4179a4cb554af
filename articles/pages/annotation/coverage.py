"""How much of a text is quoted, by its words and by its sentences."""

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from articles.core.text import BLOCK_QUOTE_MARK, Span, split_paragraphs
from articles.pages.annotation.highlight import MarkedSpans
from articles.quoting.text.sentences import ends_sentence, text_after
from articles.quoting.text.tokens import Tokens, WordRange

MIN_MARKED_WORDS = 4
"""Words that a mark must have of a sentence to count for it, if that is less than half of them."""

_TRAILING_PUNCTUATION = re.compile(r"\S*")
_DATELINE_DASH = re.compile(r"\.\s+[-–—]+\s")
"""Separates a dateline (SAVANNAH, Ga. —) from the sentence that it belongs to."""


@dataclass(frozen=True, slots=True)
class MarkedSentence[T: Hashable]:
    """A sentence, and the marks that have half of its words or `MIN_MARKED_WORDS` of them."""

    span: Span
    word_count: int
    """0 for a row of stars or the like."""
    marks: tuple[T, ...]


def mark_sentences[T: Hashable](
    text: str, marked_spans: MarkedSpans[T] = ()
) -> list[MarkedSentence[T]]:
    """Return the sentences of `text`, each with its marks.

    They end with their paragraph at the latest, and together have every character except white
    space and the marks of block quotes. If a mark has several spans, their words are added up.
    """
    tokens = Tokens(text)
    word_marks = [(tokens.words_in(span), mark) for span, mark in marked_spans]
    return [_mark_sentence(span, tokens, word_marks) for span in _split_sentences(tokens)]


def quoted_share(text: str, passages: Iterable[Span]) -> float:
    """Return the share of the words of `text` that are in any of the passages, from 0 to 1."""
    tokens = Tokens(text)
    is_quoted = np.zeros(len(tokens), np.bool_)
    for words in map(tokens.words_in, passages):
        is_quoted[words.start : words.end] = True
    return float(is_quoted.mean()) if len(tokens) else 0.0


def find_omitted_sentences(text: str, parts: Sequence[Span]) -> list[Span]:
    """Return the full sentences between two of the parts, which are in order."""
    gaps = [Span(part.end, next_part.start) for part, next_part in pairwise(parts)]
    return [
        sentence
        for sentence in _split_sentences(Tokens(text))
        if any(gap.start <= sentence.start and sentence.end <= gap.end for gap in gaps)
    ]


def surrounding_sentences(text: str, passage: Span, count: int) -> Span:
    """Return the span of the passage's sentences and `count` more before and after them."""
    sentences = list(_split_sentences(Tokens(text)))
    indexes = [index for index, span in enumerate(sentences) if span.count_overlap(passage)]
    if not indexes:
        return passage
    first_sentence = sentences[max(0, indexes[0] - count)]
    last_sentence = sentences[min(len(sentences) - 1, indexes[-1] + count)]
    return Span(min(first_sentence.start, passage.start), max(last_sentence.end, passage.end))


def _mark_sentence[T: Hashable](
    span: Span, tokens: Tokens, word_marks: Sequence[tuple[WordRange, T]]
) -> MarkedSentence[T]:
    sentence_words = tokens.words_in(span)
    counts = Counter[T]()
    for marked_words, mark in word_marks:
        counts[mark] += sentence_words.count_overlap(marked_words)
    word_count = sentence_words.length
    marks = tuple(
        mark
        for mark, count in counts.items()
        if count and (2 * count >= word_count or count >= MIN_MARKED_WORDS)
    )
    return MarkedSentence(span, word_count, marks)


def _split_sentences(tokens: Tokens) -> Iterator[Span]:
    for paragraph in split_paragraphs(tokens.text):
        words = tokens.words_in(paragraph)
        ends = [
            _sentence_end(tokens, index)
            for index in range(words.start, words.end)
            if _is_last_word(tokens, index)
        ]
        inner_ends = (end for end in ends[:-1] if end < paragraph.end)
        for start, end in pairwise([paragraph.start, *inner_ends, paragraph.end]):
            yield _trim(tokens.text, Span(start, end))


def _is_last_word(tokens: Tokens, index: int) -> bool:
    return ends_sentence(tokens, index) and not _DATELINE_DASH.match(text_after(tokens, index))


def _sentence_end(tokens: Tokens, index: int) -> int:
    """Return the end of the punctuation after a sentence's last word, as a character offset."""
    punctuation = _TRAILING_PUNCTUATION.match(text_after(tokens, index))
    return int(tokens.ends[index]) + (punctuation.end() if punctuation else 0)


def _trim(text: str, span: Span) -> Span:
    """Return the span without white space at its ends and without the mark of a block quote."""
    sentence = span.extract(text)
    start = span.start + len(sentence) - len(sentence.lstrip())
    if text.startswith(BLOCK_QUOTE_MARK, start):
        start += len(BLOCK_QUOTE_MARK)
    return Span(start, max(start, span.start + len(sentence.rstrip())))

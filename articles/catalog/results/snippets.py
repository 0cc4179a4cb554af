"""Choose the lines of a record that show why it matches a query."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from articles.catalog.index.analysis import analyze_text
from articles.catalog.index.inflections import Inflections
from articles.catalog.query.syntax import (
    AllOf,
    AnyOf,
    FieldQuery,
    Phrase,
    Prefix,
    QueryNode,
    Word,
)
from articles.core.text import shorten_beginning, strip_block_marks

SNIPPET_LENGTH = 240
"""Characters of a snippet, at most."""
_MAX_CHARACTERS = 60_000
"""Characters of a text that are searched for matches."""
_MAX_MATCHES = 12
"""Matches among which the best place is chosen."""
_MAX_OCCURRENCES = 60
"""Occurrences of a word's letters that are tried, at most."""
_MIN_CONTEXT = 60
"""Characters before the first match, if there are as many."""

_WORD_END = re.compile(r"(?!\w|['’]\w)")
_WORD = re.compile(r"\w(?:[\w'’‘ʼ]|\.(?=[A-Za-z]\b))*")

type TextMatch = tuple[int, int]
"""Start and end of a word in a text, in characters."""


class SnippetPart(NamedTuple):
    """A part of a snippet, and whether it is a word that was searched for."""

    text: str
    is_match: bool


type Snippet = tuple[SnippetPart, ...]


@dataclass(frozen=True, slots=True)
class HighlightTerms:
    """The words to highlight, as they are indexed, and the prefixes of further ones."""

    words: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()

    def matches(self, word: str) -> bool:
        """Whether a word is to be highlighted, as it is written in a text."""
        term = word.lower()
        if not term.isascii() or not term.isalnum():
            term = "".join(analyze_text(word))
        return term in self.words or (bool(self.prefixes) and term.startswith(self.prefixes))


def collect_highlight_terms(node: QueryNode, inflections: Inflections) -> HighlightTerms:
    """Return what to highlight in a text that matches a query."""
    words: set[str] = set()
    prefixes: list[str] = []
    for leaf in _searched_leaves(node):
        match leaf:
            case Word():
                words.update(inflection.term for inflection in inflections.find(leaf.term))
            case Phrase():
                words.update(word for alternative in leaf.alternatives for word in alternative)
            case Prefix():
                prefixes.append(leaf.prefix)
    return HighlightTerms(frozenset(words), tuple(prefixes))


def _searched_leaves(node: QueryNode) -> Iterator[Word | Phrase | Prefix]:
    """Yield the leaves that title or text may match, without those that are negated."""
    match node:
        case AllOf() | AnyOf():
            for operand in node.operands:
                yield from _searched_leaves(operand)
        case FieldQuery(field="title"):
            yield from _searched_leaves(node.node)
        case Word() | Phrase() | Prefix():
            yield node


def make_snippet(text: str, terms: HighlightTerms) -> Snippet:
    """Return the part of a text with most of the terms, or its beginning if it has none.

    Ellipses show that the text continues.
    """
    matches = _find_matches(text, terms) if terms.words or terms.prefixes else []
    if not matches:
        beginning = strip_block_marks(text[:_MAX_CHARACTERS])
        return (SnippetPart(shorten_beginning(beginning, SNIPPET_LENGTH), is_match=False),)
    return tuple(_split_snippet(text, _best_cluster(text, matches)))


def _find_matches(text: str, terms: HighlightTerms) -> list[TextMatch]:
    """Return the first matches. Words spelled with accents count if there are no others."""
    lowered = text[:_MAX_CHARACTERS].lower()
    same_offsets = len(lowered) == min(len(text), _MAX_CHARACTERS)
    matches = sorted({*_find_spelled_as_indexed(lowered, terms)}) if same_offsets else []
    return matches[:_MAX_MATCHES] or list(islice(_find_in_any_spelling(text, terms), _MAX_MATCHES))


def _find_spelled_as_indexed(lowered: str, terms: HighlightTerms) -> Iterator[TextMatch]:
    """Yield words spelled just as they are indexed, as most are: these are found much faster."""
    for word in terms.words:
        for start in _find_word_starts(lowered, word):
            end = start + len(word)
            if _WORD_END.match(lowered, end):
                yield start, end
    for prefix in terms.prefixes:
        for start in _find_word_starts(lowered, prefix):
            if match := _WORD.match(lowered, start):
                yield match.span()


def _find_word_starts(lowered: str, letters: str) -> Iterator[int]:
    """Yield where words begin with these letters."""
    start = lowered.find(letters)
    for _ in range(_MAX_OCCURRENCES):
        if start < 0:
            return
        if not lowered[start - 1 : start].isalnum():
            yield start
        start = lowered.find(letters, start + len(letters))


def _find_in_any_spelling(text: str, terms: HighlightTerms) -> Iterator[TextMatch]:
    for match in _WORD.finditer(text, 0, _MAX_CHARACTERS):
        if terms.matches(match[0]):
            yield match.span()


def _best_cluster(text: str, matches: list[TextMatch]) -> list[TextMatch]:
    """Return the run of matches with most different words that fits into a snippet."""
    max_length = SNIPPET_LENGTH - _MIN_CONTEXT
    clusters = [
        [match for match in matches[index:] if match[1] - start <= max_length]
        for index, (start, _) in enumerate(matches)
    ]

    def count_words(cluster: list[TextMatch]) -> int:
        return len({text[start:end].lower() for start, end in cluster})

    return max(clusters, key=count_words)


def _split_snippet(text: str, matches: list[TextMatch]) -> Iterator[SnippetPart]:
    snippet_start, snippet_end = _find_edges(text, matches)
    position = snippet_start
    if snippet_start:
        yield SnippetPart("…", is_match=False)
    for start, end in matches:
        yield from _context(text[position:start], starts_line=position == snippet_start)
        yield SnippetPart(text[start:end], is_match=True)
        position = end
    yield from _context(text[position:snippet_end], starts_line=False)
    if snippet_end < len(text):
        yield SnippetPart("…", is_match=False)


def _find_edges(text: str, matches: list[TextMatch]) -> tuple[int, int]:
    """Return the start and end of a snippet: it has whole words and contains the matches."""
    first_match, last_match = matches[0], matches[-1]
    start = max(0, first_match[0] - _MIN_CONTEXT)
    if start:
        start = text.find(" ", start - 1, first_match[0]) + 1 or first_match[0]
    end = min(len(text), start + SNIPPET_LENGTH)
    if end < len(text):
        end = max(text.rfind(" ", start, end), last_match[1])
    return start, end


def _context(text: str, *, starts_line: bool) -> Iterator[SnippetPart]:
    """Yield the text between two matches, without marks of block quotes, if any is left."""
    if context := strip_block_marks(text, starts_line=starts_line):
        yield SnippetPart(context, is_match=False)

"""The lines of a record that show why it was found."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from articles.catalog.index.analysis import terms
from articles.catalog.index.inflections import Forms
from articles.catalog.query.syntax import All, Any, Phrase, Prefix, Tree, Within, Word
from articles.core.text import BLOCK_QUOTE, opening

LENGTH = 240
"""Characters, at most."""
_READ = 60_000
"""Characters of a text that are looked through."""
_ENOUGH = 12
"""Words found, after which the best stretch of them is chosen."""
_TRIED = 60
"""Places at most where a word is looked for in a text."""
_BEFORE = 60
"""Characters shown before the first word, at least, where there are so many."""

_BLOCK_QUOTE = re.compile(rf"^{BLOCK_QUOTE}", re.MULTILINE)
_EDGE = re.compile(r"(?!\w|['’]\w)")
_WORD = re.compile(r"\w(?:[\w'’‘ʼ]|\.(?=[A-Za-z]\b))*")

type Stretches = tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """The words to mark."""

    terms: frozenset[str] = frozenset()
    starts: tuple[str, ...] = ()

    def has(self, word: str) -> bool:
        plain = word.lower()
        if not plain.isascii() or not plain.isalnum():
            plain = "".join(terms(word))
        return plain in self.terms or (bool(self.starts) and plain.startswith(self.starts))


def wanted(tree: Tree, forms: Forms) -> Wanted:
    """What to mark in a text that `tree` has found."""
    leaves = list(_leaves(tree))
    words = {form.term for leaf in leaves if isinstance(leaf, Word) for form in forms.of(leaf.term)}
    phrases = {
        word
        for leaf in leaves
        if isinstance(leaf, Phrase)
        for alternative in leaf.alternatives
        for word in alternative
    }
    starts = tuple(leaf.start for leaf in leaves if isinstance(leaf, Prefix))
    return Wanted(frozenset(words | phrases), starts)


def _leaves(tree: Tree) -> Iterator[Tree]:
    match tree:
        case All():
            yield from (leaf for part in tree.parts for leaf in _leaves(part))
        case Any():
            yield from (leaf for choice in tree.choices for leaf in _leaves(choice))
        case Within(field="title"):
            yield from _leaves(tree.wanted)
        case Word() | Phrase() | Prefix():
            yield tree


def snippet(text: str, wanted: Wanted) -> Stretches:
    """Stretches of the text, each with whether it is wanted; without one its beginning.

    An ellipsis stands where the text goes on.
    """
    found = _found(text, wanted) if wanted.terms or wanted.starts else []
    if not found:
        return ((opening(_BLOCK_QUOTE.sub("", text[:_READ]), LENGTH), False),)
    return tuple(_stretches(text, _best(text, found)))


def _found(text: str, wanted: Wanted) -> list[tuple[int, int]]:
    """Where the first words are that are wanted; written with accents only if not without."""
    lowered = text[:_READ].lower()
    same = len(lowered) == min(len(text), _READ)
    fast = sorted({*_plain(lowered, wanted)}) if same else []
    return fast[:_ENOUGH] or list(islice(_any(text, wanted), _ENOUGH))


def _plain(lowered: str, wanted: Wanted) -> Iterator[tuple[int, int]]:
    """Words just as the index has them, which is how most are written."""
    for term in wanted.terms:
        ends = ((start, start + len(term)) for start in _beginning(lowered, term))
        yield from ((start, end) for start, end in ends if _EDGE.match(lowered, end))
    for begun in wanted.starts:
        words = (_WORD.match(lowered, start) for start in _beginning(lowered, begun))
        yield from (word.span() for word in words if word)


def _beginning(lowered: str, letters: str) -> Iterator[int]:
    """Where words begin so."""
    start = lowered.find(letters)
    for _ in range(_TRIED):
        if start < 0:
            return
        if not lowered[start - 1 : start].isalnum():
            yield start
        start = lowered.find(letters, start + len(letters))


def _any(text: str, wanted: Wanted) -> Iterator[tuple[int, int]]:
    for match in _WORD.finditer(text, 0, _READ):
        if wanted.has(match[0]):
            yield match.span()


def _best(text: str, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The words of the stretch that holds the most different ones; of such the first."""
    near = [
        [span for span in found[at:] if span[1] - start <= LENGTH - _BEFORE]
        for at, (start, _) in enumerate(found)
    ]
    return max(near, key=lambda spans: len({text[start:end].lower() for start, end in spans}))


def _stretches(text: str, marks: list[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    begin, end = _edges(text, marks)
    done = begin
    if begin:
        yield "…", False
    for start, stop in marks:
        yield from _shown(text[done:start], first=done == begin)
        yield text[start:stop], True
        done = stop
    yield from _shown(text[done:end], first=False)
    if end < len(text):
        yield "…", False


def _edges(text: str, marks: list[tuple[int, int]]) -> tuple[int, int]:
    """Where the snippet begins and ends: at whole words, the marks within."""
    begin = max(0, marks[0][0] - _BEFORE) if marks[0][0] > _BEFORE else 0
    if begin:
        begin = text.find(" ", begin - 1, marks[0][0]) + 1 or marks[0][0]
    end = min(len(text), begin + LENGTH)
    if end < len(text):
        end = max(text.rfind(" ", begin, end), marks[-1][1])
    return begin, end


def _shown(stretch: str, *, first: bool) -> Iterator[tuple[str, bool]]:
    """The stretch without the signs of block quotes, where anything is left of it."""
    whole = (stretch.removeprefix(BLOCK_QUOTE) if first else stretch).replace(
        f"\n{BLOCK_QUOTE}", "\n"
    )
    if whole:
        yield whole, False

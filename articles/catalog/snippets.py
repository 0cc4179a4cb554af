"""The lines of a record that show why it was found."""

import re

import tantivy
from tantivy import Query

from articles.catalog.schema import SCHEMA
from articles.text import BLOCK_QUOTE, shortened

LENGTH = 240
"""Characters, at most."""

_BLOCK_QUOTE = re.compile(rf"^{BLOCK_QUOTE}", re.MULTILINE)


class Snippets:
    """Makes snippets for one query; without one, the beginning of the text."""

    def __init__(self, generator: tantivy.SnippetGenerator | None = None) -> None:
        self._generator = generator

    @classmethod
    def showing(cls, query: Query, searcher: tantivy.Searcher) -> "Snippets":
        generator = tantivy.SnippetGenerator.create(searcher, query, SCHEMA, "text")
        generator.set_max_num_chars(LENGTH)
        return cls(generator)

    def of(self, document: tantivy.Document) -> tuple[tuple[str, bool], ...]:
        """Stretches of the document's text, each with whether it is a word searched for."""
        if self._generator:
            snippet = self._generator.snippet_from_doc(document)
            if snippet.fragment():
                return tuple(_stretches(snippet))
        text: str = document.get_first("text") or ""
        return ((shortened(_BLOCK_QUOTE.sub("", text[: LENGTH * 2]), LENGTH), False),)


def _stretches(snippet: tantivy.Snippet) -> list[tuple[str, bool]]:
    """Tantivy counts in bytes of UTF-8."""
    fragment = snippet.fragment().encode()
    stretches, done = [], 0
    for mark in snippet.highlighted():
        stretches += [(fragment[done : mark.start], False), (fragment[mark.start : mark.end], True)]
        done = mark.end
    stretches.append((fragment[done:], False))
    shown = [
        (_unsigned(stretch.decode(), at), marked) for at, (stretch, marked) in enumerate(stretches)
    ]
    return [(stretch, marked) for stretch, marked in shown if stretch]


def _unsigned(stretch: str, at: int) -> str:
    """The stretch (number `at` of the snippet) without the signs of block quotes."""
    return (stretch if at else stretch.removeprefix(BLOCK_QUOTE)).replace(f"\n{BLOCK_QUOTE}", "\n")

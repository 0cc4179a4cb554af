"""What an article adds, leaves out or changes between two runs of words that it quotes."""

import re
from dataclasses import dataclass

from articles.core.text import BLOCK_QUOTE_MARK, Span
from articles.quoting.text.mark_pairs import unify_marks
from articles.quoting.text.tokens import Tokens, WordRange
from articles.quoting.text.words import count_words

_ELLIPSIS = re.compile(r"…|\.\s?\.\s?\.|\*\s?\*\s?\*")
_BRACKETED = re.compile(r"\[[^\[\]]*\]?")
_ASIDE = re.compile(r"”+[^“”\n]{0,150}“+")
"""The article's own words between two inline quotes: “We will act,” he said, “and soon.”"""
_PASSAGE_BREAK = re.compile(r"[.!?][\"”’)]*\s|\n[^\S\n]*\n|[“”]")
_QUOTATION_MARK = re.compile(r"[“”]")
_PARAGRAPH_BREAK = re.compile(r"\n[^\S\n]*\n")
_LETTER = re.compile(r"\w")
_LIST_MARK = re.compile(r"(?<=\n)[^\S\n]*(?:\d{1,3}[.)]|\(?[a-z\d]{1,3}\))(?=\s)", re.IGNORECASE)
"""What numbers the items of a list, at the start of a line: “1.”, “(a)”, “ii)”."""


@dataclass(frozen=True, slots=True)
class Gap:
    """The words between two runs that follow each other; either range may be empty."""

    article_words: WordRange
    release_words: WordRange


def gap_text(tokens: Tokens, words: WordRange) -> str:
    """Return the text of a gap: all between the words before and after it, with unified marks."""
    start = int(tokens.ends[words.start - 1]) if words.start else 0
    end = int(tokens.starts[words.end]) if words.end < len(tokens) else len(tokens.text)
    return Span(start, max(start, end)).extract(unify_marks(tokens.text))


def has_ellipsis(text: str) -> bool:
    return _ELLIPSIS.search(text) is not None


def has_brackets(text: str) -> bool:
    """Whether a square bracket opens, other than around an ellipsis."""
    return "[" in _ELLIPSIS.sub("", text).replace("[]", "")


def is_signaled(text: str) -> bool:
    """Whether an ellipsis or a bracket in a gap signals a departure from the original."""
    return "[" in text or has_ellipsis(text)


def breaks_passage(text: str) -> bool:
    """Whether a gap that leaves words out silently rather separates two quotations."""
    return _PASSAGE_BREAK.search(text) is not None


def crosses_quotation_marks(text: str) -> bool:
    """Whether a quotation opens or closes in a gap, other than around an aside."""
    return _QUOTATION_MARK.search(_ASIDE.sub(" ", text)) is not None


def has_article_paragraph(text: str) -> bool:
    """Whether a gap contains a whole paragraph that is not a block quote."""
    paragraphs = _PARAGRAPH_BREAK.split(text)[1:-1]
    return any(
        _LETTER.search(paragraph) and not paragraph.startswith(BLOCK_QUOTE_MARK)
        for paragraph in paragraphs
    )


def count_article_words(text: str) -> int:
    """Return how many words of a gap are neither in brackets nor in an aside, nor number a list."""
    return count_words(remove_list_marks(remove_additions(text)))


def remove_additions(text: str) -> str:
    """Return the text of a gap without brackets and asides."""
    if "[" in text or "”" in text:
        return _ASIDE.sub(" ", _BRACKETED.sub(" ", text))
    return text


def remove_list_marks(text: str) -> str:
    """Return the text of a gap without what numbers the items of a list."""
    return _LIST_MARK.sub(" ", text) if "\n" in text else text


def bracketed_text(text: str) -> str:
    """Return what a gap has in brackets."""
    return " ".join(_BRACKETED.findall(text))

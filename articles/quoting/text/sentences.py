"""Where the sentences of a text end, by its words."""

import re

from articles.quoting.text.mark_pairs import unify_marks
from articles.quoting.text.tokens import Tokens

_END = re.compile(r"[.!?…][\"”’')\]*]*\s|\n[^\S\n]*\n|\n> ")
_ELLIPSIS = re.compile(r"\s?(?:…|\.\s?\.\s?\.)\s?")
_COLON = re.compile(r"[)\]]?:\s")
_QUOTATION_MARK = re.compile(r"[“”]")
_ABBREVIATED_WORDS = (
    "mr mrs ms dr st gov sen rep gen lt sgt col capt jr sr no nos vs inc co corp v"
    " jan feb aug sept oct nov dec"
)
_ABBREVIATIONS = frozenset(_ABBREVIATED_WORDS.split())


def text_after(tokens: Tokens, index: int) -> str:
    """Return what separates word number `index` from the next; after the last, the remainder.

    The quotation marks in it are “ and ”.
    """
    text = unify_marks(tokens.text)
    if index + 1 < len(tokens):
        return text[tokens.ends[index] : tokens.starts[index + 1]]
    return text[tokens.ends[index] :] + "\n\n"


def ends_sentence(tokens: Tokens, index: int) -> bool:
    """Whether a sentence or paragraph ends with word number `index`.

    One ends before the first word (`index` -1) and with the last, with a colon if what follows
    begins like a sentence, and with an ellipsis unless what follows goes on in small letters.
    """
    if index < 0 or index >= len(tokens) - 1:
        return True
    if tokens.followed_by_space[index]:
        return False
    gap, next_letter = text_after(tokens, index), tokens.text[tokens.starts[index + 1]]
    if _COLON.match(gap):
        return next_letter.isupper()
    if not _END.search(gap) or (next_letter.islower() and _ELLIPSIS.fullmatch(gap)):
        return False
    word = tokens.text_of(index)
    if "\n" in gap or "[" in gap or not gap.startswith(". "):
        return True
    abbreviated = len(word) == 1 or "." in word or word.lower() in _ABBREVIATIONS
    return not (abbreviated or next_letter.islower() or next_letter.isdigit())


def has_quotation_mark_after(tokens: Tokens, index: int) -> bool:
    """Whether there is a quotation mark between word number `index` and the next."""
    if index < 0 or tokens.followed_by_space[index]:
        return False
    return _QUOTATION_MARK.search(text_after(tokens, index)) is not None

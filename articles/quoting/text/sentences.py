"""Where the sentences of a text end, seen from its words."""

import re

from articles.quoting.text.tokens import Words

_END = re.compile(r"[.!?…][\"”’)\]*]*\s|\n[^\S\n]*\n|\n> ")
_MARK = re.compile(r"[\"“”]")
_ABBREVIATED = (
    "mr mrs ms dr st gov sen rep gen lt sgt col capt jr sr no nos vs inc co corp v"
    " jan feb aug sept oct nov dec"
)
_ABBREVIATIONS = frozenset(_ABBREVIATED.split())


def after(words: Words, place: int) -> str:
    """What stands between word number `place` and the next; all of the rest after the last."""
    if place + 1 < len(words):
        return words.text[words.ends[place] : words.starts[place + 1]]
    return words.text[words.ends[place] :] + "\n\n"


def ends_after(words: Words, place: int) -> bool:
    """Whether a sentence or paragraph ends with word number `place`."""
    if place < 0 or place >= len(words) - 1:
        return True
    if words.spaced[place] or not _END.search(gap := after(words, place)):
        return False
    word, following = words.written(place), words.text[words.starts[place + 1]]
    if "\n" in gap or "[" in gap or not gap.startswith(". "):
        return True
    short = len(word) == 1 or "." in word or word.lower() in _ABBREVIATIONS
    return not (short or following.islower() or following.isdigit())


def marked_after(words: Words, place: int) -> bool:
    """Whether a quotation mark stands between word number `place` and the next."""
    if place < 0 or words.spaced[place]:
        return False
    return _MARK.search(after(words, place)) is not None

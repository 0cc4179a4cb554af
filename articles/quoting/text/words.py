"""What a word is, and in which form two words are compared."""

import re
from unicodedata import normalize

JOINERS = "'’‘ʼ\u00ad\u200b\u200c\u200d\u2060"
"""Characters within a word that are not compared: apostrophes, soft hyphens, joiners."""
WORD_CHARACTER = r"(?:[^\Wʼ]|[\u0300-\u036f])"
"""A letter, digit, underscore or combining mark, but the apostrophe that Unicode calls a letter."""
WORD_PATTERN = (
    rf"{WORD_CHARACTER}+(?:(?:[{JOINERS}]"
    r"|(?<=[0-9]),(?=[0-9]{3}(?![0-9]))"
    r"|(?<=\b[A-Za-z])\.(?=[A-Za-z]\b)"
    r"|(?<=\[[A-Za-z])\](?=[A-Za-z])"
    rf"){WORD_CHARACTER}+)*"
)
"""The regular expression of a word."""
_WORD = re.compile(WORD_PATTERN)
_IGNORED = re.compile(rf"[{JOINERS},.\]]")


def count_words(text: str) -> int:
    """Return how many words a short text has."""
    return len(_WORD.findall(text))


def comparable_form(words: str) -> str:
    """Return a word, or words separated by line breaks, in the form that is compared."""
    return normalize("NFKC", _IGNORED.sub("", words)).casefold()

"""Passages of a text: their names in permanent addresses, and the words they share."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from unicodedata import normalize

from articles.core.text import sha256_hex

SLUG_DIGITS = 10
MIN_SHARED_PART = 2 / 3
"""The share of a passage's words that another passage has at least if it took its place."""
MIN_RUN_WORDS = 3
"""Words in a row that count as shared; fewer are often the same by chance."""

_NOT_LETTERS = re.compile(r"[\W_]+")
_APOSTROPHES = re.compile(r"['’‘ʼ\u00ad]")
_WORD = re.compile(r"\w+")


def extract_letters(text: str) -> str:
    """Return the letters and digits of a text in lowercase, without anything between them."""
    return _NOT_LETTERS.sub("", normalize("NFKC", text).casefold())


def make_passage_slug(passage: str) -> str:
    """Return a digest of the passage's words, as 10 hexadecimal digits.

    Case, white space, block-quote marks and punctuation make no difference. Addresses are made of
    it, so it must never change.
    """
    return sha256_hex(extract_letters(passage))[:SLUG_DIGITS]


def make_passage_slugs(passages: Iterable[str]) -> list[str]:
    """Return the slugs of a text's passages, in order; repetitions end in -2, -3 and so on."""
    counts: Counter[str] = Counter()
    slugs = []
    for slug in map(make_passage_slug, passages):
        counts[slug] += 1
        slugs.append(slug if counts[slug] == 1 else f"{slug}-{counts[slug]}")
    return slugs


def measure_shared_part(passage: str, text: str) -> float:
    """Return the share of the passage's words, from 0 to 1, that are in runs that `text` has."""
    words, text_words = _split_words(passage), _split_words(text)
    run_length = min(MIN_RUN_WORDS, len(words))
    text_runs = set(_iter_runs(text_words, run_length))
    shared_words = {
        index
        for start, run in enumerate(_iter_runs(words, run_length))
        if run in text_runs
        for index in range(start, start + run_length)
    }
    return len(shared_words) / len(words) if words else 0.0


def _split_words(text: str) -> list[str]:
    return _WORD.findall(_APOSTROPHES.sub("", normalize("NFKC", text).casefold()))


def _iter_runs(words: list[str], length: int) -> Iterator[tuple[str, ...]]:
    """Yield each `length` words in a row."""
    return zip(*(words[start:] for start in range(length)), strict=False)

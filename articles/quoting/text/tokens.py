"""The words of a text: a hash for each, made for comparison, and where each one is.

Two words are equal if they differ only in case, apostrophes (straight, curly or missing),
ligatures, soft hyphens, a thousands separator, the dots of an initialism, or brackets around their
first letter. What separates words (spaces, dashes, hyphens, quotation marks, brackets, ellipses,
punctuation) belongs to neither of them.
"""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from articles.core.arrays import FlagArray, IndexArray, UInt64Array
from articles.core.text import Span
from articles.quoting.text.words import JOINERS, WORD_CHARACTER, WORD_PATTERN, comparable_form

_WORD = re.compile(WORD_PATTERN)
_NON_ASCII = re.compile(r"[^\x00-\x7f]")
_NON_ASCII_LETTER = re.compile(WORD_CHARACTER)
_LATIN_1 = "".join(letter for letter in map(chr, range(0xC0, 0x100)) if letter not in "×ß÷")
"""Letters beyond ASCII that are one byte each, and whose comparable form is their lower case."""
_ALPHABETIC = re.compile(r"[\u0100-\u024f\u0370-\u052f\u1e00-\u1fff]")
"""Latin, Greek and Cyrillic letters."""
_SPARE_BYTES = range(0x80, 0xA0)
"""Bytes that stand in for letters beyond Latin-1."""

_PART, _MARK = 1, 2
_BYTE_CLASSES = bytes(
    _PART if _WORD.match(chr(byte)) or byte in _SPARE_BYTES else _MARK * (byte in b"',.]")
    for byte in range(256)
)
_IS_LETTER, _IS_DIGIT = (
    np.array([chr(byte).isascii() and test(chr(byte)) for byte in range(256)])
    for test in (str.isalpha, str.isdigit)
)

_CHARACTER_RADIX = 0x9E3779B97F4A7C15
_LETTER_VALUES: UInt64Array = np.random.default_rng(2003).integers(1, 2**63, 256).astype(np.uint64)
_LETTER_VALUES = _LETTER_VALUES[[ord(chr(byte).lower()) for byte in range(256)]]
_GRAM_RADIX = 0xD6E8FEB86659FD93


class WordRange(NamedTuple):
    """Consecutive words of a text, by index: from `start` to just before `end`."""

    start: int
    end: int

    @property
    def length(self) -> int:
        return self.end - self.start

    def count_overlap(self, words: "WordRange") -> int:
        """Return how many words are in both ranges."""
        return max(0, min(self.end, words.end) - max(self.start, words.start))


class _TokenArrays(NamedTuple):
    hashes: UInt64Array
    starts: IndexArray
    ends: IndexArray
    followed_by_space: FlagArray


@dataclass(frozen=True)
class Tokens:
    """The words of `text`: for each a 64-bit hash, its first character, and the one after it."""

    text: str

    @cached_property
    def _arrays(self) -> _TokenArrays:
        encoded = _encode_bytes(self.text)
        return _tokenize_any(self.text) if encoded is None else _tokenize_bytes(*encoded)

    @cached_property
    def hashes(self) -> UInt64Array:
        return self._arrays.hashes

    @cached_property
    def starts(self) -> IndexArray:
        return self._arrays.starts

    @cached_property
    def ends(self) -> IndexArray:
        return self._arrays.ends

    @cached_property
    def followed_by_space(self) -> bytes:
        """For each word 1 if exactly one space separates it from the next one, else 0."""
        return self._arrays.followed_by_space.tobytes() + b"\0"

    def __len__(self) -> int:
        return len(self.hashes)

    def text_of(self, index: int) -> str:
        """Return a word as the text spells it."""
        return self.text[self.starts[index] : self.ends[index]]

    def span(self, words: WordRange) -> Span:
        """Return the characters of `words`; for no words, the empty span after the word before."""
        if words.start < words.end:
            return Span(int(self.starts[words.start]), int(self.ends[words.end - 1]))
        offset = int(self.ends[words.start - 1]) if words.start else 0
        return Span(offset, offset)

    def words_in(self, span: Span) -> WordRange:
        """Return the words that begin in a span of characters."""
        start, end = self.starts.searchsorted((span.start, span.end)).tolist()
        return WordRange(start, end)


def _encode_bytes(text: str) -> tuple[bytes, UInt64Array] | None:
    """Return `text` as one byte per character, and what each byte adds to the hash of a word.

    Returns None if its letters are too many or too intricate for that.
    """
    non_ascii = () if text.isascii() else set(_NON_ASCII.findall(text)).difference(_LATIN_1)
    letters = [character for character in non_ascii if _NON_ASCII_LETTER.match(character)]
    if len(letters) > len(_SPARE_BYTES) or not all(map(_is_simple_letter, letters)):
        return None
    for character in set(non_ascii).difference(letters):
        text = text.replace(character, "'" if character in JOINERS else "\0")
    values = _LETTER_VALUES.copy() if letters else _LETTER_VALUES
    for byte, letter in zip(_SPARE_BYTES, letters, strict=False):
        text = text.replace(letter, chr(byte))
        values[byte] = _letter_value(letter)
    return text.encode("latin-1"), values


@lru_cache(512)
def _letter_value(letter: str) -> np.uint64:
    code_points = np.array([ord(comparable_form(letter))], np.uint32)
    value: np.uint64 = _code_point_values(code_points)[0]
    return value


@lru_cache(512)
def _is_simple_letter(letter: str) -> bool:
    """Whether a letter is alphabetic, has one lower-case form and combines with no other."""
    return _ALPHABETIC.match(letter) is not None and len(comparable_form(letter)) == 1


def _code_point_values(code_points: NDArray[np.uint32]) -> UInt64Array:
    """Return what each character adds to the hash of a word."""
    byte_values = _LETTER_VALUES.take(code_points, mode="clip")
    is_byte = code_points < len(_LETTER_VALUES)
    return np.where(is_byte, byte_values, code_points * np.uint64(_CHARACTER_RADIX))


def _tokenize_bytes(text: bytes, values: UInt64Array) -> _TokenArrays:
    """Find what `_WORD` matches, in a text encoded by `_encode_bytes`: five times as fast."""
    padded = b"    " + text + b"     "
    codes = np.frombuffer(padded, np.uint8)
    classes = np.frombuffer(padded.translate(_BYTE_CLASSES), np.uint8)
    is_part = classes == _PART
    inside = is_part.copy()
    inside[_find_inner_marks(codes, is_part, np.flatnonzero(classes == _MARK))] = True
    starts, ends = _flag_edges(inside)
    followed_by_space = (codes[ends[:-1]] == ord(" ")) & (ends[:-1] + 1 == starts[1:])
    hashes = _hash_words(values.take(codes), is_part, starts, ends)
    return _TokenArrays(hashes, starts - 4, ends - 4, followed_by_space)


def _find_inner_marks(
    codes: NDArray[np.uint8], is_part: FlagArray, marks: IndexArray
) -> IndexArray:
    """Return those of the marks that are inside a word, though not in its comparable form."""
    marks = marks[is_part[marks - 1] & is_part[marks + 1]]
    codes_at, codes_before, codes_after = codes[marks], codes[marks - 1], codes[marks + 1]
    thousands = _IS_DIGIT[codes_before] & _IS_DIGIT[codes[marks + np.array([[1], [2], [3]])]].all(0)
    initials = (
        _IS_LETTER[codes_before]
        & _IS_LETTER[codes_after]
        & ~(is_part[marks - 2] | is_part[marks + 2])
    )
    first_letter = (
        (codes[marks - 2] == ord("[")) & _IS_LETTER[codes_before] & _IS_LETTER[codes_after]
    )
    is_inner: FlagArray = (
        (codes_at == ord("'"))
        | ((codes_at == ord(",")) & thousands & ~_IS_DIGIT[codes[marks + 4]])
        | ((codes_at == ord(".")) & initials)
        | ((codes_at == ord("]")) & first_letter)
    )
    return marks[is_inner]


def _flag_edges(flags: FlagArray) -> tuple[IndexArray, IndexArray]:
    """Return where the runs of set flags start, and the indices after their ends."""
    edges = np.flatnonzero(flags[1:] != flags[:-1]) + 1
    return edges[::2], edges[1::2]


def _hash_words(
    values: UInt64Array, is_part: FlagArray, starts: IndexArray, ends: IndexArray
) -> UInt64Array:
    """Return a polynomial of each word's letters modulo 2^64, as differences of one running sum."""
    part_counts = np.cumsum(is_part)
    first_letters, end_letters = part_counts[starts - 1], part_counts[ends - 1]
    values = values.compress(is_part)
    powers, inverses = _radix_powers(1 << len(values).bit_length())
    sums = np.zeros(len(values) + 1, np.uint64)
    np.cumsum(values * powers[: len(values)], out=sums[1:])
    return (sums[end_letters] - sums[first_letters]) * inverses[first_letters]


@lru_cache(4)
def _radix_powers(size: int) -> tuple[UInt64Array, UInt64Array]:
    """Return the first `size` powers of the radix, and of its inverse modulo 2^64."""
    bases = np.array([[_CHARACTER_RADIX], [pow(_CHARACTER_RADIX, -1, 2**64)]], np.uint64)
    powers = np.repeat(bases, size, axis=1)
    powers[:, 0] = 1
    np.multiply.accumulate(powers, axis=1, out=powers)
    return powers[0], powers[1]


def _tokenize_any(text: str) -> _TokenArrays:
    """Find the words of any text."""
    edges = np.array([match.span() for match in _WORD.finditer(text)], np.int64).reshape(-1, 2)
    folded = comparable_form("\n".join(_WORD.findall(text)))
    code_points = np.frombuffer(f"\n{folded}\n".encode("utf-32-le", "surrogatepass"), np.uint32)
    is_part = code_points != ord("\n")
    starts, ends = edges.T
    gaps = zip(ends[:-1].tolist(), starts[1:].tolist(), strict=True)
    followed_by_space = np.array([text[end:start] == " " for end, start in gaps], np.bool_)
    hashes = _hash_words(_code_point_values(code_points), is_part, *_flag_edges(is_part))
    return _TokenArrays(hashes, starts, ends, followed_by_space)


def hash_grams(word_hashes: UInt64Array, gram_words: int) -> UInt64Array:
    """Return a 64-bit hash of each sequence of `gram_words` consecutive words."""
    count = len(word_hashes) - gram_words + 1
    if count <= 0:
        return np.zeros(0, np.uint64)
    sums = word_hashes[:count].copy()
    for index in range(1, gram_words):
        sums *= np.uint64(_GRAM_RADIX)
        sums += word_hashes[index : count + index]
    sums ^= sums >> np.uint64(31)
    sums *= np.uint64(0xBF58476D1CE4E5B9)
    return sums

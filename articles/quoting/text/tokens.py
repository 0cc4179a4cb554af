"""The words of a text as numbers made for comparison, and where each stands. Imports no sibling.

Two words are equal where they differ in case, apostrophes (present, lost or curled), ligatures,
soft hyphens, a thousands separator, the dots of an initialism or brackets around their first
letter only. What stands between words
(spaces, dashes, hyphens, quote marks, brackets, ellipses, punctuation) is no part of either.
"""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple
from unicodedata import normalize

import numpy as np
from numpy.typing import NDArray

from articles.core.text import Span

type Numbers = NDArray[np.uint64]
type Places = NDArray[np.int64]
type Flags = NDArray[np.bool_]

_JOINERS = "'’‘ʼ\u00ad\u200b\u200c\u200d\u2060"
_INNER = r"[\w\u0300-\u036f]"
_WORD = re.compile(
    rf"{_INNER}+(?:(?:[{_JOINERS}]"
    r"|(?<=[0-9]),(?=[0-9]{3}(?![0-9]))"
    r"|(?<=\b[A-Za-z])\.(?=[A-Za-z]\b)"
    r"|(?<=\[[A-Za-z])\](?=[A-Za-z])"
    rf"){_INNER}+)*"
)
_UNSEEN = re.compile(rf"[{_JOINERS},.\]]")
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_INNER_FOREIGN = re.compile(_INNER)
_LATIN = "".join(letter for letter in map(chr, range(0xC0, 0x100)) if letter not in "×ß÷")
"""Letters beyond ASCII that are a byte each, and whose comparable form is their lower case."""
_ALPHABETIC = re.compile(r"[\u0100-\u024f\u0370-\u052f\u1e00-\u1fff]")
"""Latin, Greek and Cyrillic letters."""
_SPARE = range(0x80, 0xA0)
"""Bytes that stand for letters which are no byte themselves."""

_PART, _MARK = 1, 2
_CLASSES = bytes(
    _PART if _WORD.match(chr(byte)) or byte in _SPARE else _MARK * (byte in b"',.]")
    for byte in range(256)
)
_LETTER, _DIGIT = (
    np.array([chr(byte).isascii() and test(chr(byte)) for byte in range(256)])
    for test in (str.isalpha, str.isdigit)
)

_RADIX = 0x9E3779B97F4A7C15
_VALUES: Numbers = np.random.default_rng(2003).integers(1, 2**63, 256).astype(np.uint64)
_VALUES = _VALUES[[ord(chr(byte).lower()) for byte in range(256)]]


class _Split(NamedTuple):
    hashes: Numbers
    starts: Places
    ends: Places
    spaced: Flags


@dataclass(frozen=True)
class Words:
    """The words of `text`: a 64-bit number for each, and the characters where it stands."""

    text: str

    @cached_property
    def _split(self) -> _Split:
        plain = _plain(self.text)
        return _split_any(self.text) if plain is None else _split_plain(*plain)

    @cached_property
    def hashes(self) -> Numbers:
        return self._split.hashes

    @cached_property
    def starts(self) -> Places:
        return self._split.starts

    @cached_property
    def ends(self) -> Places:
        return self._split.ends

    @cached_property
    def spaced(self) -> bytes:
        """For each word 1 where nothing but a space parts it from the next one, else 0."""
        return self._split.spaced.tobytes() + b"\0"

    def __len__(self) -> int:
        return len(self.hashes)

    def span(self, first: int, last: int) -> Span:
        """The characters from word number `first` to word number `last`, both included."""
        return Span(int(self.starts[first]), int(self.ends[last]))

    def written(self, place: int) -> str:
        """Word number `place` as the text has it."""
        return self.text[self.starts[place] : self.ends[place]]


def count(text: str) -> int:
    """How many words a short text has."""
    return len(_WORD.findall(text))


def comparable(words: str) -> str:
    """One word, or words parted by line breaks, in the form in which two words are compared."""
    return normalize("NFKC", _UNSEEN.sub("", words)).casefold()


def _plain(text: str) -> tuple[bytes, Numbers] | None:
    """`text`, a byte for each character, and what each byte adds to a word's number.

    None where its letters are too many or too intricate for that.
    """
    foreign = () if text.isascii() else set(_FOREIGN.findall(text)).difference(_LATIN)
    letters = [character for character in foreign if _INNER_FOREIGN.match(character)]
    if len(letters) > len(_SPARE) or not all(map(_is_simple, letters)):
        return None
    for character in set(foreign).difference(letters):
        text = text.replace(character, "'" if character in _JOINERS else "\0")
    values = _VALUES.copy() if letters else _VALUES
    for byte, letter in zip(_SPARE, letters, strict=False):
        text = text.replace(letter, chr(byte))
        values[byte] = _value(letter)
    return text.encode("latin-1"), values


@lru_cache(512)
def _value(letter: str) -> np.uint64:
    value: np.uint64 = _values(np.array([ord(comparable(letter))], np.uint32))[0]
    return value


@lru_cache(512)
def _is_simple(letter: str) -> bool:
    """Whether a letter is one of an alphabet with one form of lower case, that joins no other."""
    return _ALPHABETIC.match(letter) is not None and len(comparable(letter)) == 1


def _values(codes: NDArray[np.uint32]) -> Numbers:
    """What each character adds to a word's number."""
    few = _VALUES.take(codes, mode="clip")
    return np.where(codes < len(_VALUES), few, codes * np.uint64(_RADIX))


def _split_plain(text: bytes, values: Numbers) -> _Split:
    """The words of a text of a few letters: what `_WORD` matches, by arrays, five times as fast."""
    padded = b"    " + text + b"     "
    codes = np.frombuffer(padded, np.uint8)
    classes = np.frombuffer(padded.translate(_CLASSES), np.uint8)
    part = classes == _PART
    inside = part.copy()
    inside[_joining(codes, part, np.flatnonzero(classes == _MARK))] = True
    starts, ends = _edges(inside)
    spaced = (codes[ends[:-1]] == ord(" ")) & (ends[:-1] + 1 == starts[1:])
    return _Split(_hashes(values.take(codes), part, starts, ends), starts - 4, ends - 4, spaced)


def _joining(codes: NDArray[np.uint8], part: Flags, marks: Places) -> Places:
    """Those of the marks that stand within a word and are no part of its comparable form."""
    marks = marks[part[marks - 1] & part[marks + 1]]
    mark, before, after = codes[marks], codes[marks - 1], codes[marks + 1]
    thousands = _DIGIT[before] & _DIGIT[codes[marks + np.array([[1], [2], [3]])]].all(axis=0)
    initials = _LETTER[before] & _LETTER[after] & ~(part[marks - 2] | part[marks + 2])
    joining: Flags = (
        (mark == ord("'"))
        | ((mark == ord(",")) & thousands & ~_DIGIT[codes[marks + 4]])
        | ((mark == ord(".")) & initials)
        | ((mark == ord("]")) & (codes[marks - 2] == ord("[")) & _LETTER[before] & _LETTER[after])
    )
    return marks[joining]


def _edges(inside: Flags) -> tuple[Places, Places]:
    """The first places of the stretches that are `inside`, and the places after their last."""
    edges = np.flatnonzero(inside[1:] != inside[:-1]) + 1
    return edges[::2], edges[1::2]


def _hashes(values: Numbers, part: Flags, starts: Places, ends: Places) -> Numbers:
    """A polynomial of each word's characters modulo 2^64, by differences of one running sum."""
    before = np.cumsum(part)
    first, last = before[starts - 1], before[ends - 1]
    values = values.compress(part)
    powers, inverses = _powers(1 << len(values).bit_length())
    sums = np.zeros(len(values) + 1, np.uint64)
    np.cumsum(values * powers[: len(values)], out=sums[1:])
    return (sums[last] - sums[first]) * inverses[first]


@lru_cache(4)
def _powers(size: int) -> tuple[Numbers, Numbers]:
    """The powers of the radix, and of its inverse modulo 2^64."""
    bases = np.array([[_RADIX], [pow(_RADIX, -1, 2**64)]], np.uint64)
    powers = np.repeat(bases, size, axis=1)
    powers[:, 0] = 1
    np.multiply.accumulate(powers, axis=1, out=powers)
    return powers[0], powers[1]


def _split_any(text: str) -> _Split:
    """The words of any text."""
    places = np.array([match.span() for match in _WORD.finditer(text)], np.int64).reshape(-1, 2)
    folded = comparable("\n".join(_WORD.findall(text)))
    codes = np.frombuffer(f"\n{folded}\n".encode("utf-32-le", "surrogatepass"), np.uint32)
    part = codes != ord("\n")
    starts, ends = places.T
    gaps = zip(ends[:-1].tolist(), starts[1:].tolist(), strict=True)
    spaced = np.array([text[end:start] == " " for end, start in gaps], np.bool_)
    return _Split(_hashes(_values(codes), part, *_edges(part)), starts, ends, spaced)

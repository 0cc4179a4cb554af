"""Numbers that are written in words: "twenty-one", "a hundred and five", "1.5 million"."""

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

BREAK = ","
"""Stands for punctuation between two words."""

_UNIT_NAMES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
)
_TEN_NAMES = "twenty thirty forty fifty sixty seventy eighty ninety"
_UNITS = {name: value for value, name in enumerate(_UNIT_NAMES.split())}
_DIGIT_NAMES = _UNIT_NAMES.split()[1:10]
_TENS = {name: value for value, name in zip(range(20, 100, 10), _TEN_NAMES.split(), strict=True)}
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_HUNDRED = "hundred"
_CARDINALS = (*_UNITS, *_TENS, _HUNDRED, *_SCALES)
_IRREGULAR_ORDINALS = {
    "first": "one",
    "second": "two",
    "third": "three",
    "fifth": "five",
    "eighth": "eight",
    "ninth": "nine",
    "twelfth": "twelve",
} | {f"{name[:-1]}ieth": name for name in _TENS}
_DIGITS = re.compile(r"[0-9]{0,30}(?:[0-9]|\.[0-9]{1,30})")
_ORDINALS = {f"{name}th": name for name in _CARDINALS} | _IRREGULAR_ORDINALS


class Numeral(NamedTuple):
    """A number, and the index of the word after it."""

    value: Fraction
    is_ordinal: bool
    end: int


def is_number_name(word: str) -> bool:
    """Whether a lower-case word names a number, by itself or with others."""
    return word in _ORDINALS or word in _CARDINALS


def read_numeral(words: Sequence[str], start: int) -> Numeral | None:
    """Return the number that begins with word number `start`, as long as it goes on.

    `words` are lower-case words, digits with or without a decimal point, and `BREAK`. Thousands,
    millions and so on follow each other from large to small: "two thousand three million" is two
    numbers.
    """
    numeral = _read_scaled(words, start)
    scale = _scale_before(words, numeral.end) if numeral and not numeral.is_ordinal else 1
    while numeral and scale > 1:
        next_start = _skip(words, numeral.end, BREAK, "and")
        following = _read_scaled(words, next_start)
        if not following or words[next_start][0].isdigit() or following.value >= scale:
            break
        scale = 1 if following.is_ordinal else _scale_before(words, following.end)
        numeral = Numeral(numeral.value + following.value, following.is_ordinal, following.end)
    return numeral


def _read_scaled(words: Sequence[str], start: int) -> Numeral | None:
    """Return a number below a thousand, or that many thousands, millions and so on."""
    group = _read_digits(words, start) or _read_group(words, start)
    name, is_ordinal = _cardinal_at(words, group.end if group else start)
    if name not in _SCALES or (group and group.is_ordinal):
        return group
    value, end = (group.value, group.end) if group else (Fraction(1), start)
    return Numeral(value * _SCALES[name], is_ordinal, end + 1)


def _read_digits(words: Sequence[str], start: int) -> Numeral | None:
    if start < len(words) and _DIGITS.fullmatch(words[start]):
        return Numeral(Fraction(words[start]), is_ordinal=False, end=start + 1)
    return None


def _read_group(words: Sequence[str], start: int) -> Numeral | None:
    """Return a number below a thousand, or one like "nineteen hundred", written in words."""
    name, is_ordinal = _cardinal_at(words, start)
    if name == "a":
        name, _ = _cardinal_at(words, start + 1)
        is_one = name == _HUNDRED or name in _SCALES
        hundreds = Numeral(Fraction(1), is_ordinal=False, end=start + 1) if is_one else None
    elif name == _HUNDRED:
        hundreds = Numeral(Fraction(1), is_ordinal=False, end=start)
    else:
        hundreds = _read_below_hundred(words, start)
    if not hundreds or hundreds.is_ordinal:
        return hundreds
    name, is_ordinal = _cardinal_at(words, hundreds.end)
    if name != _HUNDRED:
        return hundreds
    numeral = Numeral(hundreds.value * 100, is_ordinal, hundreds.end + 1)
    remainder = _read_below_hundred(words, _skip(words, numeral.end, "and"))
    if is_ordinal or not remainder or _cardinal_at(words, remainder.end)[0] == _HUNDRED:
        return numeral
    return Numeral(numeral.value + remainder.value, remainder.is_ordinal, remainder.end)


def _read_below_hundred(words: Sequence[str], start: int) -> Numeral | None:
    name, is_ordinal = _cardinal_at(words, start)
    if name in _UNITS:
        return Numeral(Fraction(_UNITS[name]), is_ordinal, start + 1)
    if name not in _TENS:
        return None
    unit, is_unit_ordinal = _cardinal_at(words, start + 1)
    if not is_ordinal and unit in _DIGIT_NAMES:
        return Numeral(Fraction(_TENS[name] + _UNITS[unit]), is_unit_ordinal, start + 2)
    return Numeral(Fraction(_TENS[name]), is_ordinal, start + 1)


def _cardinal_at(words: Sequence[str], index: int) -> tuple[str, bool]:
    """Return a word, with an ordinal as its cardinal, and whether it is one."""
    word = words[index] if index < len(words) else ""
    return _ORDINALS.get(word, word), word in _ORDINALS


def _scale_before(words: Sequence[str], end: int) -> int:
    return _SCALES.get(words[end - 1], 1)


def _skip(words: Sequence[str], index: int, *skipped: str) -> int:
    """Return the index after the `skipped` words, of which each may be missing."""
    for word in skipped:
        index += index < len(words) and words[index] == word
    return index

"""Numbers in words are read as those that write them mean them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.quoting.text.numerals import read_numeral

UNIT_NAMES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
)
TEN_NAMES = "- - twenty thirty forty fifty sixty seventy eighty ninety"
UNITS, TENS = UNIT_NAMES.split(), TEN_NAMES.split()
numbers = st.integers(0, 999_999)


def spell(number, link=""):
    """Return the words of a number below a million; `link` may be "and", as the British write."""
    if number < 20:
        return [UNITS[number]]
    if number < 100:
        return [TENS[number // 10], *(spell(number % 10) if number % 10 else ())]
    size, name = (100, "hundred") if number < 1000 else (1000, "thousand")
    remainder = number % size
    joint = [link] if link and 0 < remainder < 100 else []
    return [
        *spell(number // size, link), name, *joint, *(spell(remainder, link) if remainder else ()),
    ]  # fmt: skip


def read(text):
    """Return all numbers in a text of words between spaces."""
    words, index, values = text.split(), 0, []
    while index < len(words):
        numeral = read_numeral(words, index)
        values.extend([numeral.value] if numeral else [])
        index = numeral.end if numeral else index + 1
    return values


@given(numbers, st.sampled_from(["", "and"]))
def test_the_name_of_every_number_below_a_million_is_read(number, link):
    words = spell(number, link)
    assert read_numeral([*words, "boats"], 0) == (number, False, len(words))


@pytest.mark.parametrize("numbers", [range(2_000), range(2_000, 1_000_000, 1_009)])
def test_no_small_number_is_left_out(numbers):
    for number in numbers:
        words = spell(number)
        assert read_numeral(words, 0) == (number, False, len(words))


@given(numbers, numbers)
def test_two_different_numbers_are_never_equal(number, different_number):
    values = read(" ".join(spell(number))), read(" ".join(spell(different_number, "and")))
    assert (values[0] == values[1]) == (number == different_number)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.5 million", 1_500_000),
        ("15 thousand", 15_000),
        ("a hundred and five", 105),
        ("a million", 1_000_000),
        ("hundred", 100),
        ("nineteen hundred", 1_900),
        ("two million , three hundred thousand", 2_300_000),
        ("one million and two", 1_000_002),
    ],
)
def test_digits_and_names_go_together(text, value):
    words = text.split()
    assert read_numeral(words, 0) == (value, False, len(words))


@pytest.mark.parametrize(
    ("text", "value"),
    [("first", 1), ("twenty first", 21), ("one hundredth", 100), ("two hundred and third", 203)],
)
def test_an_ordinal_is_one(text, value):
    assert read_numeral(text.split(), 0) == (value, True, len(text.split()))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("one hundred and five hundred", [100, 500]),
        ("one thousand and five thousand", [1_000, 5_000]),
        ("two hundred , three thousand", [200, 3_000]),
        ("twenty , one", [20, 1]),
        ("two three", [2, 3]),
        ("5 thousand 20", [5_000, 20]),
        ("twenty fourteen", [20, 14]),
        ("1.5 or .5", [Fraction(3, 2), Fraction(1, 2)]),
    ],
)
def test_two_numbers_are_not_one(text, values):
    assert read(text) == values


@pytest.mark.parametrize("text", ["", "a", "a boat", "and", ".", "boats"])
def test_other_words_are_no_number(text):
    assert read(text) == []


@given(st.lists(st.sampled_from([*UNITS, *TENS, "hundred", "and", ",", "a", "third", "4", ".5"])))
def test_any_words_are_read_to_their_end(words):
    for index in range(len(words)):
        numeral = read_numeral(words, index)
        assert numeral is None or index < numeral.end <= len(words)

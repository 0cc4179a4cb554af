"""The words of a passage in one way of writing: "Sept. 5", "20%" as "september 5", "20 percent"."""

import html
import re
from collections.abc import Iterable, Iterator, Sequence

from articles.quoting.text.numerals import BREAK, is_number_name, read_numeral
from articles.quoting.text.spelling import MONTHS, spell_word
from articles.quoting.text.words import WORD_PATTERN, comparable_form

_NEGATION_NAMES = "no not never none nobody nothing neither nor nowhere without"
_NEGATIONS = frozenset(_NEGATION_NAMES.split())
_SYMBOLS = {"%": "percent", "&": "and", "¢": "cents"}
_TOKEN = re.compile(
    r"(?P<decimal>(?<![\w.])(?:\d{1,3}(?:,\d{3})+|\d*)\.\d+(?!\w))"
    rf"|(?P<word>{WORD_PATTERN})"
    r"|(?P<range>(?<=\d)[-–—](?=\d))"
    r"|(?P<symbol>[$%&¢])"
    r"|(?P<break>[^\s\-‐‑])"
)
_FULL_HOUR = re.compile(r"(?<=\d):00(?![\d:])")
_NUMBER_SIGN = re.compile(r"\bno\.\s?(?=\d)", re.IGNORECASE)
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")


def canonical_words(text: str) -> tuple[str, ...]:
    """Return the words of a passage, written in one way.

    Without accents, abbreviations, contractions of "not", British spellings, symbols and HTML
    character references; with numbers as digits: "14", "1500000", "3/2" for 1.5, "21th" for an
    ordinal.
    """
    text = html.unescape(text) if "&" in text else text
    text = _NUMBER_SIGN.sub("number ", _FULL_HOUR.sub("", text))
    forms = [form for match in _TOKEN.finditer(text) for form in _canonical_forms(match)]
    words = [word for word in _write_numbers(forms) if word != BREAK]
    return tuple(_write_dates(_write_amounts(words)))


def join_words(words: Iterable[str]) -> str:
    """Return canonical words without what separates them, other than two numbers.

    So "to day" is "today", but "1 4" is not "14".
    """
    return re.sub(r"(?<!\d) | (?!\d)", "", " ".join(words))


def has_negation(words: Iterable[str]) -> bool:
    """Whether any of some canonical words says that something is not so."""
    return not _NEGATIONS.isdisjoint(words)


def is_numeric(word: str) -> bool:
    """Whether a word, as a text spells it, may be a part of a number or of a date."""
    form = comparable_form(word)
    return form[:1].isdigit() or is_number_name(form) or not MONTHS.isdisjoint(spell_word(word))


def _canonical_forms(match: re.Match[str]) -> Sequence[str]:
    token = match[0]
    if match["word"]:
        return spell_word(token)
    if match["decimal"]:
        return [token.replace(",", "")]
    if match["range"]:
        return ["to"]
    return [_SYMBOLS.get(token, token) if match["symbol"] else BREAK]


def _write_numbers(forms: Sequence[str]) -> Iterator[str]:
    """Yield the words with each number as digits, ordinals with "th"."""
    index = 0
    while index < len(forms):
        numeral = read_numeral(forms, index)
        if numeral:
            yield f"{numeral.value}{'th' if numeral.is_ordinal else ''}"
        elif ordinal := _ORDINAL.fullmatch(forms[index]):
            yield f"{ordinal[1].lstrip('0')}th"
        else:
            yield forms[index]
        index = numeral.end if numeral else index + 1


def _write_amounts(words: Sequence[str]) -> Iterator[str]:
    """Yield the words with "5 dollars" for "$5"."""
    previous, amount = "", ""
    for word in words:
        is_number = word[0].isdigit()
        if word == "$":
            amount = word
            continue
        yield "dollars" if word == "dollar" and previous[:1].isdigit() else word
        if amount and is_number:
            yield "dollars"
        previous, amount = word, ""


def _write_dates(words: Iterable[str]) -> Iterator[str]:
    """Yield the words with "september 5" for "september 5th"."""
    previous = ""
    for word in words:
        yield word.removesuffix("th") if previous in MONTHS and word[0].isdigit() else word
        previous = word

"""Turn one token of a query into a leaf of the tree: a word, phrase, prefix or date range."""

import re
from datetime import date

from articles.catalog.index.analysis import analyze_text, find_compounds, normalize_text
from articles.catalog.query.lexer import Token
from articles.catalog.query.syntax import DateRange, FieldQuery, Phrase, Prefix, QueryNode, Word
from articles.core.dates import PartialDate

MIN_PREFIX_LETTERS = 2
"""Letters required before an asterisk."""
_QUOTED_CHARACTERS = 40
"""Characters of the query repeated in a remark, at most."""

_SECTION_SIGN = re.compile(r"\b[Ss]ec(?:tion\b|\.)|§")
_PREFIX = re.compile(r"[^\w*]*(\w[\w'’]*)\*[^\w*]*")


def parse_leaf(token: Token, remarks: list[str]) -> QueryNode | None:
    """Return the node for a token that is no parenthesis or operator; None if it has no word.

    Appends to `remarks` what could not be taken literally.
    """
    field = token["field"]
    if field in ("before", "after"):
        return _parse_date(field, token, remarks)
    leaf = _parse_words(token, remarks)
    return FieldQuery(field, leaf) if field and leaf else leaf


def _parse_words(token: Token, remarks: list[str]) -> QueryNode | None:
    if token["phrase"] is not None:
        return _phrase_of(analyze_text(token["phrase"]))
    if token["citation"]:
        return _parse_citation(token["citation"])
    return _parse_word(token["word"] or "", remarks)


def _parse_date(field: str, token: Token, remarks: list[str]) -> QueryNode | None:
    text = token["word"] or token["phrase"] or ""
    try:
        partial_date = PartialDate(text.rstrip(".,;:!?)"))
        if field == "before":
            return DateRange(last_day=_shift_day(partial_date.first_day, -1))
        return DateRange(first_day=_shift_day(partial_date.last_day, 1))
    except (ValueError, OverflowError):
        remarks.append(
            f"“{text[:_QUOTED_CHARACTERS]}” is not a date such as 2017, 2017-07 or 2017-07-28; "
            f"“{field}” was searched for as a word."
        )
        return _phrase_of(analyze_text(f"{field} {text}"))


def _shift_day(day: date, days: int) -> date:
    """Return the day that many days later. Raises ValueError outside the calendar."""
    return date.fromordinal(day.toordinal() + days)


def _phrase_of(words: list[str]) -> Phrase | None:
    return Phrase((tuple(words),)) if words else None


def _parse_citation(text: str) -> Phrase | None:
    """Return a phrase that finds a section of the law with or without its section sign."""
    words = tuple(analyze_text(_SECTION_SIGN.sub(" § ", text)))
    if not words:
        return None
    without_sign = tuple(word for word in words if word != "section")
    if words[0] == "section":
        return Phrase((words,))
    with_sign = (*without_sign[:2], "section", *without_sign[2:])
    return Phrase((with_sign, without_sign))


def _parse_word(text: str, remarks: list[str]) -> Word | Phrase | Prefix | None:
    if match := _PREFIX.fullmatch(text):
        prefix = "".join(analyze_text(match[1]))
        if len(prefix) >= MIN_PREFIX_LETTERS:
            return Prefix(prefix)
        remarks.append(
            f"“{text[:_QUOTED_CHARACTERS]}” would match too many words; it was searched for "
            "without its asterisk."
        )
    elif "*" in text.strip("*"):
        remarks.append("An asterisk works only at the end of a word.")
    words = analyze_text(text)
    if len(words) <= 1:
        return Word(words[0]) if words else None
    compounds = [tuple(analyze_text(word)) for word in find_compounds(normalize_text(text))]
    return Phrase((tuple(words), *(word for word in compounds if _covers(word, words))))


def _covers(compound: tuple[str, ...], words: list[str]) -> bool:
    """Whether the compound consists of all the words, not only of some."""
    return len("".join(compound)) == len("".join(words))

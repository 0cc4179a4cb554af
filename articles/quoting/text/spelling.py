"""Words in one spelling: without accents and abbreviations, and as Americans spell them."""

import re
from functools import cache, lru_cache
from unicodedata import combining, normalize

from articles.names.regions import state_abbreviations
from articles.quoting.text.words import comparable_form

_MONTH_NAMES = (
    "january february march april may june july august september october november december"
)
MONTHS = frozenset(_MONTH_NAMES.split())
_ABBREVIATED_NAMES = {
    "january": "jan", "february": "feb", "march": "mar", "april": "apr", "june": "jun",
    "july": "jul", "august": "aug", "september": "sep sept", "october": "oct", "november": "nov",
    "december": "dec", "monday": "mon", "tuesday": "tue tues", "wednesday": "wed",
    "thursday": "thu thur thurs", "friday": "fri", "saturday": "sat", "sunday": "sun",
}  # fmt: skip
_ABBREVIATED_WORDS = {
    "governor": "gov", "senator": "sen", "senators": "sens", "representative": "rep",
    "representatives": "reps", "president": "pres", "doctor": "dr", "mister": "mr",
    "general": "gen", "colonel": "col", "captain": "capt", "lieutenant": "lt", "sergeant": "sgt",
    "detective": "det", "attorney": "atty", "reverend": "rev", "professor": "prof",
    "superintendent": "supt", "department": "dept", "junior": "jr", "senior": "sr",
    "company": "co", "corporation": "corp", "incorporated": "inc", "limited": "ltd",
    "brothers": "bros", "association": "assn", "avenue": "ave", "boulevard": "blvd",
    "street": "st", "fort": "ft", "mount": "mt", "versus": "v vs", "okay": "ok", "percent": "pct",
}  # fmt: skip
_COUNTRIES = {"US": "United States", "UN": "United Nations"}
_AMBIGUOUS_CODES = frozenset(("OK",))
"""Postal codes of states that are words as well."""
_BRITISH_SPELLINGS = [
    (re.compile(rf"^({stems}){british}({endings})$"), rf"\1{american}\2")
    for stems, british, american, endings in (
        ("behavi|col|endeav|fav|harb|hon|hum|lab|neighb|rum|sav|vig", "our", "or", r"\w*"),
        (r"\w{3,}", "is", "iz", "e|ed|es|er|ers|ing|ation|ations"),
        (r"anal|paral", "ys", "yz", "e|ed|es|ing"),
        ("cent|theat|lit|met|fib", "re", "er", "s?"),
        ("def|off|lic", "ence", "ense", "s?"),
        ("cancel|counsel|fuel|label|level|model|signal|total|travel", "l", "", "ed|er|ers|ing"),
        ("judg|acknowledg", "e", "", "ments?"),
        ("gr", "ey", "ay", ""),
        ("program", "me", "", "s?"),
        ("qa", "ida", "eda", ""),
    )
]
_CONTRACTION = re.compile(
    r"(do|does|did|is|are|was|were|has|have|had|ca|wo|would|could|should|must)nt"
)
_CONTRACTED_VERBS = {"ca": "can", "wo": "will"}
_PLAIN_LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i"}
)


@lru_cache(4096)
def spell_word(word: str) -> tuple[str, ...]:
    """Return a word in small letters, spelled in one way: "Sept" as "september".

    More than one word for "can't" ("can", "not") and "U.S."; none for an underscore.
    """
    initials = comparable_form(word).upper()
    if word.replace(".", "") == initials and (name := _initialisms().get(initials)):
        return tuple(name.casefold().split())
    form = _remove_accents(comparable_form(word)).replace("_", "")
    if contraction := _CONTRACTION.fullmatch(form):
        return _CONTRACTED_VERBS.get(contraction[1], contraction[1]), "not"
    if form == "cannot":
        return "can", "not"
    if word[0].isupper():
        form = _abbreviated_names().get(form, form)
    return tuple(_write_american(_abbreviated_words().get(form, form)).split())


def _remove_accents(form: str) -> str:
    if form.isascii():
        return form
    letters = (letter for letter in normalize("NFD", form) if not combining(letter))
    return "".join(letters).translate(_PLAIN_LETTERS)


@cache
def _initialisms() -> dict[str, str]:
    """Return what capitals stand for: countries, and states by postal code."""
    states = state_abbreviations().items()
    codes = {form: name for form, name in states if form.isupper()}
    return {
        form: name for form, name in (codes | _COUNTRIES).items() if form not in _AMBIGUOUS_CODES
    }


@cache
def _abbreviated_names() -> dict[str, str]:
    """Return the months, days and states that abbreviations stand for."""
    states = state_abbreviations().items()
    return _invert(_ABBREVIATED_NAMES) | {
        form.casefold(): name.casefold() for form, name in states if not form.isupper()
    }


@cache
def _abbreviated_words() -> dict[str, str]:
    return _invert(_ABBREVIATED_WORDS)


def _invert(abbreviations: dict[str, str]) -> dict[str, str]:
    return {form: name for name, forms in abbreviations.items() for form in forms.split()}


def _write_american(form: str) -> str:
    for british, american in _BRITISH_SPELLINGS:
        form = british.sub(american, form)
    return form

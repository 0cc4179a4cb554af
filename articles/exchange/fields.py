"""The kinds of value that a record's fields have."""

import re
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer

from articles.core.dates import PartialDate
from articles.core.text import one_line

KEY = r"[a-z0-9][a-z0-9-]*"
KEY_LENGTH = 200

_HALF_A_PAIR = re.compile("[\ud800-\udfff]")


def _speakable(value: str) -> str:
    if "\0" in value:
        raise ValueError("holds a NUL byte")
    if _HALF_A_PAIR.search(value):
        raise ValueError("holds half a surrogate pair, which is not a character")
    return value


def _named(value: str) -> str:
    line = one_line(_speakable(value))
    if not line:
        raise ValueError("is empty")
    return line


def _filled(value: str) -> str:
    text = _speakable(value).replace("\r\n", "\n").replace("\r", "\n").strip()
    if not text:
        raise ValueError("is empty")
    return text


def _date(value: object) -> PartialDate | None:
    if value is None or isinstance(value, PartialDate):
        return value
    if not isinstance(value, str):
        raise ValueError("is not a date such as 2017, 2017-07 or 2017-07-28, written as text")
    return PartialDate(value.strip())


def _absent(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


Name = Annotated[str, AfterValidator(_named), Field(max_length=500)]
Names = Annotated[tuple[Name, ...], Field(strict=False)]
Key = Annotated[str, Field(pattern=rf"^{KEY}$", max_length=KEY_LENGTH)]
Title = Annotated[str, AfterValidator(_named), Field(max_length=2000)]
Body = Annotated[str, AfterValidator(_filled), Field(max_length=20_000_000)]
Url = Annotated[
    str, AfterValidator(_named), Field(pattern=r"^https?://[^\s<>\"]+$", max_length=2000)
]
_ABSENT_WHERE_EMPTY = BeforeValidator(_absent)
OptionalName = Annotated[Name | None, _ABSENT_WHERE_EMPTY]
OptionalKey = Annotated[Key | None, _ABSENT_WHERE_EMPTY]
OptionalTitle = Annotated[Title | None, _ABSENT_WHERE_EMPTY]
OptionalUrl = Annotated[Url | None, _ABSENT_WHERE_EMPTY]
OptionalDate = Annotated[
    Annotated[PartialDate, PlainSerializer(str)] | None,
    BeforeValidator(_date),
    _ABSENT_WHERE_EMPTY,
]
Line = Annotated[str, AfterValidator(_speakable), Field(max_length=200)]

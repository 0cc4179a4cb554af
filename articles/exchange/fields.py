"""Types of the fields of records, each with its normalization and validation."""

import re
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer

from articles.core.dates import PartialDate
from articles.core.text import collapse_spaces

KEY_PATTERN = r"[a-z0-9][a-z0-9-]*"
MAX_KEY_LENGTH = 200

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def _reject_unstorable(value: str) -> str:
    """Reject what PostgreSQL cannot store as UTF-8 text."""
    if "\0" in value:
        raise ValueError("contains a NUL byte")
    if _LONE_SURROGATE.search(value):
        raise ValueError("contains half a surrogate pair, which is not a character")
    return value


def _normalize_line(value: str) -> str:
    line = collapse_spaces(_reject_unstorable(value))
    if not line:
        raise ValueError("is empty")
    return line


def _normalize_body(value: str) -> str:
    text = _reject_unstorable(value).replace("\r\n", "\n").replace("\r", "\n").strip()
    if not text:
        raise ValueError("is empty")
    return text


def _parse_date(value: object) -> PartialDate | None:
    if value is None or isinstance(value, PartialDate):
        return value
    if not isinstance(value, str):
        raise ValueError("is not a date such as 2017, 2017-07 or 2017-07-28, written as text")
    return PartialDate(value.strip())


def _none_if_blank(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


Name = Annotated[str, AfterValidator(_normalize_line), Field(max_length=500)]
Names = Annotated[tuple[Name, ...], Field(strict=False)]
Key = Annotated[str, Field(pattern=rf"^{KEY_PATTERN}$", max_length=MAX_KEY_LENGTH)]
Title = Annotated[str, AfterValidator(_normalize_line), Field(max_length=2000)]
Body = Annotated[str, AfterValidator(_normalize_body), Field(max_length=20_000_000)]
Url = Annotated[
    str, AfterValidator(_normalize_line), Field(pattern=r"^https?://[^\s<>\"]+$", max_length=2000)
]
_BLANK_IS_NONE = BeforeValidator(_none_if_blank)
OptionalName = Annotated[Name | None, _BLANK_IS_NONE]
OptionalKey = Annotated[Key | None, _BLANK_IS_NONE]
OptionalTitle = Annotated[Title | None, _BLANK_IS_NONE]
OptionalUrl = Annotated[Url | None, _BLANK_IS_NONE]
OptionalDate = Annotated[
    Annotated[PartialDate, PlainSerializer(str)] | None,
    BeforeValidator(_parse_date),
    _BLANK_IS_NONE,
]
ShortText = Annotated[str, AfterValidator(_reject_unstorable), Field(max_length=200)]

"""The exchange format: what a record is, and what is wrong with one that is refused.

May import `text` and `dates`. One record is one JSON object; its fields stand in the order of
the classes below, and that order is the canonical one of which the digest is made.
"""

import json
import re
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    SerializerFunctionWrapHandler,
    TypeAdapter,
    ValidationError,
    model_serializer,
)
from pydantic_core import ErrorDetails

from articles.dates import PartialDate
from articles.text import one_line, shortened

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
Key = Annotated[str, Field(pattern=rf"^{KEY}$", max_length=KEY_LENGTH)]
Title = Annotated[str, AfterValidator(_named), Field(max_length=2000)]
Text = Annotated[str, AfterValidator(_filled), Field(max_length=20_000_000)]
Url = Annotated[
    str, AfterValidator(_named), Field(pattern=r"^https?://[^\s<>\"]+$", max_length=2000)
]
Day = Annotated[PartialDate, PlainSerializer(str)]
Optional = BeforeValidator(_absent)


class Base(BaseModel):
    """What every record has in common: no field but the stated ones, no silent conversion."""

    model_config = ConfigDict(
        strict=True, extra="forbid", frozen=True, arbitrary_types_allowed=True
    )


class Source(Base):
    """The release that an article says it quotes: its key, or what is known of it."""

    release: Annotated[Key | None, Optional] = None
    agency: Annotated[Name | None, Optional] = None
    city: Annotated[Name | None, Optional] = None
    released: Annotated[Day | None, BeforeValidator(_date), Optional] = None
    title: Annotated[Title | None, Optional] = None
    url: Annotated[Url | None, Optional] = None

    @model_serializer(mode="wrap")
    def _what_is_known(self, plain: SerializerFunctionWrapHandler) -> dict[str, str]:
        return {name: value for name, value in plain(self).items() if value is not None}


class Release(Base):
    """An agency's press release."""

    kind: Literal["release"]
    key: Annotated[Key | None, Optional] = None
    title: Annotated[Title | None, Optional] = None
    agency: Name
    components: tuple[Name, ...] = Field(default=(), strict=False)
    city: Annotated[Name | None, Optional] = None
    released: Annotated[Day | None, BeforeValidator(_date), Optional] = None
    number: Annotated[Name | None, Optional] = None
    url: Annotated[Url | None, Optional] = None
    text: Text
    fiction: bool = False
    withdrawn: Annotated[Title | None, Optional] = None


class Article(Base):
    """An opinion piece."""

    kind: Literal["article"]
    key: Annotated[Key | None, Optional] = None
    title: Title
    authors: tuple[Name, ...] = Field(default=(), strict=False)
    outlet: Annotated[Name | None, Optional] = None
    published: Annotated[Day | None, BeforeValidator(_date), Optional] = None
    url: Annotated[Url | None, Optional] = None
    text: Text
    quotes: tuple[Source, ...] = Field(default=(), strict=False)
    fiction: bool = False
    withdrawn: Annotated[Title | None, Optional] = None


class Agency(Base):
    """An agency, and the one that it is a part of."""

    kind: Literal["agency"]
    key: Name
    name: Name
    parent: Annotated[Name | None, Optional] = None


class City(Base):
    """A city; `state` is its postal code or name where there is one."""

    kind: Literal["city"]
    key: Name
    name: Name
    state: Annotated[Name | None, Optional] = None


class Outlet(Base):
    """A newspaper, magazine or site."""

    kind: Literal["outlet"]
    key: Name
    name: Name


class Author(Base):
    """A person, or a desk that signs as one."""

    kind: Literal["author"]
    key: Name
    name: Name


type Authority = Agency | City | Outlet | Author
type Record = Release | Article | Authority

KINDS = ("release", "article", "agency", "city", "outlet", "author")
_TEXT_RECORD: TypeAdapter[Release | Article] = TypeAdapter(
    Annotated[Release | Article, Field(discriminator="kind")]
)
_RECORD: TypeAdapter[Record] = TypeAdapter(
    Annotated[Release | Article | Agency | City | Outlet | Author, Field(discriminator="kind")]
)


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a record is refused, or what is odd about one that is not."""

    where: str
    """File, and line or entry in it."""
    field: str
    value: str
    """Shortened; empty where there is none."""
    reason: str

    def __str__(self) -> str:
        value = f" {self.value!r}" if self.value else ""
        field = f"{self.field}:" if self.field else ""
        return " ".join(part for part in (f"{self.where}:", field + value, self.reason) if part)


def check(raw: object, where: str) -> Record | list[Problem]:
    """The record that `raw` (decoded JSON) is, or every reason why it is none."""
    if not isinstance(raw, dict):
        return [Problem(where, "", shortened(repr(raw), 60), "is not a JSON object")]
    try:
        return _RECORD.validate_python(raw)
    except ValidationError as refusal:
        return [_problem(error, where) for error in refusal.errors(include_url=False)]


def line(record: Record) -> str:
    """The record as one line of the exchange format, fields in canonical order.

    `fiction` and `withdrawn` stand only where they say something.
    """
    fields = record.model_dump()
    for name in ("fiction", "withdrawn"):
        if not fields.get(name):
            fields.pop(name, None)
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def text_record(line: str) -> Release | Article:
    """The release or article that `line` wrote."""
    return _TEXT_RECORD.validate_json(line)


_REASONS = {
    "missing": "is missing",
    "extra_forbidden": "is no field of this kind of record",
    "union_tag_not_found": f"is missing: one of {', '.join(KINDS)}",
    "union_tag_invalid": f"is none of {', '.join(KINDS)}",
    "string_type": "is not text",
    "bool_type": "is neither true nor false",
    "tuple_type": "is not a list",
    "model_type": "is not an object",
    "model_attributes_type": "is not an object",
    "string_too_long": "is longer than {max_length} characters",
    "too_long": "is longer than {max_length} characters",
    "string_unicode": "holds half a surrogate pair, which is not a character",
}
_PATTERNS = {
    "key": "may hold only small letters a to z, digits and hyphens",
    "release": "may hold only small letters a to z, digits and hyphens",
    "url": "is not a web address that starts with http:// or https://",
}


def _problem(error: ErrorDetails, where: str) -> Problem:
    tagged = error["type"].startswith("union_tag")
    path = ("kind",) if tagged else error["loc"][1:]
    field = shortened(_printable(".".join(map(str, path))), 60)
    return Problem(
        where, field, _value(error, tagged), _reason(error, str(path[-1]) if path else "")
    )


def _reason(error: ErrorDetails, field: str) -> str:
    context: dict[str, Any] = error.get("ctx", {})
    if error["type"] == "value_error":
        return str(context["error"])
    if error["type"] == "string_pattern_mismatch":
        return _PATTERNS[field]
    return _REASONS.get(error["type"], error["msg"]).format(**context)


def _value(error: ErrorDetails, tagged: bool) -> str:
    if error["type"] in ("missing", "union_tag_not_found"):
        return ""
    value = error["input"].get("kind") if tagged else error["input"]
    text = value if isinstance(value, str) else repr(value)
    return shortened(_printable(text), 60)


def _printable(text: str) -> str:
    """`text` as a terminal and a database take it."""
    return text.replace("\0", "\\0").encode("utf-8", "backslashreplace").decode()

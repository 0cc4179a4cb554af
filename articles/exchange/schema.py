"""The exchange format: what a record is, and what is wrong with one that is refused.

One record is one JSON object; its fields stand in the order of the classes below, which is the
canonical order that the digest is made of.
"""

import json
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    SerializerFunctionWrapHandler,
    TypeAdapter,
    ValidationError,
    model_serializer,
)
from pydantic_core import ErrorDetails

from articles.core.problems import Problem
from articles.core.text import digest, shortened
from articles.exchange.fields import (
    Body,
    Line,
    Name,
    Names,
    OptionalDate,
    OptionalKey,
    OptionalName,
    OptionalTitle,
    OptionalUrl,
    Title,
)


class Base(BaseModel):
    """What every record has in common: no field but the stated ones, no silent conversion."""

    model_config = ConfigDict(
        strict=True, extra="forbid", frozen=True, arbitrary_types_allowed=True
    )


class Known(Base):
    """A part of a record that is written with the fields that say something, and no others."""

    @model_serializer(mode="wrap")
    def _what_is_known(self, plain: SerializerFunctionWrapHandler) -> dict[str, str]:
        return {name: value for name, value in plain(self).items() if value}


class Source(Known):
    """The release that an article says it quotes: its key, or what is known of it."""

    release: OptionalKey = None
    agency: OptionalName = None
    city: OptionalName = None
    released: OptionalDate = None
    title: OptionalTitle = None
    url: OptionalUrl = None


class Provenance(Known):
    """Where a record was read from. It is no part of what the record says, nor of its digest."""

    source: Title
    """The file, and the line or entry in it."""
    reader: Line = ""
    captured: Line = ""
    """In ISO 8601."""
    payload_digest: Line = ""


class Release(Base):
    """An agency's press release."""

    kind: Literal["release"]
    key: OptionalKey = None
    title: OptionalTitle = None
    agency: Name
    components: Names = ()
    city: OptionalName = None
    released: OptionalDate = None
    number: OptionalName = None
    url: OptionalUrl = None
    text: Body
    fiction: bool = False
    withdrawn: OptionalTitle = None
    provenance: Provenance | None = None


class Article(Base):
    """An opinion piece."""

    kind: Literal["article"]
    key: OptionalKey = None
    title: Title
    authors: Names = ()
    outlet: OptionalName = None
    published: OptionalDate = None
    url: OptionalUrl = None
    text: Body
    quotes: Annotated[tuple[Source, ...], Field(strict=False)] = ()
    fiction: bool = False
    withdrawn: OptionalTitle = None
    provenance: Provenance | None = None


class Agency(Base):
    """An agency, and the one that it is a part of."""

    kind: Literal["agency"]
    key: Name
    name: Name
    aliases: Names = ()
    parent: OptionalName = None


class City(Base):
    """A city; `state` is its postal code or name where there is one."""

    kind: Literal["city"]
    key: Name
    name: Name
    aliases: Names = ()
    state: OptionalName = None


class Outlet(Base):
    """A newspaper, magazine or site."""

    kind: Literal["outlet"]
    key: Name
    name: Name
    aliases: Names = ()


class Author(Base):
    """A person, or a desk that signs as one."""

    kind: Literal["author"]
    key: Name
    name: Name
    aliases: Names = ()


def _with_its_key(record: Release | Article) -> Release | Article:
    if record.key is None:
        raise ValueError("has no key")
    return record


class Version(Base):
    """A release or article as it stood before it changed; `number` counts from 1, the oldest."""

    kind: Literal["version"]
    number: Annotated[int, Field(ge=1, le=1_000_000)]
    record: Annotated[Release | Article, Field(discriminator="kind"), AfterValidator(_with_its_key)]


AUTHORITIES = Agency | City | Outlet | Author
type Authority = Agency | City | Outlet | Author
type Text = Release | Article | Version
type Record = Text | Authority

KINDS = ("release", "article", "agency", "city", "outlet", "author", "version")
_TEXT_RECORD: TypeAdapter[Release | Article] = TypeAdapter(
    Annotated[Release | Article, Field(discriminator="kind")]
)
_SPOOLED: TypeAdapter[Text] = TypeAdapter(
    Annotated[Release | Article | Version, Field(discriminator="kind")]
)
_RECORD: TypeAdapter[Record] = TypeAdapter(
    Annotated[
        Release | Article | Agency | City | Outlet | Author | Version,
        Field(discriminator="kind"),
    ]
)


def check(raw: object, where: str) -> Record | list[Problem]:
    """The record that `raw` (decoded JSON) is, or every reason why it is none."""
    if not isinstance(raw, dict):
        return [Problem(where, "", shortened(repr(raw), 60), "is not a JSON object")]
    try:
        return _RECORD.validate_python(raw)
    except ValidationError as refusal:
        return [_problem(error, where) for error in refusal.errors(include_url=False)]


_WHERE_IT_SAYS_SOMETHING = {"aliases", "fiction", "withdrawn", "provenance"}
"""Fields that a line has only where they are neither empty nor false."""


def line(record: Record) -> str:
    """The record as one line of the exchange format, fields in canonical order."""
    return json.dumps(_fields(record), ensure_ascii=False, separators=(",", ":"))


def fixity(record: Record) -> str:
    """The SHA-256 of the record's line; where it was read from does not count."""
    if isinstance(record, Release | Article) and record.provenance:
        record = record.model_copy(update={"provenance": None})
    return digest(line(record))


def provenance_digest(provenance: Provenance) -> str:
    """The SHA-256 of where a record was read from, as the exchange format writes it."""
    return digest(provenance.model_dump_json())


def _fields(record: Record) -> dict[str, Any]:
    if isinstance(record, Version):
        return record.model_dump(exclude={"record"}) | {"record": _fields(record.record)}
    fields = record.model_dump()
    return {
        name: value
        for name, value in fields.items()
        if value or name not in _WHERE_IT_SAYS_SOMETHING
    }


def text_record(line: str) -> Release | Article:
    """The release or article that `line` wrote."""
    return _TEXT_RECORD.validate_json(line)


def spooled(line: str) -> Text:
    """The release, article or earlier version that `line` wrote."""
    return _SPOOLED.validate_json(line)


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

"""The exchange format: its records, and what is wrong with an invalid one.

A record is one JSON object. The order of the fields below is the canonical one, from which digests
are computed.
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
from articles.core.text import sha256_hex, shorten
from articles.exchange.fields import (
    Body,
    Key,
    Name,
    Names,
    OptionalDate,
    OptionalKey,
    OptionalName,
    OptionalTitle,
    OptionalUrl,
    ShortText,
    Title,
)


class StrictModel(BaseModel):
    """Rejects unknown fields and converts no types."""

    model_config = ConfigDict(
        strict=True, extra="forbid", frozen=True, arbitrary_types_allowed=True
    )


class SparseModel(StrictModel):
    """Part of a record, written without its empty fields."""

    @model_serializer(mode="wrap")
    def _leave_out_empty_fields(self, serialize: SerializerFunctionWrapHandler) -> dict[str, str]:
        return {name: value for name, value in serialize(self).items() if value}


class Source(SparseModel):
    """A release that an article says it quotes: its key, or what the article tells about it."""

    release: OptionalKey = None
    agency: OptionalName = None
    city: OptionalName = None
    released: OptionalDate = None
    title: OptionalTitle = None
    url: OptionalUrl = None


class Provenance(SparseModel):
    """Where a record was read from; not part of its content or digest."""

    source: Title
    """The file, with the line or entry."""
    reader: ShortText = ""
    captured: ShortText = ""
    """In ISO 8601."""
    payload_digest: ShortText = ""


class Release(StrictModel):
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


class Article(StrictModel):
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


class Authority(StrictModel):
    """A name that texts mention, with its aliases."""

    kind: Literal["agency", "city", "outlet", "author"]
    key: Name
    name: Name
    aliases: Names = ()


class Agency(Authority):
    """An agency, and the agency it is part of."""

    kind: Literal["agency"]
    parent: OptionalName = None


class City(Authority):
    """A city; `state` is the postal code or name of its state."""

    kind: Literal["city"]
    state: OptionalName = None


class Outlet(Authority):
    """A newspaper, magazine or website."""

    kind: Literal["outlet"]


class Author(Authority):
    """A person, or a desk that has a byline."""

    kind: Literal["author"]


class ThirdSource(StrictModel):
    """A text that articles and releases both quote, such as a constitution or a poem."""

    kind: Literal["source"]
    key: Key
    name: Name
    text: Body
    author: OptionalName = None
    date: OptionalDate = None
    url: OptionalUrl = None
    note: OptionalTitle = None


type TextRecord = Release | Article


def _require_key(record: TextRecord) -> TextRecord:
    if record.key is None:
        raise ValueError("has no key")
    return record


class Version(StrictModel):
    """An earlier version of a release or article; number 1 is the oldest."""

    kind: Literal["version"]
    number: Annotated[int, Field(ge=1, le=1_000_000)]
    record: Annotated[Release | Article, Field(discriminator="kind"), AfterValidator(_require_key)]


type TextOrVersion = TextRecord | Version
type Record = TextOrVersion | Authority | ThirdSource

KINDS = ("release", "article", "agency", "city", "outlet", "author", "source", "version")
_TEXT_ADAPTER: TypeAdapter[Release | Article] = TypeAdapter(
    Annotated[Release | Article, Field(discriminator="kind")]
)
_TEXT_OR_VERSION_ADAPTER: TypeAdapter[TextOrVersion] = TypeAdapter(
    Annotated[Release | Article | Version, Field(discriminator="kind")]
)
_RECORD_ADAPTER: TypeAdapter[Record] = TypeAdapter(
    Annotated[
        Release | Article | Agency | City | Outlet | Author | ThirdSource | Version,
        Field(discriminator="kind"),
    ]
)


def validate_record(raw: object, location: str) -> Record | list[Problem]:
    """Return the record in `raw` (decoded JSON), or every problem if it is invalid.

    `location` is the file with the line or entry, for the problems.
    """
    if not isinstance(raw, dict):
        return [Problem(location, "", shorten(repr(raw), 60), "is not a JSON object")]
    try:
        return _RECORD_ADAPTER.validate_python(raw)
    except ValidationError as invalid:
        return [_describe_error(error, location) for error in invalid.errors(include_url=False)]


_OMITTED_IF_EMPTY = {"aliases", "fiction", "withdrawn", "provenance"}
"""Fields left out of a line if they are empty or false."""


def to_line(record: Record) -> str:
    """Return the record as one line of the exchange format, with its fields in canonical order."""
    return json.dumps(_dump_fields(record), ensure_ascii=False, separators=(",", ":"))


def compute_fixity(record: Record) -> str:
    """Return the SHA-256 of the record's line without its provenance, as hex digits."""
    if isinstance(record, Release | Article) and record.provenance:
        record = record.model_copy(update={"provenance": None})
    return sha256_hex(to_line(record))


def compute_provenance_digest(provenance: Provenance) -> str:
    """Return the SHA-256 of the provenance as JSON, as hex digits."""
    return sha256_hex(provenance.model_dump_json())


def _dump_fields(record: Record) -> dict[str, Any]:
    if isinstance(record, Version):
        return record.model_dump(exclude={"record"}) | {"record": _dump_fields(record.record)}
    fields = record.model_dump()
    return {name: value for name, value in fields.items() if value or name not in _OMITTED_IF_EMPTY}


def parse_text(line: str) -> TextRecord:
    """Return the release or article in a line written by `to_line`."""
    return _TEXT_ADAPTER.validate_json(line)


def parse_text_or_version(line: str) -> TextOrVersion:
    """Return the release, article or earlier version in a line written by `to_line`."""
    return _TEXT_OR_VERSION_ADAPTER.validate_json(line)


_REASON_TEMPLATES = {
    "missing": "is missing",
    "extra_forbidden": "is not a field of this kind of record",
    "union_tag_not_found": f"is missing; it must be one of {', '.join(KINDS)}",
    "union_tag_invalid": f"must be one of {', '.join(KINDS)}",
    "string_type": "is not text",
    "bool_type": "must be true or false",
    "tuple_type": "is not a list",
    "model_type": "is not an object",
    "model_attributes_type": "is not an object",
    "string_too_long": "is longer than {max_length} characters",
    "too_long": "is longer than {max_length} characters",
    "string_unicode": "contains half a surrogate pair, which is not a character",
}
_PATTERN_REASONS = {
    "key": "may contain only lowercase letters a to z, digits and hyphens",
    "release": "may contain only lowercase letters a to z, digits and hyphens",
    "url": "is not a web address starting with http:// or https://",
}


def _describe_error(error: ErrorDetails, location: str) -> Problem:
    is_kind_error = error["type"].startswith("union_tag")
    path = ("kind",) if is_kind_error else error["loc"][1:]
    field = shorten(_make_printable(".".join(map(str, path))), 60)
    return Problem(
        location,
        field,
        _quote_value(error, is_kind_error),
        _explain_error(error, str(path[-1]) if path else ""),
    )


def _explain_error(error: ErrorDetails, field: str) -> str:
    context: dict[str, Any] = error.get("ctx", {})
    if error["type"] == "value_error":
        return str(context["error"])
    if error["type"] == "string_pattern_mismatch":
        return _PATTERN_REASONS[field]
    return _REASON_TEMPLATES.get(error["type"], error["msg"]).format(**context)


def _quote_value(error: ErrorDetails, is_kind_error: bool) -> str:
    if error["type"] in ("missing", "union_tag_not_found"):
        return ""
    value = error["input"].get("kind") if is_kind_error else error["input"]
    text = value if isinstance(value, str) else repr(value)
    return shorten(_make_printable(text), 60)


def _make_printable(text: str) -> str:
    """Return `text` with what a terminal or PostgreSQL cannot take as escape sequences."""
    return text.replace("\0", "\\0").encode("utf-8", "backslashreplace").decode()

"""Maps: foreign field names translated to those of the exchange format.

A map is a TOML file. Every part of it is optional:

    files = ["doj-*.jsonl*"]   # the files it is for, as patterns of name or folder/name; else all
    kind = "release"
    [fields]                   # our name = their name; their other fields are dropped
    key = "id"
    [constants]                # for records without such a field
    agency = "Department of Justice"
    [keys]
    prefix = "doj-"            # put before every key
    strip = [".md"]            # removed from its beginning or end

Without [fields] a record's own fields stay as they are.
"""

import re
import tomllib
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal, Self
from unicodedata import combining, normalize

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails

from articles.core.dates import read_date
from articles.exchange.fields import MAX_KEY_LENGTH
from articles.exchange.schema import (
    KINDS,
    Agency,
    Article,
    Author,
    City,
    Outlet,
    Release,
    StrictModel,
)
from articles.readers.bylines import parse_byline
from articles.readers.entry import explain_error

_MODELS: tuple[type[StrictModel], ...] = (Release, Article, Agency, City, Outlet, Author)
_FIELDS_BY_KIND = {
    kind: set(model.model_fields) for kind, model in zip(KINDS, _MODELS, strict=False)
}
RECORD_FIELDS = frozenset[str]().union(*_FIELDS_BY_KIND.values())
"""The names of all fields of all kinds of record."""
_KEY_DIGEST_LENGTH = 12
"""Hexadecimal digits that replace what a key can't spell."""


class _MapPart(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class KeyRules(_MapPart):
    """How the identifiers of a source become keys."""

    prefix: str = ""
    strip: list[str] = []

    def make_key(self, identifier: str) -> str:
        """Return the key for an identifier of the source."""
        for affix in self.strip:
            identifier = identifier.removeprefix(affix).removesuffix(affix)
        return key_from_identifier(self.prefix + identifier)


class Mapping(_MapPart):
    """A map; `load_map` reads one."""

    files: list[str] = []
    kind: Literal["release", "article", "agency", "city", "outlet", "author"] | None = None
    fields: dict[str, str] = {}
    constants: dict[str, str | list[str]] = {}
    keys: KeyRules = Field(default=KeyRules())

    @model_validator(mode="after")
    def _check_field_names(self) -> Self:
        record_fields = _FIELDS_BY_KIND[self.kind] if self.kind else RECORD_FIELDS
        for name in [*self.fields, *self.constants]:
            if name not in record_fields:
                record = f"{self.kind} records" if self.kind else "any kind of record"
                raise ValueError(f"{name!r} is not a field of {record}")
        return self

    @cached_property
    def _constants(self) -> dict[str, Any]:
        return ({"kind": self.kind} if self.kind else {}) | self.constants

    def matches_file(self, path: Path) -> bool:
        """Whether the map is for this file."""
        absolute_path = path.absolute()
        return not self.files or any(absolute_path.match(pattern) for pattern in self.files)

    def apply(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Return the record with the field names of the exchange format.

        A date that can't be read stays as it is, for validation to reject.
        """
        if not self.fields:
            return self._constants | raw
        values = {name: raw.get(source) for name, source in self.fields.items()}
        return self._constants | {
            name: self._convert_field(name, value)
            for name, value in values.items()
            if not _is_empty(value)
        }

    def _convert_field(self, name: str, value: Any) -> Any:
        if name == "key":
            return self.keys.make_key(str(value))
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        return convert_value(name, value)


def apply_map(raw: dict[str, Any], mapping: Mapping | None) -> dict[str, Any]:
    """Return `raw` with its fields translated, if there is a map."""
    return raw if mapping is None else mapping.apply(raw)


def mapped_kind(mapping: Mapping | None) -> str | None:
    """Return the kind of record that a map makes of its files, if it says so.

    Records for which it names an agency are releases.
    """
    if mapping is None:
        return None
    return mapping.kind or ("release" if "agency" in mapping.constants else None)


def convert_value(name: str, value: Any) -> Any:
    """Return a foreign value of the field `name` as the exchange format has it.

    Dates in any form become ISO 8601, bylines lists of authors, and texts with semicolons lists of
    components.
    """
    if name in ("published", "released") and isinstance(value, str):
        return _convert_date(value)
    if name == "authors":
        return _convert_authors(value if isinstance(value, list) else [value])
    if name == "components" and isinstance(value, str):
        return [part.strip() for part in value.split(";") if part.strip()]
    return value


def _convert_authors(bylines: list[Any]) -> list[Any]:
    return [
        author
        for byline in bylines
        for author in (parse_byline(byline) if isinstance(byline, str) else [byline])
    ]


def key_from_identifier(identifier: str) -> str:
    """Return a key (lowercase letters, digits and hyphens) for any text.

    Every other character becomes a hyphen of its own, so that "a-b" and "a-b-" stay two keys. If
    letters are lost, or the end of a long text, a digest of the text keeps its key distinct.
    """
    letters = [letter for letter in normalize("NFKD", identifier.lower()) if not combining(letter)]
    key = re.sub(r"[^a-z0-9]", "-", "".join(letters)).lstrip("-")
    is_lossy = any(letter.isalnum() and not letter.isascii() for letter in letters)
    if key and not is_lossy and len(key) <= MAX_KEY_LENGTH:
        return key
    digest = sha256(identifier.encode("utf-8", "surrogatepass")).hexdigest()[:_KEY_DIGEST_LENGTH]
    beginning = key[: MAX_KEY_LENGTH - _KEY_DIGEST_LENGTH - 1].strip("-")
    return f"{beginning}-{digest}".strip("-")


def load_map(path: Path) -> Mapping:
    """Return the map in a TOML file.

    Raises ValueError with a message of one line that names the file, and the setting at fault.
    """
    try:
        return Mapping.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except ValidationError as invalid:
        explanation = _explain_map_error(invalid.errors(include_url=False)[0])
        raise ValueError(f"{path}: {explanation}") from None
    except UnicodeDecodeError:
        raise ValueError(f"{path}: can't read the map: it is not UTF-8 text") from None
    except (OSError, ValueError) as error:
        raise ValueError(f"{path}: can't read the map: {explain_error(error)}") from None


_REASONS = {
    "extra_forbidden": "is not a setting of a map",
    "dict_type": "must be a table",
    "list_type": "must be a list",
    "literal_error": "must be {expected}",
    "model_type": "must be a table",
    "string_type": "must be text",
}


def _explain_map_error(error: ErrorDetails) -> str:
    is_constant = error["loc"][:1] == ("constants",) and len(error["loc"]) > 1
    template = "must be text or a list of texts" if is_constant else _REASONS.get(error["type"])
    reason = template.format(**error.get("ctx", {})) if template else error["msg"]
    setting = ".".join(map(str, error["loc"][:2] if is_constant else error["loc"]))
    return f"{setting}: {reason}" if setting else reason.removeprefix("Value error, ")


def _is_empty(value: Any) -> bool:
    return value is None or value == [] or (isinstance(value, str) and not value.strip())


def _convert_date(date: str) -> str:
    try:
        return str(read_date(date))
    except ValueError:
        return date

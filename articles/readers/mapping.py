"""Foreign field names brought over to the exchange format's.

A map is a TOML file; everything in it may be left out:

    files = ["doj-*.jsonl*"]   # the files it is for: patterns on name or folder/name; else all
    kind = "release"
    [fields]                   # our name = theirs; what is not named here is dropped
    key = "id"
    [constants]                # where a record has no such field
    agency = "Department of Justice"
    [keys]
    prefix = "doj-"            # put before every key
    strip = [".md"]            # taken off its beginning or end

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

_MODELS: tuple[type[StrictModel], ...] = (Release, Article, Agency, City, Outlet, Author)
_FIELDS = {name: set(model.model_fields) for name, model in zip(KINDS, _MODELS, strict=False)}
RECORD_FIELDS = frozenset[str]().union(*_FIELDS.values())
"""The names of all fields of all kinds of record."""


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class KeyRules(_Strict):
    """How the source's identifiers become keys."""

    prefix: str = ""
    strip: list[str] = []

    def make_key(self, identifier: str) -> str:
        """`identifier` in a key's small letters, digits and hyphens; two never become one
        because of letters that have no such form or because of their length."""
        for ending in self.strip:
            identifier = identifier.removeprefix(ending).removesuffix(ending)
        return key_from_identifier(self.prefix + identifier)


class Mapping(_Strict):
    """What a map says; `load_map` reads one."""

    files: list[str] = []
    kind: Literal["release", "article", "agency", "city", "outlet", "author"] | None = None
    fields: dict[str, str] = {}
    constants: dict[str, str | list[str]] = {}
    keys: KeyRules = Field(default=KeyRules())

    @model_validator(mode="after")
    def _names_are_ours(self) -> Self:
        ours = _FIELDS[self.kind] if self.kind else RECORD_FIELDS
        for name in [*self.fields, *self.constants]:
            if name not in ours:
                raise ValueError(f"{name!r} is no field of {self.kind or 'any kind of record'}")
        return self

    @cached_property
    def _constants(self) -> dict[str, Any]:
        return ({"kind": self.kind} if self.kind else {}) | self.constants

    def matches_file(self, path: Path) -> bool:
        """Whether the map is for this file."""
        whole = path.absolute()
        return not self.files or any(whole.match(pattern) for pattern in self.files)

    def apply(self, raw: dict[str, Any]) -> dict[str, Any]:
        """The record in the exchange format's names; a date that cannot be read stays as it is,
        for `records.check` to refuse."""
        if not self.fields:
            return self._constants | raw
        theirs = {name: raw.get(source) for name, source in self.fields.items()}
        return self._constants | {
            name: self._brought(name, value) for name, value in theirs.items() if not _empty(value)
        }

    def _brought(self, name: str, value: Any) -> Any:
        if name == "key":
            return self.keys.make_key(str(value))
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        return convert_value(name, value)


def apply_map(raw: dict[str, Any], mapping: Mapping | None) -> dict[str, Any]:
    """`raw` by way of the map, where there is one."""
    return raw if mapping is None else mapping.apply(raw)


def mapped_kind(mapping: Mapping | None) -> str | None:
    """The kind that a map gives its files, if it does: what it names an agency for is a release."""
    if mapping is None:
        return None
    return mapping.kind or ("release" if "agency" in mapping.constants else None)


def convert_value(name: str, value: Any) -> Any:
    """A foreign value of our field `name` in the exchange format's form, where it has another."""
    if name in ("published", "released") and isinstance(value, str):
        return _iso(value)
    if name == "authors":
        lines = value if isinstance(value, list) else [value]
        return [
            one
            for line in lines
            for one in (parse_byline(line) if isinstance(line, str) else [line])
        ]
    if name == "components" and isinstance(value, str):
        return [part.strip() for part in value.split(";") if part.strip()]
    return value


def key_from_identifier(identifier: str) -> str:
    """A key made of any text; where letters had to be left out, a digest makes up for them.

    Every other character becomes a hyphen of its own, so that "a-b" and "a-b-" stay two keys.
    """
    letters = [one for one in normalize("NFKD", identifier.lower()) if not combining(one)]
    key = re.sub(r"[^a-z0-9]", "-", "".join(letters)).lstrip("-")
    lost = any(one.isalnum() and not one.isascii() for one in letters)
    if key and not lost and len(key) <= MAX_KEY_LENGTH:
        return key
    tail = sha256(identifier.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return f"{key[: MAX_KEY_LENGTH - 13].strip('-')}-{tail}".strip("-")


def load_map(path: Path) -> Mapping:
    """The map in a TOML file. Raises ValueError, one line naming the file and the key at fault."""
    try:
        return Mapping.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except ValidationError as refusal:
        error = refusal.errors(include_url=False)[0]
        key = ".".join(map(str, error["loc"]))
        reason = error["msg"].removeprefix("Value error, ")
        raise ValueError(f"{path}: {key}: {reason}" if key else f"{path}: {reason}") from None
    except (OSError, ValueError) as error:
        raise ValueError(f"{path}: is no map that can be read: {error}") from None


def _empty(value: Any) -> bool:
    return value is None or value == [] or (isinstance(value, str) and not value.strip())


def _iso(written: str) -> str:
    try:
        return str(read_date(written))
    except ValueError:
        return written

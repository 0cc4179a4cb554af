"""The versions of a record, the current one included."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from articles.core.text import make_heading, sha256_hex
from articles.exchange import from_models
from articles.exchange.schema import TextRecord, parse_text
from articles.models import Article, EarlierVersion, Edition, PressRelease

VERSIONS_PER_FETCH = 20
"""Versions in memory at a time, each with its text."""

VERSIONED_RECORDS: dict[str, QuerySet[Any]] = {
    "article": Article.objects.select_related("outlet", "edition")
    .prefetch_related("bylines__author")
    .defer("edition__findings"),
    "release": PressRelease.objects.select_related("agency", "city", "edition")
    .prefetch_related("named_components__agency")
    .defer("edition__findings"),
}
"""The records of each kind, with what `VersionHistory` needs of them."""


@dataclass(frozen=True, slots=True)
class Version:
    """A record as it was for some time."""

    number: int
    """From 1, the oldest."""
    record: TextRecord
    landed_in: Edition | None
    """The edition that loaded it; None if it was imported from another archive."""
    replaced_in: Edition | None
    """The edition that replaced it or imported it; None for the current version."""

    @property
    def heading(self) -> str:
        """The title, or the first words of an untitled text."""
        return self.record.title or make_heading(self.record.text)

    @property
    def text_digest(self) -> str:
        """SHA-256 of the text in UTF-8."""
        return sha256_hex(self.record.text)


class VersionHistory:
    """The versions of one of `VERSIONED_RECORDS`, oldest first; few are in memory at a time."""

    def __init__(self, record: Article | PressRelease) -> None:
        self._record = record

    @cached_property
    def numbers(self) -> list[int]:
        """The numbers of all versions; the last is that of the current one."""
        numbers = list(earlier_versions(self._record).values_list("number", flat=True))
        return [*numbers, _next_number(numbers)]

    def __iter__(self) -> Iterator[Version]:
        numbers = []
        for row in _version_rows(self._record).iterator(chunk_size=VERSIONS_PER_FETCH):
            numbers.append(row.number)
            yield _read_version(row)
        yield self._current_version(_next_number(numbers))

    def get_version(self, number: int) -> Version:
        """Return the version with this number, which must be one of `numbers`."""
        if number == self.numbers[-1]:
            return self._current_version(number)
        return _read_version(_version_rows(self._record).get(number=number))

    def neighbor_numbers(self, number: int) -> tuple[int | None, int | None]:
        """Return the numbers of the previous and the next version; None if there is none."""
        index = self.numbers.index(number)
        previous_number = self.numbers[index - 1] if index else None
        next_number = self.numbers[index + 1] if index + 1 < len(self.numbers) else None
        return previous_number, next_number

    def _current_version(self, number: int) -> Version:
        record = (
            from_models.article_to_record(self._record)
            if isinstance(self._record, Article)
            else from_models.release_to_record(self._record)
        )
        return Version(number, record, self._record.edition, None)


def earlier_versions(record: Article | PressRelease) -> QuerySet[EarlierVersion]:
    """Return a record's versions before the current one, oldest first."""
    return EarlierVersion.objects.filter(kind=record.kind, key=record.key).order_by("number")


def _version_rows(record: Article | PressRelease) -> QuerySet[EarlierVersion]:
    versions = earlier_versions(record).select_related("landed_in", "replaced_in")
    return versions.defer("landed_in__findings", "replaced_in__findings")


def _read_version(row: EarlierVersion) -> Version:
    return Version(row.number, parse_text(row.line), row.landed_in, row.replaced_in)


def _next_number(numbers: list[int]) -> int:
    return numbers[-1] + 1 if numbers else 1

"""The versions that a record went through, the current one among them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet

from articles.core.text import sha256_hex, make_heading
from articles.exchange import from_models, schema
from articles.models import Article, EarlierVersion, Edition, PressRelease

type Held = Article | PressRelease
type Text = schema.Article | schema.Release

CHUNK = 20
"""Versions fetched at a time: each has a whole text."""


@dataclass(frozen=True, slots=True)
class Version:
    """A record as it stood for a time."""

    number: int
    """From 1, the oldest."""
    record: Text
    landed_in: Edition | None
    """The edition that brought it; None where that was another archive's."""
    replaced_in: Edition | None
    """The edition that replaced it, or brought it from another archive; None of the current one."""

    @property
    def heading(self) -> str:
        """The title, or the first words of a text that has none."""
        return self.record.title or make_heading(self.record.text)

    @property
    def text_digest(self) -> str:
        """SHA-256 of the text in UTF-8."""
        return sha256_hex(self.record.text)


class History:
    """The versions of a record, oldest first; a few of them in memory at a time.

    Needs what `exchange.of_article` or `exchange.of_release` needs.
    """

    def __init__(self, held: Held) -> None:
        self.held = held

    @cached_property
    def numbers(self) -> list[int]:
        """Of every version; the last is the current one's."""
        earlier = list(earlier_versions(self.held).values_list("number", flat=True))
        return [*earlier, _next(earlier)]

    def __iter__(self) -> Iterator[Version]:
        numbers = []
        for row in _rows(self.held).iterator(chunk_size=CHUNK):
            numbers.append(row.number)
            yield _earlier(row)
        yield self._current(_next(numbers))

    def version(self, number: int) -> Version:
        """The one of that number, which is among `numbers`."""
        if number == self.numbers[-1]:
            return self._current(number)
        return _earlier(_rows(self.held).get(number=number))

    def beside(self, number: int) -> tuple[int | None, int | None]:
        """The numbers of the versions before and after one; None where there is none."""
        place = self.numbers.index(number)
        before, after = self.numbers[:place], self.numbers[place + 1 :]
        return (before[-1] if before else None, after[0] if after else None)

    def _current(self, number: int) -> Version:
        held = self.held
        record = (
            from_models.article_to_record(held)
            if isinstance(held, Article)
            else from_models.release_to_record(held)
        )
        return Version(number, record, held.edition, None)


def earlier_versions(held: Held) -> QuerySet[EarlierVersion]:
    """A record's versions before the current one, oldest first."""
    return EarlierVersion.objects.filter(kind=held.kind, key=held.key).order_by("number")


def _rows(held: Held) -> QuerySet[EarlierVersion]:
    found = earlier_versions(held).select_related("landed_in", "replaced_in")
    return found.defer("landed_in__findings", "replaced_in__findings")


def _earlier(row: EarlierVersion) -> Version:
    record = schema.parse_text(row.line)
    return Version(row.number, record, row.landed_in, row.replaced_in)


def _next(numbers: list[int]) -> int:
    return numbers[-1] + 1 if numbers else 1

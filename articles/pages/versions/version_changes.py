"""What a version of a record changed in the previous one."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, pairwise

from articles.core.dates import PartialDate
from articles.exchange.schema import Article, TextRecord
from articles.models import Edition
from articles.pages.annotation.diff import DiffPiece, TooLongError, diff_paragraphs, diff_words
from articles.pages.annotation.diff_hunks import DiffHunk, group_into_hunks
from articles.pages.versions.field_labels import (
    FIELD_LABELS,
    LinkedName,
    NamedAuthorities,
    find_changed_fields,
)
from articles.pages.versions.version_history import Version


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version in a list, without its text."""

    number: int
    text_digest: str
    captured: str
    landed_in: Edition | None
    replaced_in: Edition | None
    previous_number: int | None
    """The number of the previous version; None for the first."""
    changed_fields: list[str]
    """The labels of the fields that differ from the previous version."""


@dataclass(frozen=True, slots=True)
class VersionByline:
    """The names and the date above a version's text."""

    signers: list[LinkedName]
    """The authors of an article, the agency of a release."""
    other_agencies: list[LinkedName]
    """Further agencies of a release."""
    places: list[LinkedName]
    """The outlet or city."""
    date: PartialDate | None


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field other than the text, with what a version changed in it."""

    label: str
    pieces: list[DiffPiece]


@dataclass(frozen=True, slots=True)
class VersionDifference:
    """What a version changed in the previous one."""

    field_changes: list[FieldChange]
    text_changed: bool
    text_hunks: list[DiffHunk] | None
    """The changes of the text; None if it is too long to compare."""


def build_version_rows(versions: Iterable[Version]) -> list[VersionRow]:
    """Return a row for each version, in the order of the versions: oldest first."""
    pairs: Iterable[tuple[Version | None, Version | None]] = pairwise(chain([None], versions))
    return [_build_row(previous, version) for previous, version in pairs if version]


def _build_row(previous: Version | None, version: Version) -> VersionRow:
    provenance = version.record.provenance
    changed_fields = find_changed_fields(previous.record, version.record) if previous else []
    return VersionRow(
        version.number,
        version.text_digest,
        provenance.captured if provenance else "",
        version.landed_in,
        version.replaced_in,
        previous.number if previous else None,
        [FIELD_LABELS[field] for field in changed_fields],
    )


def build_byline(record: TextRecord, authorities: NamedAuthorities) -> VersionByline:
    """Return the byline of a version, given the authorities that it names."""
    if isinstance(record, Article):
        authors = authorities.linked_names(record, "authors")
        outlets = authorities.linked_names(record, "outlet")
        return VersionByline(authors, [], outlets, record.published)
    return VersionByline(
        authorities.linked_names(record, "agency"),
        authorities.linked_names(record, "components"),
        authorities.linked_names(record, "city"),
        record.released,
    )


def compare_versions(
    old: Version, new: Version, authorities: NamedAuthorities
) -> VersionDifference:
    """Compare two versions of a record, given the authorities that both name."""
    changed_fields = find_changed_fields(old.record, new.record)
    field_changes = [
        FieldChange(
            FIELD_LABELS[field],
            diff_words(
                authorities.field_as_text(old.record, field),
                authorities.field_as_text(new.record, field),
            ),
        )
        for field in changed_fields
        if field != "text"
    ]
    text_hunks = _compare_texts(old.record.text, new.record.text)
    return VersionDifference(field_changes, "text" in changed_fields, text_hunks)


def _compare_texts(old_text: str, new_text: str) -> list[DiffHunk] | None:
    try:
        return group_into_hunks(diff_paragraphs(old_text, new_text))
    except TooLongError:
        return None

"""The records with the same text as a record, or nearly the same."""

from dataclasses import dataclass

from articles.models import Article, Duplicate, PressRelease


@dataclass(frozen=True, slots=True)
class DuplicateRecord:
    record: Article | PressRelease
    duplicate: Duplicate

    @property
    def shared_percentage(self) -> int:
        """The percentage of both texts' fingerprints that is common to both."""
        return round(100 * self.duplicate.likeness)


def find_duplicate_records(record: Article | PressRelease) -> list[DuplicateRecord]:
    """Return the duplicates of a record that were not withdrawn, the most similar first."""
    duplicates = {
        duplicate.other: duplicate
        for duplicate in Duplicate.objects.for_record(record.kind, record.key)
    }
    if not duplicates:
        return []
    live_records = type(record)._default_manager.live().for_page()
    records = live_records.in_bulk(list(duplicates), field_name="key")
    return [
        DuplicateRecord(records[key], duplicate)
        for key, duplicate in duplicates.items()
        if key in records
    ]

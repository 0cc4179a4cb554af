"""The records that a load changed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from articles.models import TEXT_MODELS, EarlierVersion
from articles.pages.links import page_address, record_address


@dataclass(frozen=True, slots=True)
class ChangedRecord:
    kind: str
    title: str
    is_withdrawn: bool
    """Whether it was withdrawn, by this load or a later one."""
    address: str
    """The page of the changes; for a withdrawn record, its own page."""


def find_changed_records(replaced_versions: Iterable[EarlierVersion]) -> Iterator[ChangedRecord]:
    """Yield the records whose versions were replaced, by their current title; two queries."""
    versions = list(replaced_versions)
    keys = [version.key for version in versions]
    records = {
        (kind, key): (title or key, bool(withdrawn))
        for kind, model in TEXT_MODELS.items()
        for key, title, withdrawn in model._default_manager.filter(key__in=keys).values_list(
            "key", "title", "withdrawn"
        )
    }
    for version in versions:
        title, is_withdrawn = records[version.kind, version.key]
        address = (
            record_address(version.kind, version.key)
            if is_withdrawn
            else page_address(
                f"articles:{version.kind}-version-detail", version.key, version.number + 1
            )
        )
        yield ChangedRecord(version.kind, title, is_withdrawn, address)

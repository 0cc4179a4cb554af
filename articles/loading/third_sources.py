"""Store the third sources of a load: new ones are created, known ones updated."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from articles.core.problems import Problem
from articles.exchange import schema
from articles.models import ThirdSource

type LocatedSource = tuple[schema.ThirdSource, str]
"""The record of a third source, and where it was read."""

_TEXT_FIELDS = ("text", "date")
"""The fields that decide which passages are taken from a third source."""


@dataclass(frozen=True, slots=True)
class StoredSources:
    """What a load made of its records of third sources."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    changed_texts: Sequence[str] = ()
    """The texts that new and changed sources have, and that changed ones had."""
    rejections: Sequence[Problem] = ()


def store_sources(records: Sequence[LocatedSource]) -> StoredSources:
    """Create or update the third source of each record.

    Records that have the same key and different content are all rejected.
    """
    rejections = list(_find_conflicts(records))
    rejected_keys = {problem.value for problem in rejections}
    accepted_records = {
        record.key: record for record, _ in records if record.key not in rejected_keys
    }
    stored_sources = {
        source.key: source for source in ThirdSource.objects.filter(key__in=accepted_records)
    }
    new = changed = 0
    changed_texts: list[str] = []
    for key, record in accepted_records.items():
        source = stored_sources.get(key)
        fields = _fields_of(record)
        if source is None:
            ThirdSource.objects.create(key=key, **fields)
            changed_texts.append(record.text)
            new += 1
        elif changes := {
            name: value for name, value in fields.items() if getattr(source, name) != value
        }:
            if not changes.keys().isdisjoint(_TEXT_FIELDS):
                changed_texts += [source.text, record.text]
            ThirdSource.objects.filter(key=key).update(**changes)
            changed += 1
    accepted_count = sum(record.key in accepted_records for record, _ in records)
    return StoredSources(new, changed, accepted_count - new - changed, changed_texts, rejections)


def _fields_of(record: schema.ThirdSource) -> dict[str, object]:
    return {
        "name": record.name,
        "text": record.text,
        "author": record.author or "",
        "date": record.date,
        "url": record.url or "",
        "note": record.note or "",
    }


def _find_conflicts(records: Iterable[LocatedSource]) -> Iterator[Problem]:
    """Yield a problem for each record whose key has another record with different content."""
    by_key: dict[str, list[LocatedSource]] = {}
    for record, location in records:
        by_key.setdefault(record.key, []).append((record, location))
    for key, namesakes in by_key.items():
        for record, location in namesakes:
            rivals = (rival_location for rival, rival_location in namesakes if rival != record)
            if rival_location := next(rivals, None):
                reason = f"is also used by {rival_location} with different content"
                yield Problem(location, "key", key, reason)

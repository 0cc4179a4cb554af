"""Validate a chunk of the input, record by record; runs in worker processes, without a database."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from articles.core.problems import Problem
from articles.exchange import schema
from articles.loading.resolved_names import AuthorityName
from articles.loading.warnings import find_warnings
from articles.names.datelines import read_dateline
from articles.readers import Chunk, Entry


@dataclass(frozen=True, slots=True)
class LoadDefaults:
    """What a load adds to all of its records."""

    fiction: bool = False
    parent_folders: Sequence[str] = ()
    """The folders that contain the loaded paths, each with a trailing slash."""


@dataclass(slots=True)
class ValidatedChunk:
    """The valid records of a chunk, and what is wrong with the others."""

    entry_count: int = 0
    texts: list[tuple[str, str]] = field(default_factory=list)
    """The location and the line of each valid release, article and version."""
    authorities: list[tuple[schema.Authority, str]] = field(default_factory=list)
    """Valid authority records, each with its location."""
    third_sources: list[tuple[schema.ThirdSource, str]] = field(default_factory=list)
    """Valid records of third sources, each with its location."""
    names: dict[AuthorityName, None] = field(default_factory=dict)
    """The authorities that the texts mention, in order of their first mention."""
    warnings: list[Problem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    """Why records were rejected."""
    rejected: list[Entry | Problem] = field(default_factory=list)
    """The rejected records that can be fixed and loaded again."""

    def add_record(self, record: schema.Record, location: str) -> None:
        """Add a valid record."""
        if isinstance(record, schema.Authority):
            self.authorities.append((record, location))
        elif isinstance(record, schema.ThirdSource):
            self.third_sources.append((record, location))
        else:
            self.texts.append((location, schema.to_line(record)))
            self.names.update(dict.fromkeys(_mentioned_names(record)))

    def reject(self, entry: Entry | Problem, problems: Sequence[Problem]) -> None:
        """Add an invalid entry, or an unreadable one, with its problems."""
        self.problems += problems
        if isinstance(entry, Entry) or entry.line:
            self.rejected.append(entry)


def validate_chunk(chunk: Chunk, defaults: LoadDefaults) -> ValidatedChunk:
    """Read a chunk of a file and validate its entries."""
    validated = ValidatedChunk()
    for entry in chunk.read_entries():
        if isinstance(entry, Problem):
            validated.reject(entry, [entry])
        else:
            validated.entry_count += 1
            _validate_entry(entry, defaults, validated)
    return validated


def _validate_entry(entry: Entry, defaults: LoadDefaults, validated: ValidatedChunk) -> None:
    record = schema.validate_record(entry.raw, entry.location)
    if isinstance(record, list):
        validated.reject(entry, record)
        return
    validated.warnings += [Problem(entry.location, "", "", warning) for warning in entry.warnings]
    validated.warnings += find_warnings(record, entry.location)
    if isinstance(record, schema.Release | schema.Article):
        record = record.model_copy(update=_inferred_fields(record, entry, defaults))
    validated.add_record(record, entry.location)


def _inferred_fields(
    record: schema.TextRecord, entry: Entry, defaults: LoadDefaults
) -> dict[str, object]:
    fields: dict[str, object] = {
        "fiction": record.fiction or defaults.fiction,
        "provenance": record.provenance or _make_provenance(entry, defaults),
    }
    if isinstance(record, schema.Release) and not record.city:
        fields["city"] = _find_dateline_city(record)
    return fields


def _find_dateline_city(release: schema.Release) -> str | None:
    line = read_dateline(release.text)
    return line.city.key if line and line.city else None


def _make_provenance(entry: Entry, defaults: LoadDefaults) -> schema.Provenance:
    return schema.Provenance(
        source=_strip_parent_folder(defaults.parent_folders, entry.location)[-1000:],
        reader=entry.reader,
        captured=entry.captured or "",
        payload_digest=entry.payload_digest or "",
    )


def _strip_parent_folder(folders: Sequence[str], location: str) -> str:
    """Return `location` relative to the loaded path: its folders mean nothing elsewhere."""
    parent = next((folder for folder in folders if location.startswith(folder)), "")
    return location.removeprefix(parent)


def _mentioned_names(record: schema.TextOrVersion) -> Iterator[AuthorityName]:
    if isinstance(record, schema.Release):
        yield from (("agency", name) for name in (record.agency, *record.components))
        if record.city:
            yield "city", record.city
    elif isinstance(record, schema.Article):
        yield from (("author", name) for name in record.authors)
        if record.outlet:
            yield "outlet", record.outlet

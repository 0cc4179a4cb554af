"""Files written and read by the tests of the readers."""

from articles.core.problems import Problem
from articles.exchange.schema import validate_record
from articles.readers import read_entries


def read_file(folder, name, content, maps=(), format_name=None):
    """Write a file with this name and content; return its entries and problems."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read_entries(path, maps, format_name))


def read_raw(folder, name, content, maps=()):
    """Return the fields of the only entry of a file."""
    (entry,) = read_file(folder, name, content, maps)
    assert not isinstance(entry, Problem), entry
    return entry.raw


def reasons_of(entries):
    """Return the reason of each problem, and "" for each entry."""
    return [entry.reason if isinstance(entry, Problem) else "" for entry in entries]


def validate_all(entries):
    """Return the records in the entries, all of which must be valid."""
    records = [validate_record(entry.raw, entry.location) for entry in entries]
    assert not [record for record in records if isinstance(record, list)], records
    return records

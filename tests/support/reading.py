"""Readers of files: what comes out of made-up ones, and what is said of broken ones."""

from articles.core.problems import Problem
from articles.exchange.schema import validate_record
from articles.readers import read_entries


def read(folder, name, content, maps=(), format=None):  # noqa: A002
    """All that a file of this name and content gives."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read_entries(path, maps, format))


def raw(folder, name, content, maps=()):
    """The one entry's fields, of a file that has one."""
    (found,) = read(folder, name, content, maps)
    assert not isinstance(found, Problem), found
    return found.raw


def reasons(found):
    """What is wrong, in place of which entry."""
    return [one.reason if isinstance(one, Problem) else "" for one in found]


def accepted(found):
    """The records, all of which must be accepted."""
    records = [validate_record(one.raw, one.location) for one in found]
    assert not [one for one in records if isinstance(one, list)], records
    return records

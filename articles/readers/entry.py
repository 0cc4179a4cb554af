"""An entry of a file, and problems with entries and files."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from articles.core.problems import Problem
from articles.core.text import shorten

_MAX_VALUE_LENGTH = 60
"""Of a value that a message quotes, in characters."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a file, not yet validated."""

    location: str
    """The file as the user named it, with the line or entry number: `folder/file.jsonl:12`."""
    raw: dict[str, Any]
    """The fields that the file has, by their names in the exchange format."""
    reader: str = ""
    """The format that the file was read as."""
    captured: str | None = None
    """When a crawler captured the page, in ISO 8601."""
    payload_digest: str | None = None
    """The crawler's digest of the page, with its algorithm."""
    warnings: tuple[str, ...] = ()
    """What was odd and was corrected in reading, each with its field: `text: …`."""
    line: bytes = b""
    """The raw line without its line ending, if the entry came from exactly one line."""


def format_location(path: Path, number: int | None = None) -> str:
    """Return the path, with the entry's number if it has one, as text that can be printed."""
    name = str(path).encode("utf-8", "backslashreplace").decode()
    return name if number is None else f"{name}:{number}"


def make_problem(location: str, reason: str, value: str = "", line: bytes = b"") -> Problem:
    """Return a problem with an entry as a whole; only the beginning of `value` is quoted."""
    return Problem(location, "", shorten(value[:500], _MAX_VALUE_LENGTH), reason, line)


def make_read_problem(path: Path, error: Exception) -> Problem:
    """Return the problem that a file can't be read, or can't be read any further."""
    return make_problem(format_location(path), f"can't be read: {explain_error(error)}")


def explain_error(error: Exception) -> str:
    """Return why a file can't be read, as part of a sentence."""
    if isinstance(error, FileNotFoundError):
        return "file not found"
    reason: str | None = getattr(error, "strerror", None)
    return reason[0].lower() + reason[1:] if reason else str(error)

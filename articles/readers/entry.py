"""What every reader yields."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from articles.core.problems import Problem
from articles.core.text import shorten


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a file, not yet judged."""

    location: str
    """The file as the user named it, and the line or entry in it: `folder/file.jsonl:12`."""
    raw: dict[str, Any]
    """Field names and values of the exchange format, as far as the file has them."""
    reader: str = ""
    """The format that the file was read as."""
    captured: str | None = None
    """When a crawler captured the source, in ISO 8601."""
    payload_digest: str | None = None
    """The digest that the crawler gave the payload, with its algorithm."""
    warnings: tuple[str, ...] = ()
    """What was odd about the entry and mended in reading it, each with its field."""
    line: bytes = b""
    """The line as it stands in its file, without its end, where the entry is one and no more."""


def format_location(path: Path, number: int | None = None) -> str:
    """Where in `path` something stands, as text that can be printed whatever the file's name."""
    name = str(path).encode("utf-8", "backslashreplace").decode()
    return name if number is None else f"{name}:{number}"


def make_problem(where: str, reason: str, value: str = "", line: bytes = b"") -> Problem:
    """A problem with an entry as a whole; of `value` only the beginning is shown."""
    return Problem(where, "", shorten(value[:500], 60), reason, line)


def make_read_problem(path: Path, error: Exception) -> Problem:
    """The problem that a file cannot be read (any further)."""
    reason = getattr(error, "strerror", None) or str(error)
    return make_problem(format_location(path), f"cannot be read: {reason}")

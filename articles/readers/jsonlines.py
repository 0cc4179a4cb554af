"""The exchange format, JSON Lines (.jsonl, .jsonl.gz). May import `records`.

One object a line, UTF-8, as https://jsonlines.org describes; blank lines are left out.
"""

import gzip
import zlib
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any, BinaryIO, cast

from articles.readers.entry import Entry, place, problem, unreadable
from articles.readers.mapping import Mapping, brought_over
from articles.readers.strict import LONGEST, decoded, json_value
from articles.records import Problem


def read(path: Path, mapping: Mapping | None = None) -> Iterator[Entry | Problem]:
    """The file's entries in order, one line in memory at a time; a bad line is a Problem."""
    try:
        with _opened(path) as stream:
            for number, line in _lines(stream):
                yield _entry(place(path, number), line, mapping)
    except (OSError, EOFError, zlib.error) as error:
        yield unreadable(path, error)


def _opened(path: Path) -> BinaryIO:
    opened = gzip.open if path.name.lower().endswith(".gz") else Path.open
    return cast("BinaryIO", opened(path, "rb"))


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The lines that are not blank, numbered from 1; one too long comes cut after `LONGEST`."""
    for number in count(1):
        line = stream.readline(LONGEST + 1)
        if not line:
            return
        if line.strip() or len(line) > LONGEST:
            yield number, line
        while len(line) > LONGEST and not line.endswith(b"\n"):
            line = stream.readline(LONGEST + 1)


def _entry(where: str, line: bytes, mapping: Mapping | None) -> Entry | Problem:
    if len(line) > LONGEST:
        return problem(where, f"is longer than {LONGEST:,} bytes")
    try:
        value = json_value(decoded(line.rstrip(b"\r\n")))
    except ValueError as refusal:
        return problem(where, str(refusal), line[:200].decode(errors="replace"))
    return entry(where, value, mapping)


def entry(where: str, value: Any, mapping: Mapping | None) -> Entry | Problem:
    """The entry that a decoded JSON value is."""
    if not isinstance(value, dict):
        return problem(where, "is not a JSON object")
    return Entry(where, brought_over(value, mapping))

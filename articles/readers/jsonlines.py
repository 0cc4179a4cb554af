"""The exchange format, JSON Lines (.jsonl). May import `records`.

One object a line, as https://jsonlines.org describes; blank lines are left out. UTF-8 and nothing
else, as RFC 8259 has it: a guess could change the text of an exact record.
"""

from collections.abc import Iterator
from itertools import count
from typing import Any

from articles.readers.entry import Entry
from articles.readers.mapping import Mapping, brought_over
from articles.readers.source import Source
from articles.readers.strict import LONGEST, decoded, json_value
from articles.readers.unpacking import Stream
from articles.records import Problem


def read(source: Source, mapping: Mapping | None = None) -> Iterator[Entry | Problem]:
    """The file's entries in order, one line in memory at a time; a bad line is a Problem."""
    for number, line in _lines(source.stream):
        yield _entry(source, number, line, mapping)


def _lines(stream: Stream) -> Iterator[tuple[int, bytes]]:
    """The lines that are not blank, numbered from 1; one too long comes cut after `LONGEST`."""
    for number in count(1):
        line = stream.readline(LONGEST + 1)
        if not line:
            return
        if line.strip() or len(line) > LONGEST:
            yield number, line
        while len(line) > LONGEST and not line.endswith(b"\n"):
            line = stream.readline(LONGEST + 1)


def _entry(source: Source, number: int, line: bytes, mapping: Mapping | None) -> Entry | Problem:
    if len(line) > LONGEST:
        return source.problem(f"is longer than {LONGEST:,} bytes", number)
    try:
        value = json_value(decoded(line.rstrip(b"\r\n")))
    except ValueError as refusal:
        return source.problem(refusal, number, line[:200].decode(errors="replace"))
    return entry(source, number, value, mapping)


def entry(source: Source, number: int, value: Any, mapping: Mapping | None) -> Entry | Problem:
    """The entry that a decoded JSON value is."""
    if not isinstance(value, dict):
        return source.problem("is not a JSON object", number)
    return source.entry(brought_over(value, mapping), number)

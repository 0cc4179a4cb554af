"""The exchange format, JSON Lines (.jsonl). May import `records`.

One object a line, as https://jsonlines.org describes; blank lines are left out. UTF-8 and nothing
else, as RFC 8259 has it: a guess could change the text of an exact record.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from typing import Any

from articles.readers.entry import Entry
from articles.readers.mapping import Mapping, brought_over
from articles.readers.source import Source
from articles.readers.strict import LONGEST, decoded, json_value
from articles.readers.unpacking import Stream
from articles.records import Problem


def read(source: Source, mapping: Mapping | None = None) -> Iterator[Entry | Problem]:
    """The file's entries in order, one line in memory at a time; a bad line is a Problem.

    Entries and Problems have their line with them, but not entries that `mapping` brought over:
    they are no longer what the line says.
    """
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
        return source.problem(f"is longer than {LONGEST:,} bytes, and is not kept", number)
    line = line.rstrip(b"\r\n")
    try:
        found = entry(source, number, json_value(decoded(line)), mapping)
    except ValueError as refusal:
        found = source.problem(refusal, number, line[:200].decode(errors="replace"))
    brought = isinstance(found, Entry) and mapping is not None
    return found if brought else replace(found, line=line)


def entry(source: Source, number: int, value: Any, mapping: Mapping | None) -> Entry | Problem:
    """The entry that a decoded JSON value is."""
    if not isinstance(value, dict):
        return source.problem("is not a JSON object", number)
    return source.entry(brought_over(value, mapping), number)

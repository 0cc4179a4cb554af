"""The exchange format, JSON Lines (.jsonl).

One object a line, as https://json_lines.org describes; blank lines are left out. UTF-8 and nothing
else, as RFC 8259 has it: a guess could change the text of an exact record.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from typing import Any

from articles.core.problems import Problem
from articles.readers.decoding.decompression import Stream
from articles.readers.decoding.strict_json import MAX_RECORD_SIZE, decode_utf_8, parse_json
from articles.readers.entry import Entry
from articles.readers.mapping import Mapping, apply_map
from articles.readers.source import Source


def iter_line_batches(stream: Stream, size: int) -> Iterator[list[tuple[int, bytes]]]:
    """The file's lines with their numbers, as many at a time as `size` bytes hold, or one.

    The lines that come before a fault are given before it is raised (OSError).
    """
    held: list[tuple[int, bytes]] = []
    room = size
    try:
        for number, line in _lines(stream):
            held.append((number, line))
            room -= len(line)
            if room <= 0:
                yield held
                held, room = [], size
    except OSError:
        if held:
            yield held
        raise
    if held:
        yield held


def _lines(stream: Stream) -> Iterator[tuple[int, bytes]]:
    """The lines that are not blank, numbered from 1; one too long comes cut after `LONGEST`."""
    for number in count(1):
        line = stream.readline(MAX_RECORD_SIZE + 1)
        if not line:
            return
        if line.strip() or len(line) > MAX_RECORD_SIZE:
            yield number, line
        while len(line) > MAX_RECORD_SIZE and not line.endswith(b"\n"):
            line = stream.readline(MAX_RECORD_SIZE + 1)


def parse_line(
    source: Source, number: int, line: bytes, mapping: Mapping | None = None
) -> Entry | Problem:
    """The entry that a line is, or the Problem with it; either has the line with it.

    Not so an entry that `mapping` brought over: it is no longer what the line says.
    """
    if len(line) > MAX_RECORD_SIZE:
        return source.make_problem(
            f"is longer than {MAX_RECORD_SIZE:,} bytes, and is not kept", number
        )
    line = line.rstrip(b"\r\n")
    try:
        found = make_json_entry(source, number, parse_json(decode_utf_8(line)), mapping)
    except ValueError as refusal:
        found = source.make_problem(refusal, number, line[:200].decode(errors="replace"))
    brought = isinstance(found, Entry) and mapping is not None
    return found if brought else replace(found, line=line)


def make_json_entry(
    source: Source, number: int, value: Any, mapping: Mapping | None
) -> Entry | Problem:
    """The entry that a decoded JSON value is."""
    if not isinstance(value, dict):
        return source.make_problem("is not a JSON object", number)
    return source.make_entry(apply_map(value, mapping), number)

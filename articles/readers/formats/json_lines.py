"""The exchange format, JSON Lines (.jsonl).

One object per line (https://jsonlines.org); blank lines are skipped. Only UTF-8 is accepted, as
RFC 8259 requires: guessing an encoding could change the text of an exact record.
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


def iter_line_batches(stream: Stream, batch_bytes: int) -> Iterator[list[tuple[int, bytes]]]:
    """Yield the file's lines with their numbers, in batches of about `batch_bytes`.

    Raises OSError, after the lines that come before the damage.
    """
    batch: list[tuple[int, bytes]] = []
    free_bytes = batch_bytes
    try:
        for number, line in _iter_lines(stream):
            batch.append((number, line))
            free_bytes -= len(line)
            if free_bytes <= 0:
                yield batch
                batch, free_bytes = [], batch_bytes
    except OSError:
        if batch:
            yield batch
        raise
    if batch:
        yield batch


def _iter_lines(stream: Stream) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that are not blank with their numbers, from 1.

    A line that is too long is cut after `MAX_RECORD_SIZE` + 1 bytes.
    """
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
    """Return the entry in a line, or what is wrong with it; either has the line as an attribute.

    An entry translated by `mapping` doesn't: it differs from the line.
    """
    if len(line) > MAX_RECORD_SIZE:
        limit = f"{MAX_RECORD_SIZE:,} bytes, the limit for one record"
        return source.make_problem(f"is longer than {limit}; its text is not saved", number)
    line = line.rstrip(b"\r\n")
    try:
        entry = make_json_entry(source, number, parse_json(decode_utf_8(line)), mapping)
    except ValueError as error:
        entry = source.make_problem(error, number, line[:200].decode(errors="replace"))
    is_translated = isinstance(entry, Entry) and mapping is not None
    return entry if is_translated else replace(entry, line=line)


def make_json_entry(
    source: Source, number: int, value: Any, mapping: Mapping | None
) -> Entry | Problem:
    """Return the entry in a decoded JSON value, or the problem that it is not an object."""
    if not isinstance(value, dict):
        return source.make_problem("is not a JSON object", number)
    return source.make_entry(apply_map(value, mapping), number)

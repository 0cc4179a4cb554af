"""A file that is being read."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from articles.core.problems import Problem
from articles.readers.decoding.decompression import HEAD_BYTES, Stream
from articles.readers.decoding.strict_json import MAX_RECORD_SIZE
from articles.readers.entry import Entry, format_location, make_problem


@dataclass(frozen=True)
class Source:
    """A file, its bytes (unpacked), and the format that it is read as."""

    path: Path
    stream: Stream
    format: str

    def make_entry(self, raw: dict[str, Any], number: int | None = None, **said: Any) -> Entry:
        """The entry with this number; `said` is what else is known of it."""
        return Entry(format_location(self.path, number), raw, reader=self.format, **said)

    def make_problem(
        self, reason: object, number: int | None = None, value: str = "", line: bytes = b""
    ) -> Problem:
        """What is wrong with the entry of this number, or with the file."""
        return make_problem(format_location(self.path, number), str(reason), value, line)

    def read_all(self) -> bytes:
        """All that the file holds. Raises OSError, and ValueError where it is too long."""
        data = bytearray()
        while part := self.stream.read1(HEAD_BYTES):
            data += part
            if len(data) > MAX_RECORD_SIZE:
                raise ValueError(f"is longer than {MAX_RECORD_SIZE:,} bytes")
        return bytes(data)

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
    """A file, its decompressed bytes, and the format that it is read as."""

    path: Path
    stream: Stream
    format: str

    def make_entry(
        self, raw: dict[str, Any], number: int | None = None, **attributes: Any
    ) -> Entry:
        """Return the entry with this number; `attributes` are further attributes of `Entry`."""
        location = format_location(self.path, number)
        return Entry(location, raw, reader=self.format, **attributes)

    def make_problem(
        self, reason: object, number: int | None = None, value: str = "", line: bytes = b""
    ) -> Problem:
        """Return a problem with the entry of this number, or with the file if it has none."""
        return make_problem(format_location(self.path, number), str(reason), value, line)

    def read_all(self) -> bytes:
        """Return all bytes of the file. Raises OSError, and ValueError if they are too many."""
        data = bytearray()
        while block := self.stream.read1(HEAD_BYTES):
            data += block
            if len(data) > MAX_RECORD_SIZE:
                raise ValueError(
                    f"is larger than {MAX_RECORD_SIZE:,} bytes, the limit for one record"
                )
        return bytes(data)

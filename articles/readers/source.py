"""A file that is being read."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from articles.core.problems import Problem
from articles.readers.decoding.decompression import HEAD, Stream
from articles.readers.decoding.strict_json import LONGEST
from articles.readers.entry import Entry, place, problem


@dataclass(frozen=True)
class Source:
    """A file, its bytes (unpacked), and the format that it is read as."""

    path: Path
    stream: Stream
    format: str

    def entry(self, raw: dict[str, Any], number: int | None = None, **said: Any) -> Entry:
        """The entry with this number; `said` is what else is known of it."""
        return Entry(place(self.path, number), raw, reader=self.format, **said)

    def problem(
        self, reason: object, number: int | None = None, value: str = "", line: bytes = b""
    ) -> Problem:
        """What is wrong with the entry of this number, or with the file."""
        return problem(place(self.path, number), str(reason), value, line)

    def whole(self) -> bytes:
        """All that the file holds. Raises OSError, and ValueError where it is too long."""
        data = bytearray()
        while part := self.stream.read1(HEAD):
            data += part
            if len(data) > LONGEST:
                raise ValueError(f"is longer than {LONGEST:,} bytes")
        return bytes(data)

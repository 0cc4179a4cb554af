"""A temporary file for validated records, until all of the input is read.

The whole input is validated before the database is touched, and all authorities (few) are created
before any text, so that a name means the same wherever in the input its record is.
"""

import json
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager

from articles.exchange.schema import Authority, ThirdSource
from articles.loading.resolved_names import AuthorityName
from articles.loading.validating import ValidatedChunk

type SpooledChunk = tuple[list[AuthorityName], str]
"""The names that some texts mention, and the texts: two lines each, the location as JSON and the
record."""


class Spool(AbstractContextManager["Spool"]):
    """Stores validated chunks, in order: texts on disk, the other records in memory."""

    def __init__(self) -> None:
        self.authorities: list[tuple[Authority, str]] = []
        """Authority records, each with its location."""
        self.third_sources: list[tuple[ThirdSource, str]] = []
        """Records of third sources, each with its location."""
        self.authority_names: dict[AuthorityName, None] = {}
        """The authorities that the texts mention, in order of their first mention."""
        self.text_count = 0
        self._file = tempfile.TemporaryFile()  # noqa: SIM115

    def __exit__(self, *error: object) -> None:
        self._file.close()

    def add_chunk(self, chunk: ValidatedChunk) -> None:
        """Store the valid records of a chunk."""
        self.authorities += chunk.authorities
        self.third_sources += chunk.third_sources
        self.authority_names |= chunk.names
        self.text_count += len(chunk.texts)
        if chunk.texts:
            lines = "".join(f"{json.dumps(location)}\n{line}\n" for location, line in chunk.texts)
            self._write_part(json.dumps(list(chunk.names)))
            self._write_part(lines)

    def read_chunks(self) -> Iterator[SpooledChunk]:
        """Yield the chunks in order."""
        self._file.seek(0)
        while names := self._read_part():
            yield [(kind, name) for kind, name in json.loads(names)], self._read_part()

    def _write_part(self, part: str) -> None:
        data = part.encode()
        self._file.write(f"{len(data):x}\n".encode() + data)

    def _read_part(self) -> str:
        size = self._file.readline()
        return self._file.read(int(size, 16)).decode() if size else ""


def split_texts(texts: str) -> Iterator[tuple[str, str]]:
    """Yield the location and the line of each text of a spooled chunk."""
    lines = iter(texts.split("\n")[:-1])
    return ((json.loads(location), next(lines)) for location in lines)

"""What a load has read and found good, kept on disk until the reading is done.

The whole input is read and checked before the database is touched; authorities (few) are known
before any text lands, so that a name means the same wherever in the input it is explained.
"""

import json
import tempfile
from collections.abc import Iterator

from articles.core.closing import Closing
from articles.exchange.schema import Authority
from articles.loading.validating import Judged, Name

type Chunk = tuple[list[Name], str]
"""The names that some texts mention, and the texts: each a line with where it was read (as JSON)
and its line."""


class Spool(Closing):
    """Takes what was judged once, gives it back in order, any amount of it at constant memory."""

    def __init__(self) -> None:
        self.authorities: list[tuple[Authority, str]] = []
        self.names: dict[Name, None] = {}
        """Those that all texts together mention, in the order in which they first do."""
        self.texts = 0
        self._file = tempfile.TemporaryFile()  # noqa: SIM115

    def close(self) -> None:
        self._file.close()

    def add(self, judged: Judged) -> None:
        self.authorities += judged.authorities
        self.names |= judged.names
        self.texts += len(judged.texts)
        if judged.texts:
            written = "".join(f"{json.dumps(where)}\n{line}\n" for where, line in judged.texts)
            for part in (json.dumps(list(judged.names)), written):
                self._file.write(f"{len(data := part.encode()):x}\n".encode() + data)

    def chunks(self) -> Iterator[Chunk]:
        self._file.seek(0)
        while names := self._part():
            yield [(kind, name) for kind, name in json.loads(names)], self._part()

    def _part(self) -> str:
        size = self._file.readline()
        return self._file.read(int(size, 16)).decode() if size else ""


def texts(written: str) -> Iterator[tuple[str, str]]:
    """Of a chunk's texts each place and line."""
    lines = iter(written.split("\n")[:-1])
    return ((json.loads(where), next(lines)) for where in lines)

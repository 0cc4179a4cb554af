"""The records that a load has read and found good, kept on disk until the reading is done.

The whole input is read and checked before the database is touched; authorities (few) come
first, so that a name means the same wherever in the input it is explained.
"""

import tempfile
from collections.abc import Iterator
from types import TracebackType

from articles import records
from articles.records import Authority, Record


class Spool:
    """Takes records once, gives them back in order, any number of them at constant memory."""

    def __init__(self) -> None:
        self.authorities: list[tuple[Authority, str]] = []
        self._file = tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n")  # noqa: SIM115

    def __enter__(self) -> "Spool":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._file.close()

    def add(self, record: Record, where: str) -> None:
        """`where` names the record's file and place in it."""
        if isinstance(record, records.AUTHORITIES):
            self.authorities.append((record, where))
        else:
            self._file.write(f"{where}\n{records.line(record)}\n")

    def texts(self) -> Iterator[tuple[records.Text, str]]:
        """The releases, articles and earlier versions of them, each with where it was read."""
        self._file.seek(0)
        for where in self._file:
            yield records.spooled(next(self._file)), where.rstrip("\n")

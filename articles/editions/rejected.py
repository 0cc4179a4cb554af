"""Rejected records, spooled to disk, to be fixed and loaded again."""

import json
import shutil
import weakref
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import Any

_MAX_MEMORY_BYTES = 2**20


class RejectedRecords:
    """The lines of rejected records, kept at constant memory."""

    def __init__(self) -> None:
        self._count = 0
        self._file = SpooledTemporaryFile[bytes](_MAX_MEMORY_BYTES)
        weakref.finalize(self, self._file.close)

    def __len__(self) -> int:
        return self._count

    def add_line(self, line: bytes) -> None:
        """Keep a line of a file, byte for byte; it comes without its line ending."""
        self._file.write(line + b"\n")
        self._count += 1

    def add_record(self, fields: dict[str, Any]) -> None:
        """Keep a record that was not one line of a file, in the exchange format."""
        self.add_line(json.dumps(fields, ensure_ascii=False).encode("utf-8", "backslashreplace"))

    def write_to(self, path: Path) -> None:
        """Write all records to a file, one a line. Raises OSError."""
        self._file.seek(0)
        with path.open("wb") as file:
            shutil.copyfileobj(self._file, file)

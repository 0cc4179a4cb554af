"""The archive written in the exchange format. May import `editions` and what stands before it."""

import gzip
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import IO

from articles import editions, exchange, records

SUFFIXES = (".jsonl", ".jsonl.gz")


def export(path: Path) -> int:
    """Write every record to `path`, whose file appears only when it's whole; returns how many.

    The same archive gives the same bytes. Raises ValueError for another suffix, OSError where
    the file cannot be written.
    """
    if not path.name.endswith(SUFFIXES):
        raise ValueError(f"{path} ends in none of {', '.join(SUFFIXES)}")
    count = 0
    with editions.standing_still(), _whole(path) as file:
        for count, record in enumerate(exchange.everything(), 1):  # noqa: B007
            file.write(records.line(record).encode() + b"\n")
    return count


@contextmanager
def _whole(path: Path) -> Iterator[IO[bytes]]:
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".export-", delete=False) as file:
        unfinished = Path(file.name)
        try:
            with _packed(file, path) as packed:
                yield packed
            unfinished.chmod(0o644)
            file.flush()
            unfinished.replace(path)
        except BaseException:
            unfinished.unlink()
            raise


def _packed(file: IO[bytes], path: Path) -> AbstractContextManager[IO[bytes]]:
    if path.suffix == ".gz":
        return gzip.GzipFile("", "wb", fileobj=file, mtime=0)  # type: ignore[return-value]
    return nullcontext(file)

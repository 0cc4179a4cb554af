"""Files opened, and decompressed if they are compressed (gzip, Zstandard).

A file's first bytes decide: `a.jsonl.gz` that is not gzip is read as it is.
"""

import gzip
import sys
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from io import BufferedIOBase, BufferedReader, FileIO, RawIOBase
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING or sys.version_info < (3, 14):
    from backports import zstd
else:
    from compression import zstd

type Stream = BufferedReader[Any]

COMPRESSION_SUFFIXES = (".gz", ".zst")
HEAD_BYTES = 2**18
"""The number of bytes that `peek` returns of an opened file, if the file has as many."""
_GZIP, _ZSTANDARD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
_ALWAYS_ALLOWED_BYTES = 100 * 2**20
"""Any file may expand to this size;"""
_MAX_RATIO = 200
"""beyond it a file is rejected at this multiple of its compressed size. Text compresses to about a
tenth."""


class DecompressionBombError(OSError):
    """A compressed file expands to more than text ever does."""


class DamagedFileError(OSError):
    """A compressed file ends early, or is damaged."""


@contextmanager
def open_decompressed(path: Path) -> Iterator[Stream]:
    """Open a file whose bytes are decompressed as they are read.

    Raises OSError, when reading too: DecompressionBombError if more than 100 MiB come out that are
    over 200 times what went in, DamagedFileError if the compressed data is damaged.
    """
    with FileIO(path) as file, decompress(file) as stream:
        yield stream


@contextmanager
def decompress(file: Any) -> Iterator[Stream]:
    """Give the bytes of an open file, as `open_decompressed` does."""
    with BufferedReader(file, HEAD_BYTES) as compressed, ExitStack() as stack:
        start = compressed.peek(len(_ZSTANDARD))
        if start.startswith(_GZIP):
            decompressed: BufferedIOBase = stack.enter_context(gzip.GzipFile(fileobj=compressed))
        elif start.startswith(_ZSTANDARD):
            decompressed = stack.enter_context(zstd.ZstdFile(compressed))
        else:
            yield compressed
            return
        yield BufferedReader(_BombGuard(compressed, decompressed), HEAD_BYTES)


def reject_bomb(compressed_bytes: int, decompressed_bytes: int) -> None:
    """Raise DecompressionBombError if no text could expand this much."""
    if decompressed_bytes > max(_ALWAYS_ALLOWED_BYTES, _MAX_RATIO * compressed_bytes):
        raise DecompressionBombError(
            f"expands to more than {_MAX_RATIO} times its size, as no text does"
        )


class _BombGuard(RawIOBase):
    """The decompressed bytes of a file, while they are in proportion to the compressed ones."""

    def __init__(self, compressed: BinaryIO, decompressed: BufferedIOBase) -> None:
        super().__init__()
        self._compressed, self._decompressed = compressed, decompressed
        self._decompressed_bytes = 0
        self._error: OSError | None = None

    @property
    def compressed_bytes(self) -> int:
        """The number of bytes read of the compressed file."""
        return self._compressed.tell()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview[int]") -> int:  # type: ignore[override]
        """Fill the buffer as far as possible; an error is raised after the bytes before it."""
        filled = 0
        while filled < len(buffer) and (data := self._read_some(len(buffer) - filled)):
            buffer[filled : filled + len(data)] = data
            filled += len(data)
        if self._error and not filled:
            raise self._error
        return filled

    def _read_some(self, max_bytes: int) -> bytes:
        if self._error:
            return b""
        try:
            data = self._decompressed.read1(min(max_bytes, HEAD_BYTES))
            self._decompressed_bytes += len(data)
            reject_bomb(self._compressed.tell(), self._decompressed_bytes)
        except DecompressionBombError as error:
            self._error = error
            return b""
        except (OSError, EOFError, zlib.error, zstd.ZstdError) as error:
            self._error = DamagedFileError(
                f"its compressed data is damaged or incomplete ({error})"
            )
            return b""
        return data


def file_position(stream: Stream) -> int:
    """Return how many bytes of its file an opened stream has read."""
    raw_stream = stream.raw
    if isinstance(raw_stream, _BombGuard):
        return raw_stream.compressed_bytes
    return stream.tell()


def decompressed_name(path: Path) -> str:
    """Return the file's name in lowercase, without the suffix of a compressed file."""
    name = path.name.lower()
    for suffix in COMPRESSION_SUFFIXES:
        if name.endswith(suffix):
            return name.removesuffix(suffix)
    return name

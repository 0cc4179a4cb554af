"""Files opened, and unpacked where they are packed (gzip, Zstandard). Imports nothing of the
archive.

What a file begins with decides: `a.jsonl.gz` that is no gzip is read as it is.
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
"""The bytes that `peek` of an opened file gives, where the file has so many."""
_GZIP, _ZSTANDARD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
_ALWAYS_ALLOWED_BYTES = 100 * 2**20
"""Bytes that any file may unpack to;"""
_MAX_RATIO = 200
"""beyond them it is refused at this many times its packed size. Text packs to about a tenth."""


class DecompressionBombError(OSError):
    """A packed file unpacks to more than text ever does."""


class DamagedFileError(OSError):
    """A packed file ends, or turns into something else, before its packing does."""


@contextmanager
def open_decompressed(path: Path) -> Iterator[Stream]:
    """The file's bytes, unpacked as they are asked for.

    Raises OSError, from `read` too: BombError where more than 100 MB come out that are over 200
    times what went in, TruncatedError where the packing is broken.
    """
    with FileIO(path) as file, decompress(file) as stream:
        yield stream


@contextmanager
def decompress(file: Any) -> Iterator[Stream]:
    """The bytes of an open file, as `opened` gives them."""
    with BufferedReader(file, HEAD_BYTES) as packed, ExitStack() as stack:
        start = packed.peek(len(_ZSTANDARD))
        if start.startswith(_GZIP):
            inner: BufferedIOBase = stack.enter_context(gzip.GzipFile(fileobj=packed))
        elif start.startswith(_ZSTANDARD):
            inner = stack.enter_context(zstd.ZstdFile(packed))
        else:
            yield packed
            return
        yield BufferedReader(_Guarded(packed, inner), HEAD_BYTES)


def reject_bomb(packed: int, out: int) -> None:
    """BombError where so many bytes out of so many packed ones are no text's."""
    if out > max(_ALWAYS_ALLOWED_BYTES, _MAX_RATIO * packed):
        raise DecompressionBombError(
            f"unpacks to over {_MAX_RATIO} times its size, as no text does"
        )


class _Guarded(RawIOBase):
    """What comes out of a packed file, as long as it is in proportion to what went in."""

    def __init__(self, packed: BinaryIO, unpacked: BufferedIOBase) -> None:
        super().__init__()
        self._packed, self._unpacked = packed, unpacked
        self._out = 0
        self._refusal: OSError | None = None

    @property
    def taken(self) -> int:
        return self._packed.tell()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview[int]") -> int:  # type: ignore[override]
        """As much as there is room for; what comes before a fault is given before it is raised."""
        filled = 0
        while filled < len(buffer) and (data := self._some(len(buffer) - filled)):
            buffer[filled : filled + len(data)] = data
            filled += len(data)
        if self._refusal and not filled:
            raise self._refusal
        return filled

    def _some(self, size: int) -> bytes:
        if self._refusal:
            return b""
        try:
            data = self._unpacked.read1(min(size, HEAD_BYTES))
            self._out += len(data)
            reject_bomb(self._packed.tell(), self._out)
        except DecompressionBombError as refusal:
            self._refusal = refusal
            return b""
        except (OSError, EOFError, zlib.error, zstd.ZstdError) as error:
            self._refusal = DamagedFileError(f"its packing is broken: {error}")
            return b""
        return data


def bytes_read_of_file(stream: Stream) -> int:
    """How many bytes of its file an opened stream has taken."""
    inner = stream.raw
    return inner.taken if isinstance(inner, _Guarded) else stream.tell()


def decompressed_name(path: Path) -> str:
    """The file's name in small letters, without the suffix that says it is packed."""
    name = path.name.lower()
    return next(
        (name.removesuffix(one) for one in COMPRESSION_SUFFIXES if name.endswith(one)), name
    )

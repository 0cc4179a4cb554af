"""The body of a web response as it was before it was packed.

Content-Encoding: RFC 9110, 8.4. Not by way of warcio or urllib3: what is broken in the middle
would end there without a word, and what unpacks without end would fill the memory.
"""

import sys
import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

import brotli  # type: ignore[import-untyped]

from articles.readers.decoding.binary import is_binary
from articles.readers.decoding.decompression import HEAD_BYTES
from articles.readers.decoding.strict_json import MAX_RECORD_SIZE

if TYPE_CHECKING or sys.version_info < (3, 14):
    from backports import zstd
else:
    from compression import zstd


def decode_body(data: bytes, encoding: str) -> bytes:
    """`data` without its packing, or the first `LONGEST` + 1 bytes of that.

    Text is taken as it is: crawlers keep the header of what they have unpacked. ValueError where
    it is none and the packing is broken, cut short or of no known kind.
    """
    if not encoding or encoding.lower() == "identity":
        return data
    try:
        return _UNPACKERS[encoding.strip().lower()](data)
    except (KeyError, EOFError, zlib.error, zstd.ZstdError, brotli.error):
        if is_binary(data[:HEAD_BYTES]):
            reason = f"is not read: its packing ({encoding}) is broken or unknown"
            raise ValueError(reason) from None
        return data


class _Decompressor(Protocol):
    @property
    def eof(self) -> bool: ...
    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


def _through(decompressor: _Decompressor, data: bytes) -> bytes:
    out = decompressor.decompress(data, MAX_RECORD_SIZE + 1)
    if not decompressor.eof and len(out) <= MAX_RECORD_SIZE:
        raise EOFError
    return out


def _deflate(data: bytes) -> bytes:
    """With the header that RFC 9110 wants, or without, as some servers send it."""
    try:
        return _through(zlib.decompressobj(), data)
    except zlib.error:
        return _through(zlib.decompressobj(-zlib.MAX_WBITS), data)


def _brotli(data: bytes) -> bytes:
    decompressor, out = brotli.Decompressor(), bytearray()
    while (part := decompressor.process(data, MAX_RECORD_SIZE + 1)) and len(out) <= MAX_RECORD_SIZE:
        out += part
        data = b""
    if not decompressor.is_finished() and len(out) <= MAX_RECORD_SIZE:
        raise EOFError
    return bytes(out)


def _gzip(data: bytes) -> bytes:
    return _through(zlib.decompressobj(16 + zlib.MAX_WBITS), data)


_UNPACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": lambda data: _through(zstd.ZstdDecompressor(), data),
}

"""Decode the HTTP Content-Encoding of a web response (RFC 9110, 8.4).

warcio and urllib3 are not used: they end damaged data without an error, and a decompression bomb
would fill the memory.
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
    """Return `data` decompressed, or the first `MAX_RECORD_SIZE` + 1 bytes of it.

    Text is returned as it is, because crawlers keep the header of what they have decompressed.
    Raises ValueError if it is not text and the compressed data is damaged, incomplete or of an
    unknown encoding.
    """
    if not encoding or encoding.lower() == "identity":
        return data
    try:
        return _DECODERS[encoding.strip().lower()](data)
    except (KeyError, EOFError, zlib.error, zstd.ZstdError, brotli.error):
        if is_binary(data[:HEAD_BYTES]):
            reason = (
                f"can't be decompressed: its Content-Encoding ({encoding}) is damaged or unknown"
            )
            raise ValueError(reason) from None
        return data


class _Decompressor(Protocol):
    @property
    def eof(self) -> bool: ...
    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


def _decompress_with(decompressor: _Decompressor, data: bytes) -> bytes:
    body = decompressor.decompress(data, MAX_RECORD_SIZE + 1)
    if not decompressor.eof and len(body) <= MAX_RECORD_SIZE:
        raise EOFError
    return body


def _decode_gzip(data: bytes) -> bytes:
    return _decompress_with(zlib.decompressobj(16 + zlib.MAX_WBITS), data)


def _decode_deflate(data: bytes) -> bytes:
    """Decode with the header that RFC 9110 requires, or without, as some servers send it."""
    try:
        return _decompress_with(zlib.decompressobj(), data)
    except zlib.error:
        return _decompress_with(zlib.decompressobj(-zlib.MAX_WBITS), data)


def _decode_brotli(data: bytes) -> bytes:
    decompressor, body = brotli.Decompressor(), bytearray()
    while (part := decompressor.process(data, MAX_RECORD_SIZE + 1)) and len(
        body
    ) <= MAX_RECORD_SIZE:
        body += part
        data = b""
    if not decompressor.is_finished() and len(body) <= MAX_RECORD_SIZE:
        raise EOFError
    return bytes(body)


def _decode_zstandard(data: bytes) -> bytes:
    return _decompress_with(zstd.ZstdDecompressor(), data)


_DECODERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": _decode_gzip,
    "x-gzip": _decode_gzip,
    "deflate": _decode_deflate,
    "br": _decode_brotli,
    "zstd": _decode_zstandard,
}

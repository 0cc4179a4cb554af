"""Bytes to text.

In this order: a byte order mark; UTF-8; UTF-8 but for a few bytes; what the file declares; what
the bytes look most like (chardet). What had to be guessed or mended is told.
"""

import re
from collections.abc import Iterable

from w3lib.encoding import read_bom, resolve_encoding, to_unicode

type DecodingWarnings = tuple[str, ...]
"""What had to be guessed or mended."""

_SAMPLE = 2**18
"""The bytes by which an encoding is guessed."""
_ESCAPED = re.compile("[\udc80-\udcff]")
_MOSTLY = 4
"""The characters beyond ASCII that must be UTF-8 for each byte that is not."""


def decode_text(data: bytes, declared: Iterable[str | None] = ()) -> tuple[str, DecodingWarnings]:
    """`data` as text without a byte order mark, and what is to be told of it.

    `declared` are the encodings that its surroundings name, the most trustworthy first.
    """
    encoding, mark = read_bom(data)
    if encoding:
        return to_unicode(data.removeprefix(mark or b""), encoding), ()
    try:
        return data.decode(), ()
    except UnicodeDecodeError:
        return _mostly_utf_8(data) or _declared(data, declared) or _guessed(data)


def guess_encoding(sample: bytes) -> str:
    """The name of the encoding that a text with this beginning has: "utf-8" where it may be."""
    encoding, _ = read_bom(sample)
    cut = sample[: sample.rfind(b"\n") + 1] or sample
    if encoding or decode_text(cut)[1] == () or _mostly_utf_8(cut):
        return encoding or "utf-8"
    return _likely(cut)


def decode_escaped_bytes(text: str) -> tuple[str, DecodingWarnings]:
    """Text that was decoded as UTF-8 with "surrogateescape": a byte that is none is taken for
    Windows-1252, as which it was most likely pasted."""
    whole, bad = _ESCAPED.subn(
        lambda match: to_unicode(bytes([ord(match[0]) - 0xDC00]), "cp1252"), text
    )
    told = f"text: {bad} bytes that are not UTF-8 were read as Windows-1252"
    return whole, (told,) if bad else ()


def warn_of_guess(encoding: str) -> DecodingWarnings:
    """That a text was read in an encoding that nothing names."""
    return (f"text: was read as {encoding}, since it is not UTF-8",)


def _mostly_utf_8(data: bytes) -> tuple[str, DecodingWarnings] | None:
    text = data.decode(errors="surrogateescape")
    bad = len(_ESCAPED.findall(text))
    good = len(text) - bad - sum(map(str.isascii, text))
    if good < _MOSTLY * bad:
        return None
    return decode_escaped_bytes(text)


def _declared(data: bytes, declared: Iterable[str | None]) -> tuple[str, DecodingWarnings] | None:
    for label in declared:
        encoding = resolve_encoding(label) if label else None
        try:
            if encoding:
                return data.decode(encoding), ()
        except UnicodeDecodeError:
            continue
    return None


def _guessed(data: bytes) -> tuple[str, DecodingWarnings]:
    encoding = _likely(data[:_SAMPLE])
    return to_unicode(data, encoding), warn_of_guess(encoding)


def _likely(data: bytes) -> str:
    import chardet  # most files are UTF-8

    found = chardet.detect(data)["encoding"]
    encoding = found and resolve_encoding(found)
    return encoding if encoding and encoding not in ("ascii", "utf-8") else "cp1252"

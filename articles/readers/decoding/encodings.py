"""Bytes to text.

Tried in this order: a byte order mark; UTF-8; UTF-8 except for a few bytes; what the file declares;
what the bytes look most like (chardet). What was guessed is reported.
"""

import re
from collections.abc import Iterable

from w3lib.encoding import read_bom, resolve_encoding, to_unicode

from articles.core.text import format_count

type DecodingWarnings = tuple[str, ...]
"""What was guessed or replaced."""

_SAMPLE_BYTES = 2**18
"""The beginning of a file from which its encoding is guessed."""
_ESCAPED_BYTE = re.compile("[\udc80-\udcff]")
"""A byte that is not UTF-8, decoded with "surrogateescape"."""
_MIN_CHARACTERS_PER_BAD_BYTE = 4
"""Non-ASCII characters of a text that is UTF-8 except for some bytes."""


def decode_text(
    data: bytes, declared_encodings: Iterable[str | None] = ()
) -> tuple[str, DecodingWarnings]:
    """Return `data` as text without a byte order mark, with warnings.

    `declared_encodings` are those that its surroundings name, the most trustworthy first.
    """
    encoding, mark = read_bom(data)
    if encoding:
        return to_unicode(data.removeprefix(mark or b""), encoding), ()
    try:
        return data.decode(), ()
    except UnicodeDecodeError:
        return (
            _decode_mostly_utf_8(data)
            or _decode_as_declared(data, declared_encodings)
            or _decode_by_guess(data)
        )


def guess_encoding(sample: bytes) -> str:
    """Return the encoding of a text with this beginning: "utf-8" if it can be that."""
    encoding, _ = read_bom(sample)
    lines = sample[: sample.rfind(b"\n") + 1] or sample
    if encoding or decode_text(lines)[1] == () or _decode_mostly_utf_8(lines):
        return encoding or "utf-8"
    return _detect_encoding(lines)


def decode_escaped_bytes(text: str) -> tuple[str, DecodingWarnings]:
    """Return text that was decoded as UTF-8 with "surrogateescape", with a warning.

    Bytes that are not UTF-8 are taken for Windows-1252, from which they were most likely pasted.
    """
    repaired_text, bad_bytes = _ESCAPED_BYTE.subn(
        lambda match: to_unicode(bytes([ord(match[0]) - 0xDC00]), "cp1252"), text
    )
    if not bad_bytes:
        return repaired_text, ()
    warning = f"text: {format_count(bad_bytes, 'byte')} not in UTF-8, read as Windows-1252"
    return repaired_text, (warning,)


def warn_of_guess(encoding: str) -> DecodingWarnings:
    """Return the warning that a text was read in an encoding that nothing declares."""
    return (f"text: not UTF-8; read as {encoding}, its most likely encoding",)


def _decode_mostly_utf_8(data: bytes) -> tuple[str, DecodingWarnings] | None:
    text = data.decode(errors="surrogateescape")
    bad_bytes = len(_ESCAPED_BYTE.findall(text))
    good_characters = len(text) - bad_bytes - sum(map(str.isascii, text))
    if good_characters < _MIN_CHARACTERS_PER_BAD_BYTE * bad_bytes:
        return None
    return decode_escaped_bytes(text)


def _decode_as_declared(
    data: bytes, declared_encodings: Iterable[str | None]
) -> tuple[str, DecodingWarnings] | None:
    for label in declared_encodings:
        encoding = resolve_encoding(label) if label else None
        try:
            if encoding:
                return data.decode(encoding), ()
        except UnicodeDecodeError:
            continue
    return None


def _decode_by_guess(data: bytes) -> tuple[str, DecodingWarnings]:
    encoding = _detect_encoding(data[:_SAMPLE_BYTES])
    return to_unicode(data, encoding), warn_of_guess(encoding)


def _detect_encoding(data: bytes) -> str:
    import chardet  # imported late: most files are UTF-8

    label = chardet.detect(data)["encoding"]
    encoding = label and resolve_encoding(label)
    return encoding if encoding and encoding not in ("ascii", "utf-8") else "cp1252"

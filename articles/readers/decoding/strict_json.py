"""UTF-8 and JSON, read without guessing and without silent loss."""

import json
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from typing import Any, NoReturn

MAX_RECORD_SIZE = 64 * 2**20
"""The most bytes that one entry may have."""
NESTED_TOO_DEEPLY = "is not read: its JSON is nested too deeply"


def decode_utf_8(data: bytes) -> str:
    """`data` as text, without a byte order mark; ValueError says at which byte it is not UTF-8."""
    reject_utf_16(data)
    try:
        return data.removeprefix(BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        raise ValueError(f"is not UTF-8 at byte {error.start + 1}") from None


def reject_utf_16(start: bytes) -> None:
    """ValueError where a file that begins so is UTF-16."""
    if start.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        raise ValueError("is UTF-16, not UTF-8")


def parse_json(text: str) -> Any:
    """The value that `text` holds (RFC 8259).

    Raises ValueError, with a reason fit for the user, also where an object has a name twice, a
    number is none (NaN, Infinity) or the nesting is deeper than Python reads.
    """
    try:
        return STRICT_DECODER.decode(text)
    except json.JSONDecodeError as error:
        what = error.msg.removesuffix(" at")
        raise ValueError(f"is not JSON: {what} at character {error.pos + 1}") from None
    except RecursionError:
        raise ValueError(NESTED_TOO_DEEPLY) from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"has the name {twice!r} twice in one object")
    return value


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"holds {name}, which is no number in JSON")


STRICT_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_no_number)
"""Decodes what `json_value` takes."""

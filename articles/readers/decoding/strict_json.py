"""UTF-8 and JSON (RFC 8259), read without guessing and without silent loss."""

import json
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from typing import Any, NoReturn

MAX_RECORD_SIZE = 64 * 2**20
"""Of one entry: in bytes, or in characters if the text is decoded before it is split."""
NESTED_TOO_DEEPLY = "contains JSON that is nested too deeply"


def decode_utf_8(data: bytes) -> str:
    """Return `data` as text, without a byte order mark.

    Raises ValueError that says which byte is not UTF-8.
    """
    reject_utf_16(data)
    try:
        return data.removeprefix(BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        raise ValueError(f"is not UTF-8 at byte {error.start + 1}") from None


def reject_utf_16(head: bytes) -> None:
    """Raise ValueError if a file with these first bytes is UTF-16."""
    if head.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        raise ValueError("is UTF-16; save it as UTF-8")


def parse_json(text: str) -> Any:
    """Return the value that `text` contains.

    Raises ValueError, with a reason fit for the user, also if an object has a name twice, a number
    is NaN or infinite, or the nesting is deeper than Python reads.
    """
    try:
        return STRICT_DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise ValueError(explain_json_error(error, error.pos + 1)) from None
    except RecursionError:
        raise ValueError(NESTED_TOO_DEEPLY) from None


def explain_json_error(error: json.JSONDecodeError, position: int) -> str:
    """Return what is wrong at the character with this number, counted from 1."""
    reason = error.msg.removesuffix(" at").replace("Expecting", "expected")
    return f"is not valid JSON: {reason[0].lower()}{reason[1:]} at character {position}"


def _make_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) < len(pairs):
        names = [name for name, _ in pairs]
        repeated_name = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"has the name {repeated_name!r} twice in one object")
    return value


def _reject_constant(name: str) -> NoReturn:
    raise ValueError(f"contains {name}, which is not a number in JSON")


STRICT_DECODER = json.JSONDecoder(object_pairs_hook=_make_object, parse_constant=_reject_constant)
"""Decodes what `parse_json` accepts."""

"""UTF-8 and JSON, read without guessing and without silent loss. Imports nothing of the archive."""

import json
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path
from typing import Any, NoReturn

LONGEST = 64 * 2**20
"""The most bytes that one entry may have."""


def decoded(data: bytes) -> str:
    """`data` as text, without a byte order mark; ValueError says at which byte it is not UTF-8."""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        raise ValueError("is UTF-16, not UTF-8")
    try:
        return data.removeprefix(BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        raise ValueError(f"is not UTF-8 at byte {error.start + 1}") from None


def whole_text(path: Path) -> str:
    """A file's text. Raises OSError, and ValueError where it is empty, too long or not UTF-8."""
    with path.open("rb") as stream:
        data = stream.read(LONGEST + 1)
    if len(data) > LONGEST:
        raise ValueError(f"is longer than {LONGEST:,} bytes")
    text = decoded(data)
    if not text.strip():
        raise ValueError("is empty")
    return text


def json_value(text: str) -> Any:
    """The value that `text` holds (RFC 8259).

    Raises ValueError, with a reason fit for the user, also where an object has a name twice, a
    number is none (NaN, Infinity) or the nesting is deeper than Python reads.
    """
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise ValueError(f"is not JSON: {error.msg} at character {error.pos + 1}") from None
    except RecursionError:
        raise ValueError("is not read: its JSON is nested too deeply") from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"has the name {twice!r} twice in one object")
    return value


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"holds {name}, which is no number in JSON")

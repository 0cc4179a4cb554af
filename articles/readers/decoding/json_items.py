"""JSON texts (RFC 8259) read item by item.

Python's own decoder works on a window of the text. Streaming parsers are less exact: they accept a
name that occurs twice, and replace half a surrogate pair with "?".
"""

import json
import re
from codecs import getincrementaldecoder
from collections.abc import Iterator
from typing import Any, cast

from articles.readers.decoding.decompression import Stream
from articles.readers.decoding.strict_json import (
    MAX_RECORD_SIZE,
    NESTED_TOO_DEEPLY,
    STRICT_DECODER,
    explain_json_error,
    reject_utf_16,
)

_WHITE_SPACE = re.compile(r"[ \t\r\n]*")
_MIN_READ_BYTES = 2**16
_NEAR_END = 16
"""Characters before the end of the window where an error can mean that the text is cut there."""


class ItemError(ValueError):
    """What is wrong with one item; the items after it can be read."""


def iter_json_items(stream: Stream) -> Iterator[Any]:
    """Yield the items of the list that the text is, or else its only value.

    Only one item at a time is in memory. An ItemError is yielded instead of an item that breaks a
    rule (a name twice, NaN). Raises ValueError if the text is not JSON, or not from some point on,
    or is not UTF-8.
    """
    reject_utf_16(stream.peek(2))
    window = _Window(stream)
    if window.peek_character() != "[":
        yield window.read_value()
    else:
        yield from _iter_list(window)
    if window.peek_character():
        raise ValueError(f"is not valid JSON: extra text at character {window.position}")


def _iter_list(window: "_Window") -> Iterator[Any]:
    window.skip_character()
    if window.peek_character() == "]":
        window.skip_character()
        return
    while True:
        yield window.read_value()
        separator = window.peek_character()
        if separator not in (",", "]"):
            raise ValueError(f"is not valid JSON: expected ',' at character {window.position}")
        window.skip_character()
        if separator == "]":
            return


class _Window:
    """The part of a text that is being read."""

    def __init__(self, stream: Stream) -> None:
        self._stream, self._decoder = stream, getincrementaldecoder("utf-8-sig")()
        self._text, self._offset = "", 0
        self._window_start = 0
        """The number of characters before the window."""

    @property
    def position(self) -> int:
        """The number of the next character, counted from 1."""
        return self._window_start + self._offset + 1

    def peek_character(self) -> str:
        """Return the next character that is not white space; "" at the end."""
        while True:
            white_space = cast("re.Match[str]", _WHITE_SPACE.match(self._text, self._offset))
            self._offset = white_space.end()
            if self._offset < len(self._text):
                return self._text[self._offset]
            if not self._read_more():
                return ""

    def skip_character(self) -> None:
        """Move past the next character."""
        self._offset += 1

    def read_value(self) -> Any:
        """Return the next value. Raises ValueError if there is none, or it is too long."""
        self.peek_character()
        while True:
            try:
                value, end = self._decode_value()
            except json.JSONDecodeError as error:
                position = self._window_start + error.pos + 1
                if self._is_final(error) or not self._read_more():
                    raise ValueError(explain_json_error(error, position)) from None
            else:
                if end < len(self._text) or not self._read_more():
                    self._offset = end
                    return value

    def _decode_value(self) -> tuple[Any, int]:
        """Return the next value, or an ItemError, with its end in the window."""
        try:
            return STRICT_DECODER.raw_decode(self._text, self._offset)
        except json.JSONDecodeError:
            raise
        except RecursionError:
            raise ValueError(NESTED_TOO_DEEPLY) from None
        except ValueError as error:
            _, end = json.JSONDecoder().raw_decode(self._text, self._offset)
            return ItemError(str(error)), end

    def _is_final(self, error: json.JSONDecodeError) -> bool:
        """Whether it is an error whatever text follows."""
        may_be_cut = error.msg.startswith("Unterminated")
        return not may_be_cut and len(self._text) - error.pos >= _NEAR_END

    def _read_more(self) -> bool:
        """Extend the window, and drop what has been read; return whether there was more text."""
        self._window_start += self._offset
        self._text, self._offset = self._text[self._offset :], 0
        if len(self._text) > MAX_RECORD_SIZE:
            limit = f"{MAX_RECORD_SIZE:,} characters, the limit for one record"
            raise ValueError(f"contains an item longer than {limit}")
        length = len(self._text)
        missing_bytes = max(_MIN_READ_BYTES, length)
        while missing_bytes > 0 and (data := self._stream.read1(missing_bytes)):
            missing_bytes -= len(data)
            self._text += self._decode(data)
        if missing_bytes > 0:
            self._text += self._decode(b"", is_final=True)
        return len(self._text) > length

    def _decode(self, data: bytes, *, is_final: bool = False) -> str:
        try:
            return self._decoder.decode(data, is_final)
        except UnicodeDecodeError:
            raise ValueError(f"is not UTF-8 after character {self._window_start}") from None

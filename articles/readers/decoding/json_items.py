"""JSON texts (RFC 8259) item by item.

Python's own decoder on a window of the text: exact where streaming parsers are not (they take a
name that stands twice, and put "?" for half a surrogate pair).
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
    reject_utf_16,
)

_SPACE = re.compile(r"[ \t\r\n]*")
_CHUNK = 2**16
_NEAR_END = 16
"""Characters from the end within which an error can mean that the text is cut there."""


class ItemError(ValueError):
    """What is wrong with one item; the items after it can be read."""


def iter_json_items(stream: Stream) -> Iterator[Any]:
    """The items of the list that the text is, or the one value that it is otherwise.

    One item at a time is in memory. In place of one that is refused (a name twice, NaN) an
    ItemError is yielded. ValueError where the text is no JSON (any further), or is not UTF-8.
    """
    reject_utf_16(stream.peek(2))
    window = _Window(stream)
    if window.next() != "[":
        yield window.value()
    else:
        yield from _listed(window)
    if window.next():
        raise ValueError(f"is not JSON: goes on after its end at character {window.position}")


def _listed(window: "_Window") -> Iterator[Any]:
    window.skip()
    if window.next() == "]":
        window.skip()
        return
    while True:
        yield window.value()
        after = window.next()
        if after not in (",", "]"):
            raise ValueError(f"is not JSON: Expecting ',' at character {window.position}")
        window.skip()
        if after == "]":
            return


class _Window:
    """The part of a text that is being read."""

    def __init__(self, stream: Stream) -> None:
        self._stream, self._decoder = stream, getincrementaldecoder("utf-8-sig")()
        self._text, self._at, self._before = "", 0, 0

    @property
    def position(self) -> int:
        """The number of the character that comes next, from 1."""
        return self._before + self._at + 1

    def next(self) -> str:
        """The next character that is no white space; empty at the end."""
        while True:
            self._at = cast("re.Match[str]", _SPACE.match(self._text, self._at)).end()
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def skip(self) -> None:
        self._at += 1

    def value(self) -> Any:
        """The value that comes next. ValueError where there is none, or it is too long."""
        self.next()
        while True:
            try:
                found, end = self._decoded()
            except json.JSONDecodeError as error:
                where = self._before + error.pos + 1
                if self._complete(error) or not self._more():
                    what = error.msg.removesuffix(" at")
                    raise ValueError(f"is not JSON: {what} at character {where}") from None
            else:
                if end < len(self._text) or not self._more():
                    self._at = end
                    return found

    def _decoded(self) -> tuple[Any, int]:
        try:
            return STRICT_DECODER.raw_decode(self._text, self._at)
        except json.JSONDecodeError:
            raise
        except RecursionError:
            raise ValueError(NESTED_TOO_DEEPLY) from None
        except ValueError as refusal:
            return ItemError(str(refusal)), json.JSONDecoder().raw_decode(self._text, self._at)[1]

    def _complete(self, error: json.JSONDecodeError) -> bool:
        """Whether the error is one whatever follows."""
        cut = error.msg.startswith("Unterminated") or len(self._text) - error.pos < _NEAR_END
        return not cut

    def _more(self) -> bool:
        """Whether there was more to read; what was read is forgotten."""
        self._before += self._at
        self._text, self._at = self._text[self._at :], 0
        if len(self._text) > MAX_RECORD_SIZE:
            raise ValueError(f"has an item that is longer than {MAX_RECORD_SIZE:,} characters")
        before = len(self._text)
        wanted = max(_CHUNK, before)
        while wanted > 0 and (data := self._stream.read1(wanted)):
            wanted -= len(data)
            self._text += self._chars(data)
        if wanted > 0:
            self._text += self._chars(b"", final=True)
        return len(self._text) > before

    def _chars(self, data: bytes, *, final: bool = False) -> str:
        try:
            return self._decoder.decode(data, final)
        except UnicodeDecodeError:
            raise ValueError(f"is not UTF-8 after character {self._before}") from None

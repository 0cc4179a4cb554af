"""Whether bytes are text at all."""

import re

_CONTROL_CHARACTER = re.compile(rb"[\0-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MAX_CONTROL_SHARE = 0.03
"""The share of control characters above which bytes are not text; in compressed data it is 0.1."""
_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")
_BINARY_STARTS = (b"%PDF-", b"{\\rtf", b"\xd0\xcf\x11\xe0")


def is_binary(head: bytes) -> bool:
    """Whether a file with these first bytes is not text in any encoding."""
    if head.startswith(_BINARY_STARTS):
        return True
    if head.startswith(_BYTE_ORDER_MARKS):
        return False
    return len(_CONTROL_CHARACTER.findall(head)) > _MAX_CONTROL_SHARE * len(head)

"""Whether bytes are text at all."""

import re

_CONTROL = re.compile(rb"[\0-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_BINARY = 0.03
"""The share of control characters that no text has (compressed bytes: a tenth)."""
_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")
_NAMED = (b"%PDF-", b"{\\rtf", b"\xd0\xcf\x11\xe0")


def is_binary(head: bytes) -> bool:
    """Whether what begins so is no text of any encoding."""
    if head.startswith(_NAMED):
        return True
    return not head.startswith(_MARKS) and len(_CONTROL.findall(head)) > _BINARY * len(head)

"""Rows as PostgreSQL's COPY takes them in binary, made without a connection.

https://www.postgresql.org/docs/current/sql-copy.html#SQL-COPY-BINARY-FORMAT
"""

import json
import struct
from collections.abc import Callable, Iterable, Sequence
from typing import Any

_HEADER = b"PGCOPY\n\xff\r\n\0" + bytes(8)
_TRAILER = b"\xff\xff"
_NULL = b"\xff\xff\xff\xff"
_INT8_OID = 20
_JSONB_VERSION = b"\1"

_length = struct.Struct(">i").pack
_int4 = struct.Struct(">i").pack
_int8 = struct.Struct(">q").pack
_array = struct.Struct(">iiIii").pack


def _int8_array(values: Sequence[int]) -> bytes:
    if not values:
        return struct.pack(">iiI", 0, 0, _INT8_OID)
    items = b"".join(_length(8) + _int8(value) for value in values)
    return _array(1, 0, _INT8_OID, len(values), 1) + items


def _jsonb(value: Any) -> bytes:
    return _JSONB_VERSION + json.dumps(value, ensure_ascii=False).encode()


_ENCODERS: dict[str, Callable[[Any], bytes]] = {
    "text": str.encode,
    "bytea": bytes,
    "bool": lambda value: b"\1" if value else b"\0",
    "int4": _int4,
    "int8": _int8,
    "int8[]": _int8_array,
    "jsonb": _jsonb,
}


def binary(types: Iterable[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """Rows of columns of these types, as one COPY. Raises KeyError for a type not known here."""
    encoders = [_ENCODERS[type_] for type_ in types]
    start = struct.pack(">h", len(encoders))
    return b"".join([_HEADER, *(start + _row(encoders, row) for row in rows), _TRAILER])


def _row(encoders: Sequence[Callable[[Any], bytes]], row: Sequence[Any]) -> bytes:
    return b"".join(
        _NULL if value is None else _length(len(data := encode(value))) + data
        for encode, value in zip(encoders, row, strict=True)
    )

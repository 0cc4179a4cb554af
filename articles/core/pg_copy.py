"""Encode rows in the binary format of PostgreSQL's COPY, without a connection.

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

_encode_length = struct.Struct(">i").pack
_encode_int4 = struct.Struct(">i").pack
_encode_int8 = struct.Struct(">q").pack
_encode_array_header = struct.Struct(">iiIii").pack


def _encode_int8_array(values: Sequence[int]) -> bytes:
    if not values:
        return struct.pack(">iiI", 0, 0, _INT8_OID)
    items = b"".join(_encode_length(8) + _encode_int8(value) for value in values)
    return _encode_array_header(1, 0, _INT8_OID, len(values), 1) + items


def _encode_jsonb(value: Any) -> bytes:
    return _JSONB_VERSION + json.dumps(value, ensure_ascii=False).encode()


_ENCODERS: dict[str, Callable[[Any], bytes]] = {
    "text": str.encode,
    "bytea": bytes,
    "bool": lambda value: b"\1" if value else b"\0",
    "int4": _encode_int4,
    "int8": _encode_int8,
    "int8[]": _encode_int8_array,
    "jsonb": _encode_jsonb,
}


def encode_rows(types: Iterable[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """Return the data of one COPY: rows whose columns have these PostgreSQL types.

    Raises KeyError for a type that has no encoder in this module.
    """
    encoders = [_ENCODERS[type_] for type_ in types]
    column_count = struct.pack(">h", len(encoders))
    encoded_rows = (column_count + _encode_row(encoders, row) for row in rows)
    return b"".join([_HEADER, *encoded_rows, _TRAILER])


def _encode_row(encoders: Sequence[Callable[[Any], bytes]], row: Sequence[Any]) -> bytes:
    return b"".join(
        _NULL if value is None else _encode_length(len(data := encode(value))) + data
        for encode, value in zip(encoders, row, strict=True)
    )

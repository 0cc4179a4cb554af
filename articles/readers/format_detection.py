"""Which format a file is of, by what it begins with.

What the content surely is goes before what the suffix says; where it is not sure, the suffix
decides; where there is none that says anything, the file is a table or a clipping.
"""

import re
from collections.abc import Collection

from articles.readers.decoding.binary import is_binary
from articles.readers.decoding.decompression import HEAD_BYTES
from articles.readers.decoding.encodings import decode_text
from articles.readers.decoding.strict_json import parse_json
from articles.readers.formats import front_matter, tables

FORMATS = {
    "jsonl": (".jsonl", ".ndjson"),
    "json": (".json",),
    "markdown": (".md", ".markdown"),
    "clipping": (".txt",),
    "html": (".html", ".htm", ".xhtml", ".shtml", ".php"),
    "csv": (".csv",),
    "tsv": (".tsv", ".tab"),
    "warc": (".warc",),
    "wacz": (".wacz",),
}
"""The names of the formats, and the suffixes of each."""

_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b"
    r"|\s*<\?(?:php\b|=).*?<html\b",
    re.IGNORECASE | re.DOTALL,
)
_ARRAY = re.compile(r"\s*\[\s*\{")
_OBJECT = re.compile(r"\s*\{\s*[\"}]")


def detect_format(name: str, head: bytes, columns: Collection[str]) -> str:
    """The format of a file of this (unpacked) name that begins with `head`.

    `columns` are the names by which a table is known. ValueError where it is of no format.
    """
    if head.startswith(b"WARC/"):
        return "warc"
    if head.startswith(b"PK\x03\x04"):
        return "wacz"
    if is_binary(head):
        raise ValueError(f"is no text, and of no other format that is read: {', '.join(FORMATS)}")
    text, _ = decode_text(head)
    stated = next((one for one, ends in FORMATS.items() if name.endswith(ends)), "")
    return (
        _certain(text, stated, len(head) < HEAD_BYTES)
        or stated
        or _table(text, columns)
        or "clipping"
    )


def _certain(text: str, stated: str, whole: bool) -> str:
    """The format that the text surely is of, if any; `whole` says that it is all there is."""
    if front_matter.has_front_matter(text):
        return "markdown"
    if _HTML.match(text):
        return "html"
    if _ARRAY.match(text):
        return "json"
    return _object(text, stated, whole) if _OBJECT.match(text) else ""


def _object(text: str, stated: str, whole: bool) -> str:
    """Whether a text that begins with an object is JSON Lines, or one object of many lines."""
    line, end, rest = text.lstrip().partition("\n")
    if not end and not whole:
        return stated if stated == "json" else "jsonl"
    if _is_object(line):
        return "jsonl" if rest.lstrip().startswith("{") or stated != "json" else "json"
    return "jsonl" if stated == "jsonl" and line.strip() != "{" else "json"


def _is_object(line: str) -> bool:
    try:
        return isinstance(parse_json(line), dict)
    except ValueError:
        return False


def _table(text: str, columns: Collection[str]) -> str:
    found = tables.detect_delimiter(text, columns)
    return {"": "", "\t": "tsv"}.get(found, "csv")

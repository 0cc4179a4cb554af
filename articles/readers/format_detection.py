"""The format of a file, detected from its first bytes.

Content that belongs to one format only decides; otherwise the suffix does; a file with any other
suffix is a table or a clipping.
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
"""The names of the formats, each with its suffixes."""

_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b"
    r"|\s*<\?(?:php\b|=).*?<html\b",
    re.IGNORECASE | re.DOTALL,
)
_JSON_LIST_START = re.compile(r"\s*\[\s*\{")
_JSON_OBJECT_START = re.compile(r"\s*\{\s*[\"}]")


def detect_format(name: str, head: bytes, columns: Collection[str]) -> str:
    """Return the format of a file with this name (without `.gz`) and these first bytes.

    A table is recognized by the names of its columns, `columns`. Raises ValueError if the format
    is not supported.
    """
    if head.startswith(b"WARC/"):
        return "warc"
    if head.startswith(b"PK\x03\x04"):
        return "wacz"
    if is_binary(head):
        raise ValueError(f"is not in a supported format; supported: {', '.join(FORMATS)}")
    text, _ = decode_text(head)
    suffix_format = _format_by_suffix(name)
    return (
        _detect_by_content(text, suffix_format, len(head) < HEAD_BYTES)
        or suffix_format
        or _detect_table(text, columns)
        or "clipping"
    )


def _format_by_suffix(name: str) -> str:
    for format_name, suffixes in FORMATS.items():
        if name.endswith(suffixes):
            return format_name
    return ""


def _detect_by_content(text: str, suffix_format: str, is_complete: bool) -> str:
    """Return the only format that the text can have, or "".

    `is_complete` says whether `text` is the whole file.
    """
    if front_matter.has_front_matter(text):
        return "markdown"
    if _HTML_START.match(text):
        return "html"
    if _JSON_LIST_START.match(text):
        return "json"
    if _JSON_OBJECT_START.match(text):
        return _detect_json_kind(text, suffix_format, is_complete)
    return ""


def _detect_json_kind(text: str, suffix_format: str, is_complete: bool) -> str:
    """Return whether a text that begins with an object is JSON Lines or a single JSON object."""
    line, line_end, next_lines = text.lstrip().partition("\n")
    if not line_end and not is_complete:
        return suffix_format if suffix_format == "json" else "jsonl"
    if _is_json_object(line):
        has_second_object = next_lines.lstrip().startswith("{")
        return "jsonl" if has_second_object or suffix_format != "json" else "json"
    return "jsonl" if suffix_format == "jsonl" and line.strip() != "{" else "json"


def _is_json_object(line: str) -> bool:
    try:
        return isinstance(parse_json(line), dict)
    except ValueError:
        return False


def _detect_table(text: str, columns: Collection[str]) -> str:
    delimiter = tables.detect_delimiter(text, columns)
    return {"": "", "\t": "tsv"}.get(delimiter, "csv")

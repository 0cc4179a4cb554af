"""Front matter as people write it: YAML, or almost."""

import re
from typing import Any

_FENCED = re.compile(
    r"\s*---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
_TITLE_FIELDS = ("title", "headline")
_NULL_VALUES = ("~", "null", "Null", "NULL")
_HASHTAG = re.compile(r"\s*#\w")
_FIELD_LINE = re.compile(r"([^\W\d][\w .-]*):(?:[ \t]+(.*))?")
_ITEM_LINE = re.compile(r"\s*-\s+(.*)")
_INLINE_LIST = re.compile(r"\[(.*)\]")
_QUOTED_VALUE = re.compile(r"""(["'])((?:(?!\1).)*(?:(?<=\s)\1.*)?)\1""")
"""Quotation marks around a value that contains more of them: "The "River"", but not "River" and
"Sea"."""


def has_front_matter(text: str) -> bool:
    """Whether `text` begins with front matter."""
    return _FENCED.match(text) is not None


def split_front_matter(text: str) -> tuple[dict[str, Any], str]:
    """Return the fields and the body of a text with front matter between lines of "---".

    All scalars are text. Front matter that is not YAML is read line by line: `name: value`, lists
    as `- item` lines or [a, b], and indented lines as the continuation of a value. Raises
    ValueError if there is no front matter.
    """
    match = _FENCED.match(text)
    if match is None:
        raise ValueError('has no front matter (fields between two lines of "---" at the top)')
    yaml_fields, line_fields = _parse_yaml_fields(match[1]), _parse_lines(match[1])
    fields = line_fields
    if yaml_fields:
        fields = yaml_fields | _find_cut_titles(yaml_fields, line_fields)
    body = text[match.end() :]
    return {name: value for name, value in fields.items() if value not in _NULL_VALUES}, body


def _parse_yaml_fields(front: str) -> dict[str, Any] | None:
    """Return the fields; None if it is not YAML, or a title is not text in YAML."""
    fields = _parse_yaml(front)
    if not isinstance(fields, dict) or not all(isinstance(name, str) for name in fields):
        return None
    titles = [value for name, value in fields.items() if name.lower() in _TITLE_FIELDS]
    return fields if all(isinstance(title, str) for title in titles) else None


def _find_cut_titles(yaml_fields: dict[str, Any], line_fields: dict[str, Any]) -> dict[str, Any]:
    """Return the complete titles that YAML cuts at a hashtag, which it takes for a comment."""
    return {
        name: value
        for name, value in line_fields.items()
        if name.lower() in _TITLE_FIELDS
        and isinstance(value, str)
        and _HASHTAG.match(value.removeprefix(yaml_fields.get(name, value)))
    }


def _parse_lines(front: str) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    name = ""
    for line in front.splitlines():
        if match := _FIELD_LINE.fullmatch(line.rstrip()):
            name = match[1].rstrip()
            fields[name] = _parse_value(match[2] or "")
        elif name and line.strip():
            fields[name] = _extend_value(fields[name], line)
    return fields


def _extend_value(value: Any, line: str) -> Any:
    """Return a value with its next line: an item of a list, or a continuation of the text."""
    if (match := _ITEM_LINE.fullmatch(line)) and (isinstance(value, list) or not value):
        return [*(value or []), _unquote(match[1])]
    return value if isinstance(value, list) else f"{value} {line.strip()}".strip()


def _parse_value(text: str) -> Any:
    if match := _INLINE_LIST.fullmatch(text):
        return [_unquote(item) for item in match[1].split(",") if item.strip()]
    return _unquote(text)


def _unquote(text: str) -> str:
    text = text.strip()
    if not text.startswith(('"', "'")):
        return text
    value = _parse_yaml(text)
    if isinstance(value, str):
        return value
    match = _QUOTED_VALUE.fullmatch(text)
    return match[2] if match else text


def _parse_yaml(text: str) -> Any:
    """Return the value of `text` in YAML, with all scalars as text; None if it is not YAML."""
    import yaml  # imported late: only Markdown has front matter

    try:
        return yaml.BaseLoader(text).get_single_data()
    except (yaml.YAMLError, RecursionError, ValueError):
        return None

"""Front matter as people write it: YAML, or nearly."""

import re
from typing import Any

_FENCED = re.compile(
    r"\s*---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
_TITLES = ("title", "headline")
_NULL = ("~", "null", "Null", "NULL")
_HASHTAG = re.compile(r"\s*#\w")
_FIELD = re.compile(r"([^\W\d][\w .-]*):(?:[ \t]+(.*))?")
_ITEM = re.compile(r"\s*-\s+(.*)")
_LIST = re.compile(r"\[(.*)\]")
_AROUND_QUOTED = re.compile(r"""(["'])((?:(?!\1).)*(?:(?<=\s)\1.*)?)\1""")
"""Quotes around a text in which others stand: "The "River"", but not "River" and "Sea"."""


def has_front_matter(text: str) -> bool:
    """Whether `text` begins with front matter."""
    return _FENCED.match(text) is not None


def split_front_matter(text: str) -> tuple[dict[str, Any], str]:
    """The fields and the body of a text with front matter between lines of "---".

    All scalars are text. Where it is not YAML it is read line by line: `name: value`, lists as
    `- item` lines or [a, b], indented lines as more of the value. ValueError where there is none.
    """
    match = _FENCED.match(text)
    if match is None:
        raise ValueError('has no front matter: fields between two lines of "---" at its beginning')
    fields, lines = _yaml(match[1]), _lines(match[1])
    fields = fields | _whole_titles(fields, lines) if fields else lines
    return {name: value for name, value in fields.items() if value not in _NULL}, text[
        match.end() :
    ]


def _yaml(front: str) -> dict[str, Any] | None:
    """The fields as YAML has them; None where it is none, or makes of a title something else."""
    fields = _loaded(front)
    if not isinstance(fields, dict) or not all(isinstance(name, str) for name in fields):
        return None
    titles = [value for name, value in fields.items() if name.lower() in _TITLES]
    return fields if all(isinstance(title, str) for title in titles) else None


def _whole_titles(fields: dict[str, Any], lines: dict[str, Any]) -> dict[str, Any]:
    """The titles that YAML cuts at a hashtag, which it takes for a comment."""
    return {
        name: line
        for name, line in lines.items()
        if name.lower() in _TITLES
        and isinstance(line, str)
        and _HASHTAG.match(line.removeprefix(fields.get(name, line)))
    }


def _lines(front: str) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    name = ""
    for line in front.splitlines():
        if match := _FIELD.fullmatch(line.rstrip()):
            name = match[1].rstrip()
            fields[name] = _value(match[2] or "")
        elif name and line.strip():
            fields[name] = _longer(fields[name], line)
    return fields


def _longer(value: Any, line: str) -> Any:
    """A value with one more line of it: an item of a list, or more text."""
    if (item := _ITEM.fullmatch(line)) and (isinstance(value, list) or not value):
        return [*(value or []), _unquoted(item[1])]
    return value if isinstance(value, list) else f"{value} {line.strip()}".strip()


def _value(written: str) -> Any:
    if items := _LIST.fullmatch(written):
        return [_unquoted(item) for item in items[1].split(",") if item.strip()]
    return _unquoted(written)


def _unquoted(written: str) -> str:
    written = written.strip()
    if not written.startswith(('"', "'")):
        return written
    value = _loaded(written)
    quoted = _AROUND_QUOTED.fullmatch(written)
    return value if isinstance(value, str) else quoted[2] if quoted else written


def _loaded(text: str) -> Any:
    """What `text` is in YAML, all scalars as text; None where it is none."""
    import yaml  # only Markdown has front matter

    try:
        return yaml.BaseLoader(text).get_single_data()
    except (yaml.YAMLError, RecursionError, ValueError):
        return None

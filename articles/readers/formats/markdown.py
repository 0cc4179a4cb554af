"""Markdown with front matter (.md).

CommonMark, parsed by markdown-it-py, except that indented text is not code: the HTML that sites put
into their Markdown is often indented.
"""

import re
from collections.abc import Iterator
from typing import Any

from markdown_it import MarkdownIt

from articles.core.dates import read_date
from articles.core.problems import Problem
from articles.readers.decoding.encodings import decode_text
from articles.readers.entry import Entry
from articles.readers.formats import front_matter
from articles.readers.html.html_text import html_to_text
from articles.readers.mapping import Mapping, convert_value
from articles.readers.source import Source


class _Markdown(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802
        """Accept every link: only its words are kept, so it can do no harm."""
        return True


_MARKDOWN = _Markdown("commonmark", {"html": True}).disable("code").enable("table")

_COMMON_FIELDS = {
    "key": ("key",),
    "title": ("title", "headline"),
    "url": ("url", "source_url", "link", "permalink", "source"),
    "withdrawn": ("withdrawn",),
}
"""Map each field to the names that people give it in front matter, the best first."""
_ARTICLE_FIELDS = _COMMON_FIELDS | {
    "authors": ("authors", "author", "by", "byline"),
    "outlet": ("outlet", "source", "publication"),
    "published": ("published_time", "published", "date", "released"),
    "quotes": ("quotes",),
}
_RELEASE_FIELDS = _COMMON_FIELDS | {
    "agency": ("agency",),
    "components": ("components",),
    "city": ("city",),
    "released": ("released", "date", "published", "published_time"),
    "number": ("number",),
}
_RELEASE_KINDS = ("release", "press release", "press-release", "press_release")


def read_markdown(source: Source, mapping: Mapping | None = None) -> Iterator[Entry | Problem]:
    """Yield the file as an entry. Raises OSError, and ValueError if it has no front matter.

    A map with [fields] gets the front matter's own names, "text" for the body as plain text and
    "file" for the file's name without its suffix.
    """
    content, warnings = decode_text(source.read_all())
    fields, body = front_matter.split_front_matter(content)
    text = html_to_text(_MARKDOWN.render(body))
    raw = _make_raw_record(fields, text, source.path.stem, mapping)
    yield source.make_entry(raw, warnings=warnings, captured=_find_capture_time(fields))


def _find_capture_time(fields: dict[str, Any]) -> str | None:
    """Return when the page was captured, if the front matter gives a readable time."""
    try:
        return str(read_date(str(fields["captured"])))
    except (KeyError, ValueError):
        return None


def _make_raw_record(
    fields: dict[str, Any], text: str, file_stem: str, mapping: Mapping | None
) -> dict[str, Any]:
    if mapping is None:
        return convert_front_matter(fields) | {"text": text}
    if mapping.fields:
        return mapping.apply(fields | {"text": text, "file": file_stem})
    kind = {"kind": mapping.kind} if mapping.kind else {}
    record = convert_front_matter(mapping.constants | kind | fields)
    return mapping.apply(record | {"text": text})


def convert_front_matter(fields: dict[str, Any]) -> dict[str, Any]:
    """Return front matter with the field names of the exchange format, without other fields."""
    fields = {re.sub(r"[ -]", "_", name.lower()): value for name, value in fields.items()}
    kind = _detect_kind(fields)
    record: dict[str, Any] = {"kind": kind}
    for name, sources in (_RELEASE_FIELDS if kind == "release" else _ARTICLE_FIELDS).items():
        for source in sources:
            if source in fields and _is_valid_value(name, fields[source]):
                record[name] = _convert_field(name, fields[source])
                break
    return record


def _detect_kind(fields: dict[str, Any]) -> str:
    kind = str(fields.get("kind") or fields.get("type") or "").lower()
    is_issued = kind != "article" and fields.get("agency")
    return "release" if is_issued or kind in _RELEASE_KINDS else "article"


def _is_valid_value(name: str, value: Any) -> bool:
    """Whether a value can be the field `name`: not empty, and a web address only if that fits."""
    is_url = isinstance(value, str) and value.startswith(("http://", "https://"))
    return bool(value) and (is_url if name == "url" else not (is_url and name == "outlet"))


def _convert_field(name: str, value: Any) -> Any:
    if name == "quotes":
        keys = value if isinstance(value, list) else [value]
        return [{"release": key} if isinstance(key, str) else key for key in keys]
    return convert_value(name, value)

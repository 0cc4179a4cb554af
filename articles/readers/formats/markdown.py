"""Markdown with front matter (.md).

CommonMark by markdown-it-py, except that indented text is no code: the HTML that sites put into
their Markdown is often indented.
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
        """Every link is one: only its words are kept, so that none can do harm."""
        return True


_MARKDOWN = _Markdown("commonmark", {"html": True}).disable("code").enable("table")

_NAMES = {
    "key": ("key",),
    "title": ("title", "headline"),
    "url": ("url", "source_url", "link", "permalink", "source"),
    "withdrawn": ("withdrawn",),
}
_ARTICLE = _NAMES | {
    "authors": ("authors", "author", "by", "byline"),
    "outlet": ("outlet", "source", "publication"),
    "published": ("published_time", "published", "date", "released"),
    "quotes": ("quotes",),
}
_RELEASE = _NAMES | {
    "agency": ("agency",),
    "components": ("components",),
    "city": ("city",),
    "released": ("released", "date", "published", "published_time"),
    "number": ("number",),
}
_RELEASE_KINDS = ("release", "press release", "press-release", "press_release")


def read_markdown(source: Source, mapping: Mapping | None = None) -> Iterator[Entry | Problem]:
    """The one entry that the file is. Raises OSError, and ValueError where it is none.

    A map with [fields] sees the front matter's own names, "text" for the body as plain text and
    "file" for the file's name without its suffix.
    """
    content, told = decode_text(source.read_all())
    written, body = front_matter.split_front_matter(content)
    text = html_to_text(_MARKDOWN.render(body))
    raw = _raw(written, text, source.path.stem, mapping)
    yield source.make_entry(raw, warnings=told, captured=_captured(written))


def _captured(written: dict[str, Any]) -> str | None:
    """When the page was captured, where the front matter says so in a form that can be read."""
    try:
        return str(read_date(str(written["captured"])))
    except (KeyError, ValueError):
        return None


def _raw(written: dict[str, Any], text: str, stem: str, mapping: Mapping | None) -> dict[str, Any]:
    if mapping is None:
        return convert_front_matter(written) | {"text": text}
    if mapping.fields:
        return mapping.apply(written | {"text": text, "file": stem})
    kind = {"kind": mapping.kind} if mapping.kind else {}
    return mapping.apply(convert_front_matter(mapping.constants | kind | written) | {"text": text})


def convert_front_matter(written: dict[str, Any]) -> dict[str, Any]:
    """Front matter in the exchange format's names; a site's own further fields are left out."""
    plain = {re.sub(r"[ -]", "_", name.lower()): value for name, value in written.items()}
    kind = _kind(plain)
    brought: dict[str, Any] = {"kind": kind}
    for name, theirs in (_RELEASE if kind == "release" else _ARTICLE).items():
        values = [plain[one] for one in theirs if one in plain and _can_be(name, plain[one])]
        if values:
            brought[name] = _brought(name, values[0])
    return brought


def _kind(plain: dict[str, Any]) -> str:
    stated = str(plain.get("kind") or plain.get("type") or "").lower()
    issued = stated != "article" and plain.get("agency")
    return "release" if issued or stated in _RELEASE_KINDS else "article"


def _can_be(name: str, value: Any) -> bool:
    """Whether a value can be our field `name`: present, and an address only where one belongs."""
    address = isinstance(value, str) and value.startswith(("http://", "https://"))
    return bool(value) and (address if name == "url" else not (address and name == "outlet"))


def _brought(name: str, value: Any) -> Any:
    if name == "quotes":
        keys = value if isinstance(value, list) else [value]
        return [{"release": key} if isinstance(key, str) else key for key in keys]
    return convert_value(name, value)

"""JSON-LD with the words of https://schema.org."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

_DEEPEST = 100
"""Objects within objects."""
_RELEASE = "pressrelease"
_WRITTEN = (
    "NewsArticle", "OpinionNewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "Article",
    "BlogPosting", "LiveBlogPosting", "ReviewNewsArticle", "ScholarlyArticle", "Report", "WebPage",
)  # fmt: skip
"""The types that tell of a text, the most telling first."""


def find_articles(scripts: Iterable[str]) -> list[dict[str, Any]]:
    """The objects in JSON-LD texts that tell of an article or release, the most telling first."""
    found = [item for script in scripts for item in _objects(_value(script))]
    return sorted((item for item in found if _rank(item) < len(_WRITTEN)), key=_rank)


def types_of(item: dict[str, Any]) -> list[str]:
    """What an object says that it is, without the vocabulary's address."""
    said = item.get("@type")
    listed = said if isinstance(said, list) else [said]
    return [one.rpartition("/")[2] for one in listed if isinstance(one, str)]


def names_of(values: Iterable[Any]) -> list[str]:
    """The names in values: of objects their name, texts as they are."""
    named = [one.get("name") if isinstance(one, dict) else one for one in values]
    listed = [one for name in named for one in (name if isinstance(name, list) else [name])]
    return [" ".join(one.split()) for one in listed if isinstance(one, str) and one.strip()]


def _value(text: str) -> Any:
    try:
        return json.loads(text.strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _objects(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for one in value:
            yield from _objects(one, depth + 1)
    elif isinstance(value, dict):
        yield value
        yield from _objects(value.get("@graph"), depth + 1)


def _rank(item: dict[str, Any]) -> int:
    said = types_of(item)
    if any(_RELEASE in one.lower() for one in said):
        return -1
    return min((_WRITTEN.index(one) for one in said if one in _WRITTEN), default=len(_WRITTEN))

"""JSON-LD with the vocabulary of https://schema.org."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

_MAX_DEPTH = 100
"""Of objects within objects."""
_RELEASE_TYPE = "pressrelease"
_TEXT_TYPES = (
    "NewsArticle", "OpinionNewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "Article",
    "BlogPosting", "LiveBlogPosting", "ReviewNewsArticle", "ScholarlyArticle", "Report", "WebPage",
)  # fmt: skip
"""The types that describe a text, the most specific first."""


def find_articles(scripts: Iterable[str]) -> list[dict[str, Any]]:
    """Return the objects in JSON-LD texts that describe an article or release, best first."""
    items = [item for script in scripts for item in _iter_objects(_parse_script(script))]
    return sorted((item for item in items if _rank_type(item) < len(_TEXT_TYPES)), key=_rank_type)


def types_of(item: dict[str, Any]) -> list[str]:
    """Return the types of an object, without the address of the vocabulary."""
    value = item.get("@type")
    types = value if isinstance(value, list) else [value]
    return [name.rpartition("/")[2] for name in types if isinstance(name, str)]


def names_of(values: Iterable[Any]) -> list[str]:
    """Return the names in values: the name of an object, a text as it is."""
    values = [value.get("name") if isinstance(value, dict) else value for value in values]
    names = [name for value in values for name in (value if isinstance(value, list) else [value])]
    return [" ".join(name.split()) for name in names if isinstance(name, str) and name.strip()]


def _parse_script(script: str) -> Any:
    try:
        return json.loads(script.strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _iter_objects(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _iter_objects(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        yield from _iter_objects(value.get("@graph"), depth + 1)


def _rank_type(item: dict[str, Any]) -> int:
    """Return the rank of an object as a description of the text; the lowest is the best."""
    types = types_of(item)
    if any(_RELEASE_TYPE in name.lower() for name in types):
        return -1
    ranks = (_TEXT_TYPES.index(name) for name in types if name in _TEXT_TYPES)
    return min(ranks, default=len(_TEXT_TYPES))

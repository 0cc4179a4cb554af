"""Texts by their numbers in the index."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import batched
from typing import Any

from django.db.models import QuerySet

from articles.linking.worker_tasks.fingerprinting import Agencies, Kind, Numbered
from articles.models import TEXT_MODELS, Agency, EarlierVersion

AT_ONCE = 100
"""Texts handed to a worker at a time."""



def agencies() -> Agencies:
    """All of them with their names, in the order of their ids."""
    rows = Agency.objects.order_by("pk").values_list("pk", "name", "key", "aliases")
    return tuple((pk, (name, key, *aliases)) for pk, name, key, aliases in rows)


def after(kind: Kind, since: int) -> Iterator[Sequence[Numbered]]:
    """The texts with higher numbers than that one, some at a time."""
    found = (
        TEXT_MODELS[kind]
        ._default_manager.filter(text_number__gt=since)
        .values_list("text_number", "text")
    )
    yield from batched(found.iterator(), AT_ONCE, strict=False)
    if kind == "release":
        yield from batched(_earlier(text_number__gt=since), AT_ONCE, strict=False)


def numbered(kind: Kind, numbers: Iterable[int]) -> Iterator[Sequence[Numbered]]:
    """The texts with these numbers; of articles, as far as they are current."""
    for some in batched(numbers, AT_ONCE, strict=False):
        held: QuerySet[Any] = TEXT_MODELS[kind]._default_manager.filter(text_number__in=some)
        found: list[Numbered] = list(held.values_list("text_number", "text"))
        if kind == "release":
            found.extend(_earlier(text_number__in=some))
        if found:
            yield found


def _earlier(**numbers: object) -> Iterator[Numbered]:
    """The texts of earlier versions of releases; those of articles have no number."""
    lines: QuerySet[Any] = EarlierVersion.objects.filter(**numbers).values_list(
        "text_number", "line"
    )
    return ((text_number, json.loads(line)["text"]) for text_number, line in lines.iterator())

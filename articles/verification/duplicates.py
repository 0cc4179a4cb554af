"""Couples of records with the same text, against both texts."""

from collections.abc import Iterator, Sequence
from itertools import batched
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from articles.exchange import from_models
from articles.linking.worker_tasks.comparing import alike
from articles.models import TEXT_MODELS, Duplicate
from articles.verification.differences import Difference, Tally, compared

type Texts = dict[tuple[str, str], str]
"""By the kind and the key of a record."""


def of_duplicates(tally: Tally) -> Iterator[Difference]:
    """Those that are no couple or another one than is kept, and those kept one way only.

    How many there are, the edition knows.
    """
    for rows in batched(Duplicate.objects.iterator(), from_models.CHUNK_ROWS, strict=False):
        texts = _texts(rows)
        for row in rows:
            tally.add("duplicates")
            yield from _duplicate(row, texts)
    yield from _one_way()


def _texts(rows: Sequence[Duplicate]) -> Texts:
    texts: Texts = {}
    for kind, model in TEXT_MODELS.items():
        keys = {key for one in rows if one.kind == kind for key in (one.key, one.other)}
        named: QuerySet[Any] = model._default_manager.filter(key__in=keys)
        texts |= {(kind, key): text for key, text in named.values_list("key", "text")}
    return texts


def _duplicate(row: Duplicate, texts: Texts) -> Iterator[Difference]:
    both = texts.get((row.kind, row.key)), texts.get((row.kind, row.other))
    if both[0] is None or both[1] is None:
        yield Difference("duplicate", _name(row.key, row.other), "texts", "two", "not both")
    elif found := alike([(row.kind, row.key, row.other, both[0], both[1])]):
        likeness, exact = found[0][3:]
        yield from compared(
            "duplicate",
            _name(row.key, row.other),
            likeness=(row.likeness, likeness),
            exact=(row.exact, exact),
        )
    else:
        yield Difference("duplicate", _name(row.key, row.other), "texts", "alike", "others")


def _one_way() -> Iterator[Difference]:
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT key, other FROM articles_duplicate one WHERE NOT EXISTS (
                   SELECT FROM articles_duplicate back WHERE back.kind = one.kind
                   AND back.key = one.other AND back.other = one.key)
               ORDER BY kind, key, other"""
        )
        for key, other in cursor.fetchall():
            name = _name(other, key)
            yield Difference("duplicate", name, "row", f"one, as {key} has it", "none")


def _name(key: str, other: str) -> str:
    return f"{other} of {key}"

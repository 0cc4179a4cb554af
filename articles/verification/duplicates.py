"""Check duplicates against the texts of both records."""

from collections.abc import Iterator, Sequence
from itertools import batched
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from articles.exchange import from_models
from articles.linking.worker_tasks.comparing import TextPair, find_duplicates
from articles.models import TEXT_MODELS, Duplicate
from articles.verification.differences import Difference, Tally, compare_fields

type Texts = dict[tuple[str, str], str]
"""Texts by kind and key of their records."""


def check_duplicates(tally: Tally) -> Iterator[Difference]:
    """Yield pairs that are no duplicates, or not as similar as stored, or stored one way only.

    Missing pairs show in the count of the edition.
    """
    for rows in batched(Duplicate.objects.iterator(), from_models.CHUNK_ROWS, strict=False):
        texts = _read_texts(rows)
        for row in rows:
            tally.add("duplicates")
            yield from _check_duplicate(row, texts)
    yield from _check_reverse_rows()


def _read_texts(rows: Sequence[Duplicate]) -> Texts:
    texts: Texts = {}
    for kind, model in TEXT_MODELS.items():
        keys = {key for row in rows if row.kind == kind for key in (row.key, row.other)}
        records: QuerySet[Any] = model._default_manager.filter(key__in=keys)
        texts |= {(kind, key): text for key, text in records.values_list("key", "text")}
    return texts


def _check_duplicate(row: Duplicate, texts: Texts) -> Iterator[Difference]:
    name = _pair_name(row.key, row.other)
    text, duplicate_text = texts.get((row.kind, row.key)), texts.get((row.kind, row.other))
    if text is None or duplicate_text is None:
        yield Difference("duplicate", name, "texts", "two", "not both")
        return
    pair = TextPair(row.kind, row.key, row.other, text, duplicate_text)
    if duplicates := find_duplicates([pair]):
        yield from compare_fields(
            "duplicate",
            name,
            likeness=(row.likeness, duplicates[0].likeness),
            exact=(row.exact, duplicates[0].is_exact),
        )
    else:
        yield Difference("duplicate", name, "texts", "similar ones", "different ones")


def _check_reverse_rows() -> Iterator[Difference]:
    with connection.cursor() as cursor:
        # rows: (key, key of the duplicate) without a row for the reverse
        cursor.execute(
            """SELECT key, other FROM articles_duplicate duplicate WHERE NOT EXISTS (
                   SELECT FROM articles_duplicate reverse WHERE reverse.kind = duplicate.kind
                   AND reverse.key = duplicate.other AND reverse.other = duplicate.key)
               ORDER BY kind, key, other"""
        )
        for key, duplicate_key in cursor.fetchall():
            name = _pair_name(duplicate_key, key)
            yield Difference("duplicate", name, "row", f"one, because {key} has one", "none")


def _pair_name(key: str, duplicate_key: str) -> str:
    return f"{duplicate_key} of {key}"

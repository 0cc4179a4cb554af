"""Read texts by their numbers in the index, and the agencies to look for in them."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import batched
from typing import Any

from django.db.models import QuerySet

from articles.core.ids import AgencyId, TextNumber
from articles.linking.worker_tasks.fingerprinting import AgencyNames, NumberedText, TextKind
from articles.models import TEXT_MODELS, Agency, EarlierVersion
from articles.quoting.text.agency_mentions import expand_names

TEXTS_PER_BATCH = 100
"""Texts that are handed to a worker at a time."""


def read_agencies() -> AgencyNames:
    """Return all agencies with all their names, in order of their ids."""
    rows = Agency.objects.order_by("pk").values_list("pk", "name", "key", "aliases")
    return tuple(
        (AgencyId(pk), expand_names((name, key, *aliases))) for pk, name, key, aliases in rows
    )


def iter_texts_after(kind: TextKind, after_number: TextNumber) -> Iterator[Sequence[NumberedText]]:
    """Yield batches of the texts of a kind with numbers above `after_number`.

    Texts of earlier versions of releases come last.
    """
    records = TEXT_MODELS[kind]._default_manager.filter(text_number__gt=after_number)
    texts = records.values_list("text_number", "text").iterator()
    yield from batched(texts, TEXTS_PER_BATCH, strict=False)
    if kind == "release":
        versions = _iter_earlier_texts(text_number__gt=after_number)
        yield from batched(versions, TEXTS_PER_BATCH, strict=False)


def iter_texts_numbered(
    kind: TextKind, text_numbers: Iterable[TextNumber]
) -> Iterator[Sequence[NumberedText]]:
    """Yield batches of the texts of a kind with these numbers; of articles, current texts only."""
    for numbers in batched(text_numbers, TEXTS_PER_BATCH, strict=False):
        records: QuerySet[Any] = TEXT_MODELS[kind]._default_manager.filter(text_number__in=numbers)
        texts: list[NumberedText] = list(records.values_list("text_number", "text"))
        if kind == "release":
            texts.extend(_iter_earlier_texts(text_number__in=numbers))
        if texts:
            yield texts


def _iter_earlier_texts(**condition: object) -> Iterator[NumberedText]:
    """Yield texts of earlier versions of releases; versions of articles have no number."""
    versions: QuerySet[Any] = EarlierVersion.objects.filter(**condition)
    rows = versions.values_list("text_number", "line").iterator()
    return ((text_number, json.loads(line)["text"]) for text_number, line in rows)

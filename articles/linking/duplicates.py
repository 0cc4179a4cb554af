"""Texts that were published more than once."""

from collections.abc import Iterator
from itertools import batched, groupby
from typing import Any

import numpy as np
from django.db import connection
from django.db.models import QuerySet

from articles.core.workers import Workers
from articles.linking.index.entries import Sorter, unpaired
from articles.linking.index.join import sharing
from articles.linking.indexing import New
from articles.linking.worker_tasks.comparing import Alike, Couple, alike
from articles.models import TEXT_MODELS, Duplicate

_COUPLES = 100
"""Compared at a time."""


def mark_duplicates(new: New, workers: Workers) -> list[Alike]:
    """Keep which of the `new` texts are those of other records, or nearly so; all such couples.

    Those of records whose text has just changed are found anew.
    """
    _forget(new)
    found = [one for some in workers.map(alike, _couples(new)) for one in some]
    Duplicate.objects.bulk_create(
        Duplicate(kind=kind, key=one, other=other, likeness=likeness, exact=exact)
        for kind, *both, likeness, exact in found
        for one, other in (both, both[::-1])
    )
    return found


def _forget(new: New) -> None:
    """Each couple is kept both ways."""
    with connection.cursor() as cursor:
        cursor.execute(
            """WITH brought (kind, key) AS (
                   SELECT 'release', key FROM articles_pressrelease WHERE text_number > %(since)s
                   UNION ALL
                   SELECT 'article', key FROM articles_article WHERE text_number > %(since)s),
               ours AS (
                   DELETE FROM articles_duplicate USING brought
                   WHERE articles_duplicate.kind = brought.kind
                       AND articles_duplicate.key = brought.key
                   RETURNING articles_duplicate.*)
               DELETE FROM articles_duplicate theirs USING ours
               WHERE theirs.kind = ours.kind AND theirs.key = ours.other
                   AND theirs.other = ours.key""",
            {"since": new.since},
        )


def _couples(new: New) -> Iterator[list[Couple]]:
    for some in batched(_pairs(new), _COUPLES, strict=False):
        texts = _texts({number for pair in some for number in pair})
        known = [(texts[a], texts[b]) for a, b in some if a in texts and b in texts]
        yield [
            (kind, one, other, ours, theirs)
            for (kind, one, ours), (kind_of_other, other, theirs) in known
            if kind == kind_of_other
        ]


def _pairs(new: New) -> Iterator[tuple[int, int]]:
    """The numbers of texts that share a band of their signatures, the newer one first."""
    with Sorter() as sorter:
        for pairs in sharing(new.likeness.chunks(), "likeness"):
            ones, others, _ = unpaired(pairs)
            sorter.add(pairs[ones > others])
        couples = (
            couple
            for chunk in sorter.chunks()
            for couple in zip(*map(np.ndarray.tolist, unpaired(chunk)[:2]), strict=True)
        )
        yield from (couple for couple, _ in groupby(couples))


def _texts(numbers: set[int]) -> dict[int, tuple[str, str, str]]:
    """The kind, key and text of each record that stands, by its number."""
    found: dict[int, tuple[str, str, str]] = {}
    for kind, model in TEXT_MODELS.items():
        standing: QuerySet[Any] = model._default_manager.live().filter(text_number__in=numbers)
        for number, key, text in standing.values_list("text_number", "key", "text"):
            found[number] = kind, key, text
    return found

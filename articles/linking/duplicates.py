"""Find texts that were published more than once."""

from collections.abc import Iterator, Set
from itertools import batched, groupby
from typing import Any

import numpy as np
from django.db import connection
from django.db.models import QuerySet

from articles.core.ids import TextNumber
from articles.core.workers import Workers
from articles.linking.index.entries import split_pairs
from articles.linking.index.external_sort import ExternalSorter
from articles.linking.index.join import find_pairs
from articles.linking.indexing import NewTexts
from articles.linking.worker_tasks.comparing import DuplicatePair, TextPair, find_duplicates
from articles.models import TEXT_MODELS, Duplicate

PAIRS_PER_BATCH = 100
"""Pairs that are compared by a worker at a time."""


def mark_duplicates(new: NewTexts, workers: Workers) -> list[DuplicatePair]:
    """Store which of the new texts are duplicates of any others, and return these pairs.

    Former duplicates of records whose text has changed are deleted.
    """
    _delete_outdated(new.after_number)
    batches = workers.map(find_duplicates, _iter_candidates(new))
    duplicates = [pair for pairs in batches for pair in pairs]
    Duplicate.objects.bulk_create(
        Duplicate(
            kind=pair.kind,
            key=key,
            other=duplicate_key,
            likeness=pair.likeness,
            exact=pair.is_exact,
        )
        for pair in duplicates
        for key, duplicate_key in (
            (pair.key, pair.duplicate_key),
            (pair.duplicate_key, pair.key),
        )
    )
    return duplicates


def _delete_outdated(after_number: TextNumber) -> None:
    """Delete the pairs, both rows each, that have a text numbered above `after_number`."""
    with connection.cursor() as cursor:
        # no rows
        cursor.execute(
            """WITH changed (kind, key) AS (
                   SELECT 'release', key FROM articles_pressrelease WHERE text_number > %(after)s
                   UNION ALL
                   SELECT 'article', key FROM articles_article WHERE text_number > %(after)s),
               deleted AS (
                   DELETE FROM articles_duplicate USING changed
                   WHERE articles_duplicate.kind = changed.kind
                       AND articles_duplicate.key = changed.key
                   RETURNING articles_duplicate.*)
               DELETE FROM articles_duplicate reverse USING deleted
               WHERE reverse.kind = deleted.kind AND reverse.key = deleted.other
                   AND reverse.other = deleted.key""",
            {"after": after_number},
        )


def _iter_candidates(new: NewTexts) -> Iterator[list[TextPair]]:
    """Yield batches of possible duplicates: a new text, and an older text or another new one."""
    for pairs in batched(_iter_number_pairs(new), PAIRS_PER_BATCH, strict=False):
        texts = _read_texts({number for pair in pairs for number in pair})
        known_pairs = [
            (texts[new_number], texts[number])
            for new_number, number in pairs
            if new_number in texts and number in texts
        ]
        yield [
            TextPair(kind, key, duplicate_key, text, duplicate_text)
            for (kind, key, text), (duplicate_kind, duplicate_key, duplicate_text) in known_pairs
            if kind == duplicate_kind
        ]


def _iter_number_pairs(new: NewTexts) -> Iterator[tuple[TextNumber, TextNumber]]:
    """Yield each pair of texts that share a band of their signatures once, the newer text first."""
    with ExternalSorter() as sorter:
        for pairs in find_pairs(new.signature_entries.iter_chunks(), "likeness"):
            left_numbers, right_numbers, _ = split_pairs(pairs)
            sorter.add(pairs[left_numbers > right_numbers])
        number_pairs = (
            number_pair
            for chunk in sorter.iter_chunks()
            for number_pair in zip(*map(np.ndarray.tolist, split_pairs(chunk)[:2]), strict=True)
        )
        yield from (number_pair for number_pair, _ in groupby(number_pairs))


def _read_texts(text_numbers: Set[TextNumber]) -> dict[TextNumber, tuple[str, str, str]]:
    """Return kind, key and text of the live records among these, by text number."""
    texts: dict[TextNumber, tuple[str, str, str]] = {}
    for kind, model in TEXT_MODELS.items():
        records: QuerySet[Any] = model._default_manager.live().filter(text_number__in=text_numbers)
        for text_number, key, text in records.values_list("text_number", "key", "text"):
            texts[text_number] = kind, key, text
    return texts

"""Check the fingerprint index against the texts."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import batched

import numpy as np

from articles.core.arrays import UInt64Array
from articles.core.ids import TextNumber
from articles.core.workers import Workers
from articles.linking.index.entries import count_values, fingerprints_of, text_numbers_of
from articles.linking.index.external_sort import ExternalSorter
from articles.linking.indexed_texts import iter_texts_after, read_agencies
from articles.linking.indexing import fingerprint_texts
from articles.linking.worker_tasks.fingerprinting import TextKind
from articles.models import TEXT_MODELS, Block, EarlierVersion, Segment
from articles.verification.differences import Difference, Tally, compare_fields

_KINDS: tuple[TextKind, ...] = ("release", "article")
_TEXTS_PER_QUERY = 1000

type Sorters = dict[str, ExternalSorter]
"""Entries by kind of segment."""


def check_fingerprint_index(tally: Tally) -> Iterator[Difference]:
    """Yield segments and blocks that contradict themselves, and texts with wrong entries.

    Entries of former texts stay in the index until their release or article is deleted; they do
    no harm, and are not reported.
    """
    with ExitStack() as stack:
        workers = stack.enter_context(Workers())
        sorters = {kind: stack.enter_context(ExternalSorter()) for kind in (*_KINDS, "likeness")}
        yield from _collect_stored(sorters)
        _collect_expected(sorters, workers, tally)
        numbers = {
            number
            for sorter in sorters.values()
            for entries in find_unpaired(sorter.iter_chunks())
            for number in text_numbers_of(entries).tolist()
        }
        yield from _report_texts(numbers)
    yield from _report_unnumbered()


def _collect_stored(sorters: Sorters) -> Iterator[Difference]:
    """Add the stored entries to the sorters; check the blocks and segments on the way."""
    for segment in Segment.objects.all():
        total = 0
        rows = Block.objects.filter(segment=segment).values_list("first", "entries")
        for first, data in rows.iterator():
            entries = np.frombuffer(bytes(data)[: len(data) // 8 * 8], "<u8").astype(np.uint64)
            total += len(entries)
            sorters[segment.kind].add(entries)
            fingerprint = int(fingerprints_of(entries[:1])[0]) if len(entries) else None
            in_order = bool((entries[1:] >= entries[:-1]).all())
            name = f"{first} of segment {segment.pk}"
            yield from compare_fields(
                "block", name, first=(fingerprint, first), in_order=(True, in_order)
            )
        yield from compare_fields("segment", str(segment.pk), entries=(segment.entries, total))


def _collect_expected(sorters: Sorters, workers: Workers, tally: Tally) -> None:
    """Add the entries that the texts should have to the sorters."""
    agencies = read_agencies()
    for kind in _KINDS:
        texts = iter_texts_after(kind, TextNumber(0))
        for batch in fingerprint_texts(kind, texts, agencies, workers):
            sorters[kind].add(batch.entries)
            sorters["likeness"].add(batch.signature_entries)
            for _ in range(batch.count):
                tally.add("indexed texts")


def find_unpaired(chunks: Iterable[UInt64Array]) -> Iterator[UInt64Array]:
    """Yield the integers that occur an odd number of times in sorted chunks.

    If each integer occurs once among the expected ones, and once among the actual ones, there is
    none.
    """
    remainder = np.empty(0, np.uint64)
    for chunk in chunks:
        values = np.concatenate([remainder, chunk])
        last_start = int(np.searchsorted(values, values[-1], "left"))
        yield _select_odd(values[:last_start])
        remainder = values[last_start:]
    yield _select_odd(remainder)


def _select_odd(sorted_values: UInt64Array) -> UInt64Array:
    values, counts = count_values(sorted_values)
    odd: UInt64Array = values[counts % 2 == 1]
    return odd


def _report_texts(text_numbers: Iterable[TextNumber]) -> Iterator[Difference]:
    """Yield a difference for each text that has one of these numbers; some numbers have none."""
    for numbers in batched(sorted(text_numbers), _TEXTS_PER_QUERY, strict=False):
        for kind, model in TEXT_MODELS.items():
            records = model._default_manager.filter(text_number__in=numbers).order_by("key")
            for key in records.values_list("key", flat=True):
                yield _entry_difference(kind, key)
        for version in EarlierVersion.objects.filter(text_number__in=numbers):
            yield _entry_difference("version", f"{version.number} of {version.kind} {version.key}")


def _entry_difference(kind: str, key: str) -> Difference:
    return Difference(kind, key, "fingerprints", "those of its text in the index", "others")


def _report_unnumbered() -> Iterator[Difference]:
    for kind, model in TEXT_MODELS.items():
        records = model._default_manager.filter(text_number=None).order_by("key")
        for key in records.values_list("key", flat=True):
            yield Difference(kind, key, "text number", "a number", "none")

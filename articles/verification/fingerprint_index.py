"""The fingerprints' index against the texts."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import batched

import numpy as np

from articles.core.workers import Workers
from articles.linking import indexed_texts
from articles.linking.index.entries import Entries, Sorter, fingerprints, numbers, runs
from articles.linking.indexing import printed
from articles.linking.worker_tasks.fingerprinting import Kind
from articles.models import TEXT_MODELS, Block, EarlierVersion, Segment
from articles.verification.differences import Difference, Tally, compared

_KINDS: tuple[Kind, ...] = ("release", "article")
_NAMED = 1000
"""Texts whose names are asked for at a time."""


def of_postings(tally: Tally) -> Iterator[Difference]:
    """Segments that are not as they say, and texts whose entries are not those of their text.

    Entries of texts that changed stay in the index until they are merged away: they don't matter.
    """
    with ExitStack() as stack:
        workers = stack.enter_context(Workers())
        sorters = {kind: stack.enter_context(Sorter()) for kind in (*_KINDS, "likeness")}
        yield from _held(sorters)
        _add_expected(sorters, workers, tally)
        odd = {
            number
            for sorter in sorters.values()
            for found in unpaired(sorter.chunks())
            for number in numbers(found).tolist()
        }
        yield from _named(odd)
    yield from _unnumbered()


def _held(sorters: dict[str, Sorter]) -> Iterator[Difference]:
    for segment in Segment.objects.all():
        total = 0
        rows = Block.objects.filter(segment=segment).values_list("first", "entries")
        for first, data in rows.iterator():
            found = np.frombuffer(bytes(data)[: len(data) // 8 * 8], "<u8").astype(np.uint64)
            total += len(found)
            sorters[segment.kind].add(found)
            begins = int(fingerprints(found[:1])[0]) if len(found) else None
            in_order = bool((found[1:] >= found[:-1]).all())
            name = f"{first} of segment {segment.pk}"
            yield from compared("block", name, first=(begins, first), in_order=(True, in_order))
        yield from compared("segment", str(segment.pk), entries=(segment.entries, total))


def _add_expected(sorters: dict[str, Sorter], workers: Workers, tally: Tally) -> None:
    for kind in _KINDS:
        for found in printed(kind, indexed_texts.after(kind, 0), indexed_texts.agencies(), workers):
            sorters[kind].add(found.fingerprints)
            sorters["likeness"].add(found.likeness)
            for _ in range(found.texts):
                tally.add("indexed texts")


def unpaired(chunks: Iterable[Entries]) -> Iterator[Entries]:
    """Of sorted integers, those that come an odd number of times: on one side only of two."""
    rest = np.empty(0, np.uint64)
    for chunk in chunks:
        whole = np.concatenate([rest, chunk])
        cut = int(np.searchsorted(whole, whole[-1], "left"))
        yield _odd(whole[:cut])
        rest = whole[cut:]
    yield _odd(rest)


def _odd(found: Entries) -> Entries:
    values, counts = runs(found)
    odd: Entries = values[counts % 2 == 1]
    return odd


def _named(odd: set[int]) -> Iterator[Difference]:
    """A difference for each text among those with these numbers."""
    for some in batched(sorted(odd), _NAMED, strict=False):
        for kind, table in TEXT_MODELS.items():
            found = table._default_manager.filter(text_number__in=some).order_by("key")
            for key in found.values_list("key", flat=True):
                yield _unlike(kind, key)
        for version in EarlierVersion.objects.filter(text_number__in=some):
            yield _unlike("version", f"{version.number} of {version.kind} {version.key}")


def _unlike(kind: str, key: str) -> Difference:
    return Difference(kind, key, "fingerprints", "those of its text in the index", "others")


def _unnumbered() -> Iterator[Difference]:
    for kind, table in TEXT_MODELS.items():
        rows = table._default_manager.filter(text_number=None).order_by("key")
        for key in rows.values_list("key", flat=True):
            yield Difference(kind, key, "text_number", "a number", "none")

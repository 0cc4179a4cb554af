"""Every record that a question finds, in batches."""

from collections.abc import Callable, Iterator
from itertools import count

import tantivy

BATCH = 20_000
"""Addresses asked for at a time: some 150 bytes each, and finding them may mean passing over all
before them."""

type Found = Callable[[int, int], list[tantivy.DocAddress]]
"""Where the records of a list from an offset on, so many at most, stand in the index."""


def in_turn(found: Found) -> Iterator[tantivy.DocAddress]:
    """All of a list, of which a batch is held at a time."""
    for offset in count(0, BATCH):
        some = found(offset, BATCH)
        yield from some
        if len(some) < BATCH:
            return


def addresses(searcher: tantivy.Searcher, query: tantivy.Query) -> Iterator[tantivy.DocAddress]:
    """Where the records stand in the index; in no order that means anything.

    Tantivy reserves 40 bytes for each record before those that it is asked for.
    """

    def found(offset: int, size: int) -> list[tantivy.DocAddress]:
        hits = searcher.search(query, size, count=False, offset=offset).hits
        return [address for _, address in hits]

    return in_turn(found)

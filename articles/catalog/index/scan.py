"""Iterate over all results of a search in batches."""

from collections.abc import Callable, Iterator
from itertools import count

import tantivy

BATCH_SIZE = 20_000
"""Addresses requested at a time: about 150 bytes each. Finding a batch may mean passing over all
earlier ones, so a small one would cost time."""

type AddressFinder = Callable[[int, int], list[tantivy.DocAddress]]
"""Called with an offset and a size, returns the documents there, at most that many."""


def iterate_batches(find_addresses: AddressFinder) -> Iterator[tantivy.DocAddress]:
    """Yield all documents of a list, keeping one batch of it in memory."""
    for offset in count(0, BATCH_SIZE):
        batch = find_addresses(offset, BATCH_SIZE)
        yield from batch
        if len(batch) < BATCH_SIZE:
            return


def matching_addresses(
    searcher: tantivy.Searcher, query: tantivy.Query
) -> Iterator[tantivy.DocAddress]:
    """Yield all documents that match, in no useful order.

    Tantivy reserves 40 bytes for each document before those requested.
    """

    def find_addresses(offset: int, size: int) -> list[tantivy.DocAddress]:
        hits = searcher.search(query, size, count=False, offset=offset).hits
        return [address for _, address in hits]

    return iterate_batches(find_addresses)

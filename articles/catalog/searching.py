"""Every record that a question finds, at constant memory. May import nothing of the archive."""

from collections.abc import Iterator
from itertools import count

import tantivy

BATCH = 10_000
"""Addresses fetched at a time: finding the next ones passes over all before them."""


def addresses(
    searcher: tantivy.Searcher,
    query: tantivy.Query,
    field: str | None = None,
    direction: tantivy.Order = tantivy.Order.Desc,
) -> Iterator[tantivy.DocAddress]:
    """Where the records stand in the index, ordered by a field of numbers, else by relevance."""
    for offset in count(0, BATCH):
        found = searcher.search(
            query, BATCH, count=False, order_by_field=field, offset=offset, order=direction
        )
        yield from (address for _, address in found.hits)
        if len(found.hits) < BATCH:
            return

"""Write, merge and read segments of the index.

They are read in PostgreSQL's binary format, which Django does not ask for: as text, bytes take
twice the memory and twice the time.
"""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import psycopg
from django.db import connection

from articles.core import pg_copy
from articles.core.arrays import UInt64Array
from articles.linking.index.entries import EntryArray, fingerprints_of
from articles.linking.index.external_sort import ExternalSorter, merge_sorted
from articles.models import Segment

BLOCK_ENTRIES = 240
"""Entries per block: four blocks fill a page of the table, and none is stored out of line."""
MAX_GROWTH_FACTOR = 4
"""A segment more than so many times as large as all newer ones together is not merged with them."""
MIN_SEGMENTS_TO_MERGE = 4
"""Fewer small segments are not merged: reading them costs next to nothing."""
MIN_BLOCKS_PER_PROBE = 8
"""Blocks per fingerprint from which on fetching single blocks is faster than reading all."""
_FETCHED_BLOCKS = 500
"""Blocks that are fetched at a time."""
_COLUMNS = {"segment_id": "int8", "first": "int8", "entries": "bytea"}
_COPY = f"COPY articles_block ({', '.join(_COLUMNS)}) FROM STDIN (FORMAT BINARY)"
_ENTRY_BYTES = 8
_MAX_FINGERPRINT = 2**62


def write_segment(kind: str, entries: ExternalSorter) -> None:
    """Add a segment of these entries, if any, and merge small segments if there are many."""
    if not entries.total:
        return
    _write_blocks(Segment(kind=kind, entries=entries.total), entries.iter_chunks())
    small = _select_small(list(Segment.objects.filter(kind=kind).order_by("-pk")))
    if len(small) >= MIN_SEGMENTS_TO_MERGE:
        segment_ids = [segment.pk for segment in small]
        merged_segment = Segment(kind=kind, entries=sum(segment.entries for segment in small))
        _write_blocks(merged_segment, _merge_segments(segment_ids))
        Segment.objects.filter(pk__in=segment_ids).delete()


def _select_small(newest_first: Sequence[Segment]) -> list[Segment]:
    """Return the newest segments, up to one that is much larger than all newer ones together."""
    small: list[Segment] = []
    total = 0
    for segment in newest_first:
        if total and segment.entries > MAX_GROWTH_FACTOR * total:
            break
        small.append(segment)
        total += segment.entries
    return small


def _write_blocks(segment: Segment, chunks: Iterable[EntryArray]) -> None:
    """Save a segment, and its entries as blocks; the chunks are sorted and in order."""
    segment.save(force_insert=True)
    errors = connection.wrap_database_errors
    for chunk in chunks:
        rows = pg_copy.encode_rows(_COLUMNS.values(), _cut_blocks(segment.pk, chunk))
        with connection.cursor() as cursor, errors, cursor.copy(_COPY) as copy:
            copy.write(rows)


def _cut_blocks(segment_id: int, chunk: EntryArray) -> Iterator[tuple[int, int, bytes]]:
    """Yield the rows of the blocks: segment, fingerprint of the first entry, entries."""
    first_fingerprints = fingerprints_of(chunk[::BLOCK_ENTRIES]).tolist()
    data = chunk.astype("<u8", copy=False).tobytes()
    size = BLOCK_ENTRIES * _ENTRY_BYTES
    for index, fingerprint in enumerate(first_fingerprints):
        yield segment_id, fingerprint, data[index * size : (index + 1) * size]


def read_entries(kind: str, fingerprints: UInt64Array) -> Iterator[EntryArray]:
    """Yield at least the entries of a kind that have one of the fingerprints (sorted, distinct).

    Entries come in order; all with the same fingerprint are in the same array. Others are among
    them.
    """
    if not len(fingerprints):
        return
    segments = Segment.objects.filter(kind=kind)
    block_counts = {segment.pk: segment.entries // BLOCK_ENTRIES for segment in segments}
    if len(fingerprints) * MIN_BLOCKS_PER_PROBE < sum(block_counts.values()):
        yield merge_sorted(_parse_blocks(_probe_blocks(block_counts, fingerprints)))
    else:
        first, last = int(fingerprints[0]), int(fingerprints[-1])
        yield from _merge_segments(list(block_counts), first, last)


def _probe_blocks(block_counts: dict[int, int], fingerprints: UInt64Array) -> Iterator[bytes]:
    """Yield each block that may contain one of the fingerprints, by segment.

    `block_counts` is about how many blocks each segment has. Segments with fewer blocks than there
    are fingerprints are read completely.
    """
    large = [segment for segment, count in block_counts.items() if count > len(fingerprints)]
    small = list(block_counts.keys() - large)
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        # rows: (block id, entries, segment id, first fingerprint), blocks may repeat
        cursor.execute(
            """WITH wanted AS MATERIALIZED (
                   SELECT segment, print FROM unnest(%s::int8[]) segment, unnest(%s::int8[]) print)
               SELECT id, entries, segment_id, first FROM wanted, LATERAL (
                   SELECT * FROM articles_block WHERE segment_id = segment AND first < print
                   ORDER BY first DESC LIMIT 1) previous
               UNION ALL
               SELECT id, entries, segment_id, first FROM wanted
               JOIN articles_block ON segment_id = segment AND first = print
               UNION ALL
               SELECT id, entries, segment_id, first FROM articles_block
               WHERE segment_id = ANY(%s::int8[])
               ORDER BY segment_id, first""",
            [large, fingerprints.tolist(), small],
            binary=True,
        )
        yield from {block_id: entries for block_id, entries, *_ in cursor.fetchall()}.values()


def _merge_segments(
    segment_ids: list[int], min_fingerprint: int = 0, max_fingerprint: int = _MAX_FINGERPRINT
) -> Iterator[EntryArray]:
    """Yield the entries of several segments in order, from the blocks that cover the range."""
    pending: EntryArray = np.empty(0, np.uint64)
    for first_fingerprint, entries in _fetch_blocks(segment_ids, min_fingerprint, max_fingerprint):
        final_count = np.searchsorted(
            fingerprints_of(pending), np.uint64(first_fingerprint), "left"
        )
        if final_count:
            yield pending[:final_count]
        pending = merge_sorted(np.concatenate([pending[final_count:], entries]))
    if len(pending):
        yield pending


def _fetch_blocks(
    segment_ids: list[int], min_fingerprint: int, max_fingerprint: int
) -> Iterator[tuple[int, EntryArray]]:
    """Yield the entries of the blocks that cover the range, some blocks at a time.

    With them comes the first fingerprint of their first block; later blocks begin no lower.
    """
    with connection.wrap_database_errors, connection.chunked_cursor() as cursor:
        # rows: (first fingerprint, entries) per block, by first fingerprint
        cursor.cursor.execute(
            """SELECT first, entries FROM articles_block
               WHERE segment_id = ANY(%(segments)s) AND first <= %(max)s AND first >= (
                   SELECT coalesce(min(start), 0)
                   FROM unnest(%(segments)s::int8[]) segment, LATERAL (
                       SELECT max(first) AS start FROM articles_block
                       WHERE segment_id = segment AND first < %(min)s) previous)
               ORDER BY first""",
            {"segments": segment_ids, "min": min_fingerprint, "max": max_fingerprint},
            binary=True,
        )
        while rows := cursor.fetchmany(_FETCHED_BLOCKS):
            yield rows[0][0], _parse_blocks(entries for _, entries in rows)


def _parse_blocks(blocks: Iterable[bytes]) -> EntryArray:
    return np.frombuffer(b"".join(blocks), "<u8").astype(np.uint64, copy=False)

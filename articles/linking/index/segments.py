"""Segments written, merged and read.

They are read in PostgreSQL's binary format, which Django does not ask for: as text, bytes take
twice the room and twice the time.
"""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import psycopg
from django.db import connection

from articles.core import pg_copy
from articles.linking.index.entries import Entries, Sorter, fingerprints, in_order
from articles.models import Segment

BLOCK = 240
"""Entries of a block: four blocks fill a page of the table, and none is kept out of line."""
GROWTH = 4
"""A segment this many times larger than all newer ones together is left as it is."""
SMALL = 4
"""So many small segments are merged; fewer wait, as they are read at next to no cost."""
_BATCH = 500
"""Blocks read at a time."""
_COLUMNS = {"segment_id": "int8", "first": "int8", "entries": "bytea"}
_COPY = f"COPY articles_block ({', '.join(_COLUMNS)}) FROM STDIN (FORMAT BINARY)"


def write(kind: str, found: Sorter) -> None:
    """Add a segment of these entries, if any, and merge small segments where there are many."""
    if not found.total:
        return
    _write(Segment(kind=kind, entries=found.total), found.chunks())
    small = _small(list(Segment.objects.filter(kind=kind).order_by("-pk")))
    if len(small) >= SMALL:
        ids = [segment.pk for segment in small]
        whole = Segment(kind=kind, entries=sum(segment.entries for segment in small))
        _write(whole, _in_order(ids))
        Segment.objects.filter(pk__in=ids).delete()


def _small(newest_first: Sequence[Segment]) -> list[Segment]:
    chosen: list[Segment] = []
    total = 0
    for segment in newest_first:
        if total and segment.entries > GROWTH * total:
            break
        chosen.append(segment)
        total += segment.entries
    return chosen


def _write(segment: Segment, chunks: Iterable[Entries]) -> None:
    segment.save(force_insert=True)
    errors = connection.wrap_database_errors
    for chunk in chunks:
        rows = pg_copy.encode_rows(_COLUMNS.values(), _blocks(segment.pk, chunk))
        with connection.cursor() as cursor, errors, cursor.copy(_COPY) as copy:
            copy.write(rows)


def _blocks(segment: int, chunk: Entries) -> Iterator[tuple[int, int, bytes]]:
    firsts = fingerprints(chunk[::BLOCK]).tolist()
    data = chunk.astype("<u8", copy=False).tobytes()
    size = BLOCK * 8
    for place, first in enumerate(firsts):
        yield segment, first, data[place * size : (place + 1) * size]


def near(kind: str, wanted: Entries) -> Iterator[Entries]:
    """The entries of a kind that may have one of these fingerprints (sorted, each once).

    They come sorted, all that have the same fingerprint in one array; others are among them.
    """
    if not len(wanted):
        return
    held = Segment.objects.filter(kind=kind)
    blocks = {segment.pk: segment.entries // BLOCK for segment in held}
    if len(wanted) * 8 < sum(blocks.values()):
        yield in_order(_parsed(_probed(blocks, wanted)))
    else:
        yield from _in_order(list(blocks), int(wanted[0]), int(wanted[-1]))


def _probed(blocks: dict[int, int], wanted: Entries) -> Iterator[bytes]:
    """The blocks in which the fingerprints stand, should they stand anywhere.

    Segments with fewer `blocks` (about, by the segment) than fingerprints are wanted come whole.
    """
    large = [segment for segment, count in blocks.items() if count > len(wanted)]
    small = list(blocks.keys() - large)
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        cursor.execute(
            """WITH wanted AS MATERIALIZED (
                   SELECT segment, print FROM unnest(%s::int8[]) segment, unnest(%s::int8[]) print)
               SELECT id, entries, segment_id, first FROM wanted, LATERAL (
                   SELECT * FROM articles_block WHERE segment_id = segment AND first < print
                   ORDER BY first DESC LIMIT 1) before
               UNION ALL
               SELECT id, entries, segment_id, first FROM wanted
               JOIN articles_block ON segment_id = segment AND first = print
               UNION ALL
               SELECT id, entries, segment_id, first FROM articles_block
               WHERE segment_id = ANY(%s::int8[])
               ORDER BY segment_id, first""",
            [large, wanted.tolist(), small],
            binary=True,
        )
        yield from {row: entries for row, entries, *_ in cursor.fetchall()}.values()


def _in_order(segments: list[int], low: int = 0, high: int = 2**62) -> Iterator[Entries]:
    """The entries of several segments as one sorted sequence, from the blocks of that range."""
    held = np.empty(0, np.uint64)
    for first, found in _fetched(segments, low, high):
        bound = np.searchsorted(fingerprints(held), np.uint64(first), "left")
        if bound:
            yield held[:bound]
        held = in_order(np.concatenate([held[bound:], found]))
    if len(held):
        yield held


def _fetched(segments: list[int], low: int, high: int) -> Iterator[tuple[int, Entries]]:
    """The blocks of that range, in their order: where some begin, and their entries."""
    with connection.wrap_database_errors, connection.chunked_cursor() as cursor:
        cursor.cursor.execute(
            """SELECT first, entries FROM articles_block
               WHERE segment_id = ANY(%(segments)s) AND first <= %(high)s AND first >= (
                   SELECT coalesce(min(start), 0)
                   FROM unnest(%(segments)s::int8[]) segment, LATERAL (
                       SELECT max(first) AS start FROM articles_block
                       WHERE segment_id = segment AND first < %(low)s) before)
               ORDER BY first""",
            {"segments": segments, "low": low, "high": high},
            binary=True,
        )
        while rows := cursor.fetchmany(_BATCH):
            yield rows[0][0], _parsed(entries for _, entries in rows)


def _parsed(blocks: Iterable[bytes]) -> Entries:
    return np.frombuffer(b"".join(blocks), "<u8").astype(np.uint64, copy=False)

"""Count, exactly, how many matching records have each value of a field for counting."""

from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache
from string import hexdigits
from typing import Any
from zlib import crc32

import tantivy

from articles.catalog.index.schema import FACET_SEPARATOR, HIGH_CARDINALITY, VALUE_SEPARATOR

MAX_BUCKETS = 65_000
"""Values that Tantivy counts at a time. Of further ones it gives only the number of records."""
_HASH_DIGITS = 8
_CACHED_VALUES = 10_000
"""Values whose prefix is cached: most records share theirs with others."""

_counting_threads = ThreadPoolExecutor(thread_name_prefix="counting")
"""Tantivy releases the interpreter while it works, so a page can be made meanwhile."""

type ValueCounts = dict[str, int]
"""Numbers of records by value."""
type FieldCounts = dict[str, ValueCounts]
"""Counts by field."""


@lru_cache(_CACHED_VALUES)
def add_hash_prefix(value: str) -> str:
    """Return a value as a field for counting stores it: after 8 hex digits, its CRC-32.

    By their prefixes, the values of a field can be counted in parts of about the same size.
    """
    return f"{crc32(value.encode()):08x}{value}"


def start_counts(
    searcher: tantivy.Searcher, query: tantivy.Query, fields: Iterable[str]
) -> list[Future[FieldCounts]]:
    """Start to count the fields in other threads, as `count_values` does.

    A field of high cardinality takes about as long as all others: it has a thread of its own.
    """
    fields_by_cardinality: dict[bool, list[str]] = {}
    for field in fields:
        fields_by_cardinality.setdefault(field in HIGH_CARDINALITY, []).append(field)
    return [
        _counting_threads.submit(count_values, searcher, query, names)
        for names in fields_by_cardinality.values()
    ]


def count_values(
    searcher: tantivy.Searcher, query: tantivy.Query, fields: Iterable[str]
) -> FieldCounts:
    """Return, for each field, its values (without their prefix) and how many records have each.

    One pass counts them all; a field with more values than its share of the buckets takes more.
    """
    names = list(fields)
    requests = {name: _terms_request(name, MAX_BUCKETS // len(names)) for name in names}
    answers = searcher.aggregate(query, requests) if requests else {}
    return {
        name: _bucket_counts(answers[name])
        if _is_complete(answers[name])
        else _count_in_parts(searcher, query, name)
        for name in names
    }


def split_counts(combined: ValueCounts, position: int) -> ValueCounts:
    """Return the counts of one facet, given those of combined values and its position in these."""
    characters = "".join(combined)
    if FACET_SEPARATOR not in characters and VALUE_SEPARATOR not in characters:
        return dict(combined)
    counts: defaultdict[str, int] = defaultdict(int)
    for combination, count in combined.items():
        if combination:
            for value in combination.split(FACET_SEPARATOR)[position].split(VALUE_SEPARATOR):
                counts[value] += count
    return counts


def most_common_values(counts: ValueCounts, limit: int | None = None) -> list[str]:
    """Return the values that most records have, in descending order, then by name."""
    top_counts = sorted(counts.values(), reverse=True)[:limit]
    candidates = [
        value for value, count in counts.items() if top_counts and count >= top_counts[-1]
    ]
    return sorted(sorted(candidates), key=counts.__getitem__, reverse=True)[:limit]


def _count_in_parts(
    searcher: tantivy.Searcher, query: tantivy.Query, field: str, prefix: str = ""
) -> ValueCounts:
    """Count the values with this hash prefix; if they are too many, one digit further on each."""
    request = {field: _terms_request(field, MAX_BUCKETS, prefix)}
    answer = searcher.aggregate(query, request)[field]
    if _is_complete(answer):
        return _bucket_counts(answer)
    counts: ValueCounts = {}
    for digit in hexdigits[:16]:
        counts |= _count_in_parts(searcher, query, field, prefix + digit)
    return counts


def _terms_request(field: str, size: int, prefix: str = "") -> dict[str, Any]:
    condition = {"include": f"{prefix}.*"} if prefix else {}
    return {"terms": {"field": field, "size": size, **condition}}


def _is_complete(answer: dict[str, Any]) -> bool:
    return not answer["sum_other_doc_count"]


def _bucket_counts(answer: dict[str, Any]) -> ValueCounts:
    return {bucket["key"][_HASH_DIGITS:]: bucket["doc_count"] for bucket in answer["buckets"]}

"""How often each value of the fields for counting occurs in a result, exactly."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from string import hexdigits
from typing import Any
from zlib import crc32

import tantivy

from articles.catalog.index.schema import BETWEEN_FACETS, BETWEEN_VALUES, LONG

MOST = 65_000
"""Values that Tantivy counts at a time; of more it says how many records they have in all."""
_MARK = 8
"""Characters before a value by which values can be counted in parts."""

_KEPT = 10_000
"""Values of which the mark is remembered: most records have those of another one."""

_counting = ThreadPoolExecutor(thread_name_prefix="counting")
"""Tantivy lets go of the interpreter while it works, so that a page needn't wait for it."""

type Counts = dict[str, int]


@lru_cache(_KEPT)
def marked(value: str) -> str:
    """A value as a field for counting holds it: behind a mark that says nothing of it."""
    return f"{crc32(value.encode()):08x}{value}"


def begun(
    searcher: tantivy.Searcher, query: tantivy.Query, fields: Iterable[str]
) -> Callable[[], dict[str, Counts]]:
    """Begin to count the fields, as `counted` does; a call waits for the counts.

    Those with very many values are counted beside the others: that takes them about as long.
    """
    parted: dict[bool, list[str]] = {}
    for field in fields:
        parted.setdefault(field in LONG, []).append(field)
    parts = [_counting.submit(counted, searcher, query, some) for some in parted.values()]
    return lambda: {name: counts for part in parts for name, counts in part.result().items()}


def counted(
    searcher: tantivy.Searcher, query: tantivy.Query, fields: Iterable[str]
) -> dict[str, Counts]:
    """Of each of the fields every value (without its mark) and how many records have it.

    All are counted in one pass, except for those with more values than fall to each.
    """
    names = list(fields)
    wanted = {name: _terms(name, MOST // len(names)) for name in names}
    answer = searcher.aggregate(query, wanted) if wanted else {}
    return {
        name: _values(answer[name]) if _is_whole(answer[name]) else _in_parts(searcher, query, name)
        for name in names
    }


def tallied(combined: Counts, place: int) -> Counts:
    """How many records have each of the values at one place of the combinations."""
    whole = "".join(combined)
    if BETWEEN_FACETS not in whole and BETWEEN_VALUES not in whole:
        return dict(combined)
    tally: defaultdict[str, int] = defaultdict(int)
    for combination, count in combined.items():
        if combination:
            for value in combination.split(BETWEEN_FACETS)[place].split(BETWEEN_VALUES):
                tally[value] += count
    return tally


def commonest(tally: Counts, most: int | None = None) -> list[str]:
    """The values of most records, so many at most; of the same number they are by name."""
    counts = sorted(tally.values(), reverse=True)[:most]
    near = sorted(value for value, count in tally.items() if counts and count >= counts[-1])
    return sorted(near, key=tally.__getitem__, reverse=True)[:most]


def _in_parts(
    searcher: tantivy.Searcher, query: tantivy.Query, name: str, mark: str = ""
) -> Counts:
    """The values whose mark begins so; where they are too many, sixteen parts of them."""
    answer = searcher.aggregate(query, {name: _terms(name, MOST, mark)})[name]
    if _is_whole(answer):
        return _values(answer)
    found: Counts = {}
    for digit in hexdigits[:16]:
        found |= _in_parts(searcher, query, name, mark + digit)
    return found


def _terms(name: str, most: int, mark: str = "") -> dict[str, Any]:
    part = {"include": f"{mark}.*"} if mark else {}
    return {"terms": {"field": name, "size": most, **part}}


def _is_whole(answer: dict[str, Any]) -> bool:
    return not answer["sum_other_doc_count"]


def _values(answer: dict[str, Any]) -> Counts:
    return {one["key"][_MARK:]: one["doc_count"] for one in answer["buckets"]}

"""Entries and pairs of text numbers as sorted arrays."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from articles.core.arrays import run_starts
from articles.quoting.text.fingerprints import TAG_BITS, fingerprint_tags

type Entries = NDArray[np.uint64]

NUMBER_BITS = 26
"""Bits of a text's number: up to 67 million texts."""
_NUMBER = np.uint64(2**NUMBER_BITS - 1)
_SHIFT = np.uint64(NUMBER_BITS)
_ONE, _OTHER = np.uint64(NUMBER_BITS + TAG_BITS), np.uint64(TAG_BITS)

COMMON = 64
"""A fingerprint that more texts of a kind have is a stock phrase's: it leads to none of them."""
RUN = 2**21
"""Entries that are sorted in memory at a time."""


def entries(fingerprints: Entries, number: int) -> Entries:
    """The entries of a text."""
    return (fingerprints << _SHIFT) | np.uint64(number)


def fingerprints(found: Entries) -> Entries:
    return found >> _SHIFT


def numbers(found: Entries) -> Entries:
    return found & _NUMBER


def pairs(one: Entries, other: Entries, prints: Entries) -> Entries:
    """Each number of `one` with that of `other` at the same place, as one integer.

    With them goes the tag of the fingerprint that they share.
    """
    made: Entries = (one << _ONE) | (other << _OTHER) | fingerprint_tags(prints)
    return made


def unpaired(found: Entries) -> tuple[Entries, Entries, Entries]:
    return found >> _ONE, (found >> _OTHER) & _NUMBER, fingerprint_tags(found)


def runs(found: Entries) -> tuple[Entries, NDArray[np.int64]]:
    """Of a sorted array each value once, and how often it comes."""
    starts = run_starts(found)
    return found[starts], np.diff(starts, append=len(found))


def in_order(found: Entries) -> Entries:
    """Sorted, in next to no time where it is made of few sorted pieces, as Timsort sees them."""
    return np.sort(found, kind="stable")


class Sorter(AbstractContextManager["Sorter"]):
    """Takes integers in any order, gives them back sorted; what is beyond `RUN` is on disk."""

    def __init__(self) -> None:
        self.total = 0
        self._held: list[Entries] = []
        self._waiting = 0
        self._ends: list[int] = []
        self._file = tempfile.TemporaryFile()  # noqa: SIM115

    def __exit__(self, *error: object) -> None:
        self._file.close()

    def add(self, found: Entries) -> None:
        self._held.append(found)
        self._waiting += len(found)
        self.total += len(found)
        if self._waiting >= RUN:
            self._write(self._taken())

    def _taken(self) -> Entries:
        taken = in_order(np.concatenate([*self._held, np.empty(0, np.uint64)]))
        self._held, self._waiting = [], 0
        return taken

    def _write(self, run: Entries) -> None:
        self._file.write(run.tobytes())
        self._ends.append((self._ends[-1] if self._ends else 0) + len(run))

    def chunks(self) -> Iterator[Entries]:
        """All of it in order, each chunk sorted and above the one before; it can be asked again."""
        last = self._taken()
        if not self._ends:
            if len(last):
                yield last
                self._held, self._waiting = [last], len(last)
            return
        if len(last):
            self._write(last)
        self._file.flush()
        yield from merged([_Kept(self._file.fileno(), *run) for run in self._runs()])

    def _runs(self) -> Iterator[tuple[int, int]]:
        return zip([0, *self._ends], self._ends, strict=False)


@dataclass(frozen=True, slots=True)
class _Kept:
    """A sorted run in a file, from one entry to before another; read, never mapped: what is mapped
    counts as this process's memory."""

    file: int
    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def first(self, count: int) -> Entries:
        size = min(count, len(self)) * 8
        return np.frombuffer(os.pread(self.file, size, self.start * 8), np.uint64)

    def after(self, count: int) -> "_Kept":
        return replace(self, start=self.start + count)


def merged(kept: list[_Kept]) -> Iterator[Entries]:
    """Sorted runs as one sorted sequence, in chunks of about `RUN` at most."""
    step = max(1, RUN // max(1, len(kept)))
    while kept := [run for run in kept if len(run)]:
        heads = [run.first(step) for run in kept]
        bound = min(head[-1] for head in heads)
        cuts = [int(np.searchsorted(head, bound, "right")) for head in heads]
        yield in_order(np.concatenate([one[:cut] for one, cut in zip(heads, cuts, strict=True)]))
        kept = [run.after(cut) for run, cut in zip(kept, cuts, strict=True)]

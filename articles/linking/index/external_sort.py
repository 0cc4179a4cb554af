"""Sort more integers than fit into memory."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

import numpy as np

from articles.core.arrays import UInt64Array

BUFFER_INTEGERS = 2**21
"""Integers that are sorted in memory at a time."""


def merge_sorted(values: UInt64Array) -> UInt64Array:
    """Return an array sorted that is made of a few sorted runs, in little more than linear time.

    That is how long a Timsort takes, which numpy's stable sort is for 64-bit integers.
    """
    return np.sort(values, kind="stable")


class ExternalSorter(AbstractContextManager["ExternalSorter"]):
    """Takes integers in any order, and yields them sorted.

    What exceeds `BUFFER_INTEGERS` is in a temporary file.
    """

    def __init__(self) -> None:
        self.total = 0
        self._buffer: list[UInt64Array] = []
        self._buffer_size = 0
        self._run_ends: list[int] = []
        self._file = tempfile.TemporaryFile()  # noqa: SIM115

    def __exit__(self, *error: object) -> None:
        self._file.close()

    def add(self, values: UInt64Array) -> None:
        """Add integers in any order."""
        self._buffer.append(values)
        self._buffer_size += len(values)
        self.total += len(values)
        if self._buffer_size >= BUFFER_INTEGERS:
            self._write_run(self._sort_buffer())

    def iter_chunks(self) -> Iterator[UInt64Array]:
        """Yield all integers in order, in sorted chunks; can be called again."""
        buffer = self._sort_buffer()
        if not self._run_ends:
            if len(buffer):
                yield buffer
                self._buffer, self._buffer_size = [buffer], len(buffer)
            return
        if len(buffer):
            self._write_run(buffer)
        self._file.flush()
        file_descriptor = self._file.fileno()
        starts = [0, *self._run_ends[:-1]]
        yield from _merge_runs(
            [
                _StoredRun(file_descriptor, start, end)
                for start, end in zip(starts, self._run_ends, strict=True)
            ]
        )

    def _sort_buffer(self) -> UInt64Array:
        """Return the buffered integers sorted, and empty the buffer."""
        values = merge_sorted(np.concatenate([*self._buffer, np.empty(0, np.uint64)]))
        self._buffer, self._buffer_size = [], 0
        return values

    def _write_run(self, run: UInt64Array) -> None:
        self._file.write(run.tobytes())
        self._run_ends.append((self._run_ends[-1] if self._run_ends else 0) + len(run))


@dataclass(frozen=True, slots=True)
class _StoredRun:
    """A sorted run in a file, from integer number `start` to before `end`.

    It is read, not mapped: mapped pages would count as memory of this process.
    """

    file_descriptor: int
    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def read_head(self, count: int) -> UInt64Array:
        """Return the first `count` integers, or all if there are fewer."""
        size = min(count, len(self)) * 8
        return np.frombuffer(os.pread(self.file_descriptor, size, self.start * 8), np.uint64)

    def skip(self, count: int) -> "_StoredRun":
        """Return the run without its first `count` integers."""
        return replace(self, start=self.start + count)


def _merge_runs(runs: list[_StoredRun]) -> Iterator[UInt64Array]:
    """Yield the integers of all runs in order, in chunks of about `BUFFER_INTEGERS` at most."""
    head_length = max(1, BUFFER_INTEGERS // max(1, len(runs)))
    while runs := [run for run in runs if len(run)]:
        heads = [run.read_head(head_length) for run in runs]
        upper_bound = min(head[-1] for head in heads)
        lengths = [int(np.searchsorted(head, upper_bound, "right")) for head in heads]
        yield merge_sorted(
            np.concatenate([head[:length] for head, length in zip(heads, lengths, strict=True)])
        )
        runs = [run.skip(length) for run, length in zip(runs, lengths, strict=True)]

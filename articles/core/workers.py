"""Spread work over processes, and get the results back in order.

The first items are processed in this process: for a small load, starting others would take longer.
"""

import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import AbstractContextManager, suppress
from itertools import chain
from multiprocessing import get_context, parent_process
from multiprocessing.process import BaseProcess
from threading import Thread

MAX_SECONDS_ALONE = 1.0
"""Seconds that this process works before it starts others."""
_MAX_QUEUED_PER_PROCESS = 3
"""Items for each process that may be queued, under way, or finished but not yet yielded."""


class Workers(AbstractContextManager["Workers"]):
    """One worker process for each processor, started when there is enough work."""

    def __init__(self) -> None:
        self._process_count = _count_processors()
        self._pool: ProcessPoolExecutor | None = None
        self._seconds_alone = 0.0

    def __exit__(self, *error: object) -> None:
        self.stop_processes()

    def stop_processes(self) -> None:
        """Stop the processes, which frees their memory; more work starts new ones."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def map[T, R](self, function: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
        """Apply `function` to each item, lazily, and yield the results in order.

        The function, the items and the results are pickled; the function must not need a database.
        """
        iterator = iter(items)
        for item in iterator:
            if self._seconds_alone >= MAX_SECONDS_ALONE:
                yield from self._map_in_pool(function, chain([item], iterator))
                return
            started_at = time.perf_counter()
            result = function(item)
            self._seconds_alone += time.perf_counter() - started_at
            yield result

    def _map_in_pool[T, R](self, function: Callable[[T], R], items: Iterator[T]) -> Iterator[R]:
        queue: deque[Future[R]] = deque()
        try:
            for item in items:
                queue.append(self._start_pool().submit(function, item))
                if len(queue) > self._process_count * _MAX_QUEUED_PER_PROCESS:
                    yield queue.popleft().result()
            while queue:
                yield queue.popleft().result()
        finally:
            for future in queue:
                future.cancel()

    def _start_pool(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self._process_count,
                mp_context=get_context("spawn"),
                initializer=_initialize_process,
            )
        return self._pool


def _count_processors() -> int:
    """Return the number of processors that this process may use, if the system tells."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _initialize_process() -> None:
    """Leave Ctrl-C to the parent process, and exit when that is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    exit_when_orphaned()


def exit_when_orphaned() -> None:
    """Make this process, started with `multiprocessing`, exit once its parent process is gone."""
    parent = parent_process()
    if parent:
        Thread(target=_exit_after, args=[parent], daemon=True).start()


def _exit_after(process: BaseProcess) -> None:
    with suppress(OSError):
        process.join()
    os._exit(1)

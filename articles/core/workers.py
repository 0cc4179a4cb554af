"""Work spread over processes, given back in its order.

The first pieces are done here: starting processes takes longer than a small load does.
"""

import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import suppress
from itertools import chain
from multiprocessing import get_context, parent_process
from threading import Thread

from articles.core.closing import Closing

ALONE = 1.0
"""Seconds that this process works before it starts others."""
_AHEAD = 3
"""Pieces for each worker that may be under way or waiting to be taken back."""


class Workers(Closing):
    """As many processes as there are processors, started when there is work for them."""

    def __init__(self) -> None:
        self._count = _processors()
        self._pool: ProcessPoolExecutor | None = None
        self._alone = 0.0
        """Seconds that this process has worked."""

    def close(self) -> None:
        self.stop()

    def stop(self) -> None:
        """End the processes, and with them the memory that they hold; they start again if asked."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def map[T, R](self, function: Callable[[T], R], pieces: Iterable[T]) -> Iterator[R]:
        """`function` of every piece, in order; pieces are asked for as they are needed.

        `function`, a piece and a result are pickled, and `function` must need no database.
        """
        left = iter(pieces)
        for piece in left:
            if self._alone >= ALONE:
                yield from self._spread(function, chain([piece], left))
                return
            began = time.perf_counter()
            done = function(piece)
            self._alone += time.perf_counter() - began
            yield done

    def _spread[T, R](self, function: Callable[[T], R], pieces: Iterator[T]) -> Iterator[R]:
        under_way: deque[Future[R]] = deque()
        try:
            for piece in pieces:
                under_way.append(self._started().submit(function, piece))
                if len(under_way) > self._count * _AHEAD:
                    yield under_way.popleft().result()
            while under_way:
                yield under_way.popleft().result()
        finally:
            for future in under_way:
                future.cancel()

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self._count, mp_context=get_context("spawn"), initializer=_prepare
            )
        return self._pool


def _processors() -> int:
    """Those that this process may use, where the system tells."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _prepare() -> None:
    """A worker leaves Ctrl-C to the process that started it, and ends when that one is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_when_orphaned, daemon=True).start()


def _end_when_orphaned() -> None:
    parent = parent_process()
    if parent:
        with suppress(OSError):
            parent.join()
        os._exit(1)

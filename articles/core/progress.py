"""Progress messages of commands."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

_TERMINAL_INTERVAL_SECONDS = 0.2
_LOG_INTERVAL_SECONDS = 10.0
_CLEAR_LINE = "\r\x1b[K"


@dataclass
class Progress:
    """Writes messages, and on a terminal a meter in one line that is overwritten."""

    write: Callable[[str], object]
    """Writes text as it is; lines come with their line endings."""
    is_terminal: bool = False

    def __call__(self, line: str) -> None:
        self.write(f"{line}\n")

    @contextmanager
    def start_meter(self, activity: str, unit: str) -> Iterator["Meter"]:
        """Open a meter for an activity ("read") that is counted in units ("records")."""
        try:
            now = time.monotonic()
            yield Meter(self, activity, unit, started_at=now, written_at=now)
        finally:
            if self.is_terminal:
                self.write(_CLEAR_LINE)


@dataclass
class Meter:
    """How far an activity has come, how fast it goes, and how long it will take."""

    progress: Progress
    activity: str
    unit: str
    started_at: float
    """In seconds of the monotonic clock, like `written_at`."""
    written_at: float
    """When the last line was written."""
    done_count: int = 0

    def advance(self, count: int, fraction: float) -> None:
        """Add `count` units; `fraction` (0 to 1) of the whole activity is then done.

        A fraction of 0 means that it is unknown.
        """
        self.done_count += count
        now = time.monotonic()
        if now - self.written_at >= self._interval_seconds:
            self.written_at = now
            start, end = (_CLEAR_LINE, "") if self.progress.is_terminal else ("", "\n")
            self.progress.write(f"{start}{self._line(now - self.started_at, fraction)}{end}")

    @property
    def _interval_seconds(self) -> float:
        return _TERMINAL_INTERVAL_SECONDS if self.progress.is_terminal else _LOG_INTERVAL_SECONDS

    def _line(self, seconds: float, fraction: float) -> str:
        rate = self.done_count / seconds
        line = f"{self.activity} {self.done_count:,} {self.unit}, {rate:,.0f} a second"
        if not 0 < fraction <= 1:
            return line
        return f"{line}, {timedelta(seconds=round(seconds / fraction - seconds))} left"

"""What a command tells while it works."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

_ON_TERMINAL, _ELSEWHERE = 0.2, 10.0
"""Seconds between two lines about the same work."""
_WIPE = "\r\x1b[K"


@dataclass
class Progress:
    """Tells people by `write`, on a terminal by one line that is written again and again."""

    write: Callable[[str], object]
    """Writes text as it stands; the lines' ends are in it."""
    terminal: bool = False

    def __call__(self, line: str) -> None:
        self.write(f"{line}\n")

    @contextmanager
    def over(self, doing: str, unit: str) -> Iterator["Meter"]:
        """A meter for the time that some work takes."""
        try:
            now = time.monotonic()
            yield Meter(self, doing, unit, began=now, told=now)
        finally:
            if self.terminal:
                self.write(_WIPE)


@dataclass
class Meter:
    """How far some work has come, how fast it goes, and how long it will still take."""

    progress: Progress
    doing: str
    unit: str
    began: float
    """On the monotonic clock, in seconds, like `told`."""
    told: float
    """When a line was last written."""
    done: int = 0

    def advance(self, done: int, share: float) -> None:
        """`done` units more, which brings the whole to `share` of its end (0 to 1)."""
        self.done += done
        now = time.monotonic()
        if now - self.told >= (_ON_TERMINAL if self.progress.terminal else _ELSEWHERE):
            self.told = now
            start, end = (_WIPE, "") if self.progress.terminal else ("", "\n")
            self.progress.write(f"{start}{self._line(now - self.began, share)}{end}")

    def _line(self, seconds: float, share: float) -> str:
        rate = f"{self.doing} {self.done:,} {self.unit}, {self.done / seconds:,.0f} a second"
        if not 0 < share <= 1:
            return rate
        return f"{rate}, {timedelta(seconds=round(seconds / share - seconds))} left"

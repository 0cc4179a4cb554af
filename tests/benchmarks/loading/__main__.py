"""A load timed: `uv run -m tests.benchmarks.loading FREQUENCIES.txt [--records N]`.

FREQUENCIES.txt has a word and its count a line. Each way begins with an empty embedded database;
memory is that of the command and the processes that it starts, PostgreSQL's apart.
"""

import argparse
import tempfile
from pathlib import Path

from tests.benchmarks.commands import Run, machine, run
from tests.benchmarks.loading import synthetic

LOADDATA = 20_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("frequencies", type=Path)
    parser.add_argument("--records", type=int, default=1_000_000)
    given = parser.parse_args()
    print(machine())
    with tempfile.TemporaryDirectory(prefix="blockquote-benchmark-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        source = folder / "records.jsonl"
        synthetic.write(source, given.frequencies, given.records)
        print(f"{given.records:,} records, {source.stat().st_size / 1e9:.2f} GB\n")
        print("| way | records | seconds | records/s | peak memory | of it private |")
        print("|---|---|---|---|---|---|")
        of_load(folder / "load", source, given.records)
        of_copy(folder / "load", given.records)
        of_loaddata(folder, given.frequencies, min(LOADDATA, given.records))


def of_load(data: Path, source: Path, count: int) -> None:
    run(data, "migrate", "-v0")
    load = run(data, "load", str(source))
    landed = load.when("stored")
    print(row("`load`, until all texts have landed", count, landed))
    linked = load.when("linked:")
    print(row("`load`, linking", count, linked - landed))
    print(row("`load`, catalog", count, load.seconds - linked))
    print(row("`load`, whole", count, load.seconds, load))


def of_copy(data: Path, count: int) -> None:
    """The rows that the load made, as PostgreSQL writes them out, into tables like theirs."""
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
    print(row("`loaddata`", count, stock.seconds, stock))
    run(data, "flush", "--no-input")
    ours = run(data, "load", str(source))
    print(row("`load` of as many, until all have landed", count, ours.when("stored")))


def timed(data: Path, what: str) -> tuple[float, Run]:
    done = run(data, "shell", "-v0", "-c", (Path(__file__).parent / f"{what}.py").read_text())
    return float(done.lines[-1][1]), done


def row(way: str, count: int, seconds: float, done: Run | None = None) -> str:
    memory = [f"{size / 2**20:,.0f} MB" for size in (done.peak, done.private)] if done else ["", ""]
    return f"| {way} | {count:,} | {seconds:.1f} | {count / seconds:,.0f} | {' | '.join(memory)} |"


if __name__ == "__main__":
    main()

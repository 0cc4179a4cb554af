"""How fast whole pages of lists are, over HTTP, each asked for the first time, beside peers.

    ARCHIVE_DATA=FOLDER uv run -m tests.benchmarks.catalog.speed
        [--peers STORES --records RECORDS.jsonl [--peers-of CLASS]]
        [--rebuild] [--save FILE] [--beside FILE]

FOLDER holds a loaded archive; it is served on a port of its own for as long as the benchmark runs.
Words are drawn from the archive's own by how many records have them. The peers are built from the
file that was loaded, in STORES, unless they are there already. The files of the index, and of each
peer, are read once before anything is asked, as those of a site in service have been; the archive's
database is not. `--rebuild` times the catalog's making; `--beside` compares with what `--save` kept
of another archive.
"""

import argparse
import json
import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import django
import psutil
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
django.setup()

from django.db.models import Func, Sum  # noqa: E402 - models come after the set-up

from archive import postgres  # noqa: E402
from articles.catalog.index.catalog import current_catalog, file_sizes  # noqa: E402
from articles.models import Article, PressRelease  # noqa: E402
from tests.benchmarks.catalog import questions, serving  # noqa: E402
from tests.benchmarks.catalog.peers import datasette  # noqa: E402
from tests.benchmarks.catalog.questions import Question, Words  # noqa: E402
from tests.benchmarks.catalog.serving import Taken  # noqa: E402
from tests.benchmarks.commands import machine, run  # noqa: E402

PORT = 8977
LONGEST = 90.0
"""Seconds after which no more of a class is asked."""
_GRANIAN = ("-m", "granian", "--interface", "wsgi", "--workers", "2", "--blocking-threads", "4")
_FULLTEXT = "tests.benchmarks.catalog.peers.fulltext"

type Asked = dict[str, list[Question]]
type Answered = dict[str, Taken]


def main() -> None:
    given = _arguments()
    print(machine())
    if given.rebuild:
        rebuild()
    with archive() as server:
        size()
        serving.warm(current_catalog().folder)
        words = Words(random.Random(given.seed))
        asked = {
            name: list(questions.different(make, given.asked))
            for name, make in questions.classes(words).items()
        }
        sites = {"archive": answered(asked, questions.to_archive)}
        memory("archive", server)
    if given.peers:
        few = {name: asked[name][: given.peers_asked] for name in given.peers_of or asked}
        sites |= peers(given.peers, given.records, few)
    print("\n".join(table(sites)))
    compare(sites, words.total, given)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--asked", type=int, default=40, help="of a class")
    parser.add_argument("--peers-asked", type=int, default=10, help="of a class, the same ones")
    parser.add_argument("--peers-of", action="append", metavar="CLASS", help="and of no others")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--peers", type=Path, metavar="STORES")
    parser.add_argument("--records", type=Path, metavar="RECORDS.jsonl")
    parser.add_argument("--rebuild", action="store_true")
    parser.add_argument("--save", type=Path, metavar="FILE")
    parser.add_argument("--beside", type=Path, metavar="FILE")
    return parser.parse_args()


def rebuild() -> None:
    done = run(settings.ARCHIVE_DATA, "catalog", "--rebuild")
    count = current_catalog().searcher.num_docs
    print(
        f"catalog of {count:,} records in {done.seconds:.0f} s, {count / done.seconds:,.0f} a "
        f"second, peak memory {done.peak / 2**20:,.0f} MB"
    )


@contextmanager
def archive() -> Iterator[psutil.Process]:
    command = [sys.executable, "manage.py", "serve", "--port", str(PORT)]
    with serving.served(command, PORT) as server:
        yield server


def size() -> None:
    index = sum(file_sizes(current_catalog().folder).values())
    texts = sum(
        kind.objects.aggregate(all=Sum(Func("text", function="octet_length")))["all"] or 0
        for kind in (Article, PressRelease)
    )
    print(f"index of {index / 1e6:,.0f} MB, {index / texts:.2f} times the text of its records")


def memory(name: str, server: psutil.Process) -> None:
    most = max(serving.private(server), default=0)
    print(f"{name}: {most / 2**20:,.0f} MB a worker beyond mapped files")


def answered(asked: Asked, address: Callable[[Question], str]) -> Answered:
    """What each class took; a class that the site has no page for is left out."""
    for warm in (Question(("warm",)), Question()):
        serving.taken(PORT, [address(warm)], LONGEST)
    addresses = {name: list(filter(None, map(address, some))) for name, some in asked.items()}
    taken = {}
    for name, some in addresses.items():
        one = serving.taken(PORT, some, LONGEST)
        if len(one.seconds) > 1:
            taken[name] = one
            print(f"{name}: {one.median * 1e3:,.0f} ms", file=sys.stderr)
    return taken


def peers(stores: Path, records: Path, asked: Asked) -> dict[str, Answered]:
    return {
        "PostgreSQL": of_fulltext(stores / "fulltext", records, asked),
        "Datasette": of_datasette(stores / "datasette", records, asked),
    }


def of_fulltext(folder: Path, records: Path, asked: Asked) -> Answered:
    environment = {"FULLTEXT": str(folder)}
    script = (
        f"from {_FULLTEXT} import build; from pathlib import Path; build(Path({str(records)!r}))"
    )
    with postgres.run_server(folder):
        made(folder, lambda: serving.done([sys.executable, "-c", script], environment))
        serving.warm(folder)
        command = [sys.executable, *_GRANIAN, "--port", str(PORT), f"{_FULLTEXT}:application"]
        with serving.served(command, PORT, environment) as server:
            sites = answered(asked, questions.to_fulltext)
            memory("PostgreSQL", server)
    return sites


def of_datasette(folder: Path, records: Path, asked: Asked) -> Answered:
    folder.mkdir(parents=True, exist_ok=True)
    made(folder, lambda: datasette.build(folder, records))
    serving.warm(folder)
    with serving.served(datasette.command(folder, PORT), PORT):
        return answered(asked, questions.to_datasette)


def made(folder: Path, build: Callable[[], object]) -> None:
    """Build a store that is not there yet, and say how long it took, now or then."""
    note = folder / "built.txt"
    if not note.exists():
        begun = time.perf_counter()
        build()
        note.write_text(f"{time.perf_counter() - begun:.0f}")
    print(f"{folder.name}: built in {note.read_text()} s")


def table(sites: dict[str, Answered]) -> Iterator[str]:
    yield f"| pages | {' | '.join(f'{one}: median ms | p95 | asked' for one in sites)} |"
    yield "|---" * (1 + 3 * len(sites)) + "|"
    for name in sites["archive"]:
        yield " | ".join([f"| {name}", *(_cells(site.get(name)) for site in sites.values())]) + " |"


def _cells(taken: Taken | None) -> str:
    if not taken:
        return "— | — | —"
    return f"{taken.median * 1e3:,.0f} | {taken.p95 * 1e3:,.0f} | {len(taken.seconds)}"


def compare(sites: dict[str, Answered], total: int, given: argparse.Namespace) -> None:
    ours = {name: taken.median for name, taken in sites["archive"].items()}
    for name, site in sites.items():
        if name != "archive":
            ratio = site["30% word"].median / ours["30% word"]
            print(f"30% word: {ratio:.1f} times as fast as {name}")
    if given.save:
        given.save.write_text(json.dumps({"total": total, "medians": ours}))
    if given.beside:
        other = json.loads(given.beside.read_text())
        grown = {name: ours[name] / one for name, one in other["medians"].items() if name in ours}
        worst = max(grown, key=lambda name: grown[name])
        print(
            f"{other['total']:,} to {total:,} records: at most {grown[worst]:.1f} times ({worst})"
        )


if __name__ == "__main__":
    main()

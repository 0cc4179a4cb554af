"""How fast whole pages of lists are, over HTTP, each asked for the first time.

    ARCHIVE_DATA=FOLDER uv run -m tests.benchmarks.catalog.speed [--asked 40] [--seed 1]

FOLDER holds a loaded archive; it is served on a port of its own for as long as the benchmark runs.
Words are drawn from the archive's own by how many records have them. Prints median and p95 of each
class in milliseconds, the memory of each worker, and the size of the index beside its texts.
"""

import argparse
import os
import platform
import random
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import django
import tantivy
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
django.setup()

from articles.catalog import store  # noqa: E402 - models come after the set-up
from articles.catalog.queries import CatalogQuery  # noqa: E402

PORT = 8977


class Words:
    """Words of the archive by the share of its records that have them."""

    def __init__(self, chance):
        searcher = store.current().searcher
        self.chance, self.total = chance, searcher.num_docs
        known = searcher.terms_with_prefix("words", "")
        self.known = [(word, count) for word, count in known if word.isalpha() and len(word) > 2]

    def near(self, share, spread=1.6):
        low, high = share / spread * self.total, share * spread * self.total
        some = [word for word, count in self.known if low <= count <= high]
        return self.chance.choice(some or [self.known[0][0]])

    def prefix(self):
        return self.near(0.005)[:5]


def classes(words, query):
    """Of each class the parameters of one request, or its path."""
    common = query.counts("agency", "year", "outlet")
    agency = [slug for slug, _ in common["agency"]][:20] or [""]
    year = [name for name, _ in common["year"]] or ["2017"]
    chance = words.chance
    return {
        "rare word": lambda: {"q": words.near(0.0005)},
        "1% word": lambda: {"q": words.near(0.01)},
        "10% word": lambda: {"q": words.near(0.1)},
        "30% word": lambda: {"q": words.near(0.3)},
        "common AND common": lambda: {"q": f"{words.near(0.3)} {words.near(0.3)}"},
        "phrase of common words": lambda: {"q": f'"{words.near(0.3)} {words.near(0.3)}"'},
        "prefix": lambda: {"q": f"{words.prefix()}*"},
        "OR": lambda: {"q": f"{words.near(0.1)} OR {words.near(0.1)}"},
        "NOT": lambda: {"q": f"{words.near(0.3)} -{words.near(0.1)}"},
        "word, agency, year": lambda: {
            "q": words.near(0.1),
            "agency": chance.choice(agency),
            **dict.fromkeys(("from", "to"), chance.choice(year)),
        },
        "newest of a 30% word": lambda: {"q": words.near(0.3), "sort": "newest"},
        "page 500 of a 30% word": lambda: {"q": words.near(0.3), "page": 500},
        "page 500 of everything": lambda: {"page": 500 - chance.randrange(60)},
        "page 5,000 of everything": lambda: {"page": 5000 - chance.randrange(900)},
        "agency page": lambda: f"/agencies/{chance.choice(agency)}/",
        "home": lambda: "/",
    }


@contextmanager
def served():
    command = [sys.executable, "manage.py", "serve", "--port", str(PORT)]
    server = subprocess.Popen(command, cwd=settings.BASE_DIR, stdout=subprocess.DEVNULL)
    try:
        while True:
            try:
                socket.create_connection(("127.0.0.1", PORT), 1).close()
                break
            except OSError:
                time.sleep(0.2)
        yield server.pid
    finally:
        server.terminate()
        server.wait(30)


def seconds(asked):
    """How long the whole page takes; None where there is none."""
    path = asked if isinstance(asked, str) else f"/search/?{urlencode(asked)}"
    begun = time.perf_counter()
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{PORT}{path}") as response:
            response.read()
    except urllib.error.HTTPError as error:
        if error.code != 404:
            raise
        return None
    return time.perf_counter() - begun


def workers(server):
    """The processes that answer, and the private memory of each in MB."""
    found = {}
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            lines = dict(
                line.split(":", 1) for line in status.read_text().splitlines() if ":" in line
            )
        except OSError:
            continue
        if lines["PPid"].strip() == str(server) and "RssAnon" in lines:
            found[int(lines["Pid"])] = int(lines["RssAnon"].split()[0]) / 1024
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--asked", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    folder = store.current().folder
    size = sum(store.sizes(folder).values())
    with served() as server:
        query = CatalogQuery.of_all()
        words = Words(random.Random(given.seed))
        print(f"{platform.machine()}, Python {platform.python_version()}, {tantivy.__version__}")
        print(f"{query.total:,} records, index of {size / 1e6:,.0f} MB")
        seconds("/search/?q=warm")
        seconds("/about/")
        print("| pages | median ms | p95 ms | asked |\n|---|---|---|---|")
        for name, ask in classes(words, query).items():
            times = [time for time in (seconds(ask()) for _ in range(given.asked)) if time]
            if len(times) > 1:
                median, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
                print(
                    f"| {name} | {median * 1e3:.1f} | {p95 * 1e3:.1f} | {len(times)} |", flush=True
                )
        for pid, private in workers(server).items():
            print(f"worker {pid}: {private:.0f} MB beyond the mapped index")


if __name__ == "__main__":
    main()

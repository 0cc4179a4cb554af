"""Five hundred random questions to an archive of your own, each checked against a plain scan.

    ARCHIVE_DATA=FOLDER uv run manage.py load FILES… --map MAP.toml --accept-good
    ARCHIVE_DATA=FOLDER uv run -m tests.benchmarks.catalog.correctness [--questions 500]

Prints each difference, and how many; holds every text in memory.
"""

import argparse
import os
import sys
import time

import django
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
django.setup()

from archive import postgres  # noqa: E402 - models come after the set-up
from tests.benchmarks.catalog.asking import collection, difference, questions  # noqa: E402


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--questions", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with postgres.run_server(settings.ARCHIVE_DATA):
        held = collection()
        print(f"{len(held):,} records")
        begun = time.monotonic()
        wrong = [difference(one, held) for one in questions(held, given.questions, given.seed)]
    for one in filter(None, wrong):
        print(one)
    count, seconds = sum(map(bool, wrong)), time.monotonic() - begun
    print(f"{given.questions} questions, {count} answered otherwise; {seconds:.0f} s")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())

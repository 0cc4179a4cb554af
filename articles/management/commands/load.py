"""`manage.py load PATH…`: bring files into the archive as one edition."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles import editions
from articles.readers import load_map


class Command(BaseCommand):
    help = "Load files and folders: all of their records as one edition, or none."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument(
            "--map",
            action="append",
            default=[],
            type=Path,
            metavar="FILE.toml",
            help="bring a source's own field names over; may be given several times",
        )
        parser.add_argument(
            "--accept-good",
            action="store_true",
            help="load the good records where others are refused",
        )
        parser.add_argument(
            "--fiction", action="store_true", help="mark what is loaded as made-up samples"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            given = editions.Input(
                paths=options["paths"],
                maps=[load_map(path) for path in options["map"]],
                accept_good=options["accept_good"],
                fiction=options["fiction"],
            )
            report = editions.load(given, self.stdout.write)
        except editions.RefusedError as refusal:
            for problem in refusal.report.refused:
                self.stderr.write(str(problem))
            raise CommandError(str(refusal)) from refusal
        except ValueError as error:
            raise CommandError(str(error)) from error
        for line in editions.summary(report):
            self.stdout.write(line)

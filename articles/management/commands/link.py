"""`manage.py link`: find quotations and duplicates among what the archive holds."""

from argparse import ArgumentParser
from typing import Any

from articles.editions import operations
from articles.management.base import ArchiveCommand, progress_of


class Command(ArchiveCommand):
    help = "Find the quotations and duplicates of texts that no load has looked at, or of all."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="forget what was found, begin anew")

    def change(self, options: dict[str, Any]) -> None:
        report = operations.relink(progress_of(self), everything=options["all"])
        for problem in report.findings:
            self.stdout.write(f"found: {problem}")
        edition = report.edition
        self.stdout.write(f"{edition}, digest {edition.digest}" if edition else "Nothing to link.")

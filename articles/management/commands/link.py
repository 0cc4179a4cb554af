"""`manage.py link`: find quotations and duplicates among the records of the archive."""

from argparse import ArgumentParser
from typing import Any

from articles.editions import operations
from articles.management.base import ArchiveCommand, progress_of


class Command(ArchiveCommand):
    help = "Find the quotations and duplicates of texts that no load has linked."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--all", action="store_true", help="discard all quotations and link every text again"
        )

    def change_archive(self, options: dict[str, Any]) -> None:
        report = operations.relink(progress_of(self), all_texts=options["all"])
        for problem in report.findings:
            self.stdout.write(f"note: {problem}")
        edition = report.edition
        self.stdout.write(f"{edition}, digest {edition.digest}" if edition else "Nothing to link.")

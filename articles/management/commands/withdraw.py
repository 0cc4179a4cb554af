"""`manage.py withdraw KEY --reason …`: take a record off the archive's pages, for good."""

from argparse import ArgumentParser
from typing import Any

from articles.editions import operations
from articles.editions.report import report_lines
from articles.management.base import ArchiveCommand, progress_of


class Command(ArchiveCommand):
    help = "Withdraw a record: its page says why, lists drop it, and its key is never used again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("key")
        parser.add_argument("--reason", required=True)

    def change(self, options: dict[str, Any]) -> None:
        report = operations.withdraw(options["key"], options["reason"], progress_of(self))
        for line in report_lines(report):
            self.stdout.write(line)

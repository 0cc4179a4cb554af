"""`manage.py withdraw KEY --reason …`: replace a record's page with a tombstone."""

from argparse import ArgumentParser
from typing import Any

from articles.editions import operations
from articles.editions.report import report_lines
from articles.management.base import ArchiveCommand, progress_of


class Command(ArchiveCommand):
    help = "Withdraw a record: its page gives the reason, and lists leave it out."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("key")
        parser.add_argument("--reason", required=True)

    def change_archive(self, options: dict[str, Any]) -> None:
        report = operations.withdraw(options["key"], options["reason"], progress_of(self))
        for line in report_lines(report):
            self.stdout.write(line)

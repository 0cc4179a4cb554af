"""`manage.py withdraw KEY --reason …`: take a record off the archive's pages, for good."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles import editions, reports


class Command(BaseCommand):
    help = "Withdraw a record: its page says why, lists drop it, and its key is never used again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("key")
        parser.add_argument("--reason", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = editions.withdraw(options["key"], options["reason"], self.stdout.write)
        except LookupError as error:
            raise CommandError(str(error)) from error
        for line in reports.lines(report):
            self.stdout.write(line)

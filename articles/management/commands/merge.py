"""`manage.py merge KIND KEEP DROP`: two names for one agency, city, outlet or author."""

from argparse import ArgumentParser
from typing import Any

from articles.editions import operations
from articles.editions.report import report_lines
from articles.management.base import ArchiveCommand, progress_of
from articles.models import AUTHORITIES


class Command(ArchiveCommand):
    help = "Make one authority an alias of another; its address leads there for ever."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", choices=AUTHORITIES)
        parser.add_argument("keep", metavar="KEEP", help="the key or slug that stays")
        parser.add_argument("drop", metavar="DROP", help="the key or slug that becomes an alias")

    def change(self, options: dict[str, Any]) -> None:
        names = (options["kind"], options["keep"], options["drop"])
        for line in report_lines(operations.merge(*names, progress_of(self))):
            self.stdout.write(line)

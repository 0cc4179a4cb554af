"""`manage.py merge KIND KEEP DROP`: merge two names of the same agency, city, outlet or author."""

from argparse import ArgumentParser
from typing import Any

from articles.editions import operations
from articles.editions.report import report_lines
from articles.management.base import ArchiveCommand, progress_of
from articles.models import AUTHORITY_MODELS


class Command(ArchiveCommand):
    help = "Merge two names of the same agency, city, outlet or author."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", choices=AUTHORITY_MODELS)
        parser.add_argument("keep", metavar="KEEP", help="the key or slug that stays")
        parser.add_argument("drop", metavar="DROP", help="the key or slug that becomes an alias")

    def change_archive(self, options: dict[str, Any]) -> None:
        names = (options["kind"], options["keep"], options["drop"])
        for line in report_lines(operations.merge(*names, progress_of(self))):
            self.stdout.write(line)

"""`manage.py merge KIND KEEP DROP`: two names for one agency, city, outlet or author."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles import editions, reports
from articles.models import AUTHORITIES


class Command(BaseCommand):
    help = "Make one authority an alias of another; its address leads there for ever."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", choices=AUTHORITIES)
        parser.add_argument("keep", metavar="KEEP", help="the key or slug that stays")
        parser.add_argument("drop", metavar="DROP", help="the key or slug that becomes an alias")

    def handle(self, *args: Any, **options: Any) -> None:
        names = (options["kind"], options["keep"], options["drop"])
        try:
            report = editions.merge(*names, self.stdout.write)
        except (LookupError, ValueError) as error:
            raise CommandError(str(error)) from error
        for line in reports.lines(report):
            self.stdout.write(line)

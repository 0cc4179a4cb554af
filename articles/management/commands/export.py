"""`manage.py export PATH`: write the archive in the exchange format."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.exports import export_archive
from articles.management.base import create_tables, progress_of


class Command(BaseCommand):
    help = "Write every record to a file or a BagIt folder that `load` reads."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "path",
            type=Path,
            metavar="PATH",
            help="a file if it ends in .jsonl or .jsonl.gz, otherwise a folder",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        create_tables(progress_of(self))
        try:
            count = export_archive(options["path"])
        except OSError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"exported {count:,} records to {options['path']}")

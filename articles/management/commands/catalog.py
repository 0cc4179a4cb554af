"""`manage.py catalog`: build the search index if it isn't that of the archive's edition."""

from argparse import ArgumentParser
from typing import Any

from articles.editions import operations
from articles.management.base import ArchiveCommand, progress_of
from articles.models import Edition


class Command(ArchiveCommand):
    help = "Rebuild the search index if it is missing, damaged or out of date."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--rebuild", action="store_true", help="rebuild it even if nothing is wrong with it"
        )

    def change_archive(self, options: dict[str, Any]) -> None:
        operations.ensure_catalog(progress_of(self), rebuild=options["rebuild"])
        edition = Edition.objects.current()
        self.stdout.write(f"The catalog is up to date: {edition or 'the archive is empty'}.")

"""`manage.py catalog`: see to it that the catalog is that of the archive's edition."""

from argparse import ArgumentParser
from typing import Any

from articles.editions import operations
from articles.management.base import ArchiveCommand, progress_of
from articles.models import Edition


class Command(ArchiveCommand):
    help = "Bring the catalog, from which lists and search are made, in step with the archive."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--rebuild", action="store_true", help="even where nothing is amiss")

    def change(self, options: dict[str, Any]) -> None:
        operations.ensure_catalog(progress_of(self), anew=options["rebuild"])
        edition = Edition.objects.current()
        self.stdout.write(f"The catalog is that of {edition or 'an empty archive'}.")

"""`manage.py serve`: the archive on this machine, with whatever has been loaded."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from archive import serving
from articles.editions import operations
from articles.management.base import progress_of


class Command(BaseCommand):
    help = "Prepare the database and the catalog, and serve the archive."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, **options: Any) -> None:
        serving.refuse_taken(options["port"])
        serving.prepare(self.stdout.write)
        self.fill()
        operations.ensure_catalog(progress_of(self))
        serving.serve(options["port"], self.stdout.write)

    def fill(self) -> None:
        """Nothing: `serve` shows what is there; `demo` brings its samples."""

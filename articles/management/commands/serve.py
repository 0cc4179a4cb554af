"""`manage.py serve`: serve the archive as loaded."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from archive import serving
from articles.editions import operations
from articles.management.base import progress_of


class Command(BaseCommand):
    help = "Serve the archive as loaded."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="the port (8000)")

    def handle(self, *args: Any, **options: Any) -> None:
        serving.check_port(options["port"])
        serving.prepare_site(self.stdout.write)
        self.prepare_records()
        operations.ensure_catalog(progress_of(self))
        serving.serve_site(options["port"], self.stdout.write)

    def prepare_records(self) -> None:
        """Load what must be there before the archive is served: nothing, but for `demo`."""

"""What the commands that serve the archive have in common."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from archive import serving


class ServingCommand(BaseCommand):
    """A command that prepares the archive, and serves it until interrupted."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="the port (8000)")

    def handle(self, *args: Any, **options: Any) -> None:
        serving.check_port(options["port"])
        serving.prepare_site(self.stdout.write)
        self.prepare_archive()
        serving.serve_site(options["port"], self.stdout.write)

    def prepare_archive(self) -> None:
        """Bring records and search index to the state that is served."""
        raise NotImplementedError

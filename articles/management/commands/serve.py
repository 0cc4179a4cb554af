"""`manage.py serve`: serve the archive as loaded."""

from articles.editions import operations
from articles.management.base import progress_of
from articles.management.serving import ServingCommand


class Command(ServingCommand):
    help = "Serve the archive as loaded."

    def prepare_archive(self) -> None:
        operations.ensure_catalog(progress_of(self))

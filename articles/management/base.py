"""What the commands that change the archive have in common."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from articles.core.progress import Progress
from articles.editions.lock import exclusive_load

INTERRUPTED_STATUS = 130
"""The exit status that shells give a command ended by Ctrl-C."""


def progress_of(command: BaseCommand) -> Progress:
    """Return the progress that writes to the command's output."""
    output = command.stdout

    def write(text: str) -> None:
        output.write(text, ending="")
        output.flush()

    return Progress(write, output.isatty())


def create_tables(progress: Progress) -> None:
    """Apply the migrations that the database lacks: all of them if the archive is new."""
    if _lacks_migrations():
        with exclusive_load(progress):
            if _lacks_migrations():
                call_command("migrate", verbosity=0, interactive=False)


def _lacks_migrations() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


class ArchiveCommand(BaseCommand):
    """A command that makes all of its changes or none, and fails with a single line."""

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            create_tables(progress_of(self))
            self.change_archive(options)
        except KeyboardInterrupt as interrupt:
            message = "interrupted; nothing was changed"
            raise CommandError(message, returncode=INTERRUPTED_STATUS) from interrupt
        except (OperationalError, InterfaceError) as error:
            reason = str(error).strip()
            raise CommandError(f"database error; nothing was changed: {reason}") from error
        except (OSError, LookupError, ValueError) as error:
            raise CommandError(f"{error}; nothing was changed") from error

    def change_archive(self, options: dict[str, Any]) -> None:
        """Do the command's work."""
        raise NotImplementedError

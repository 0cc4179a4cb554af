"""What the commands that change the archive have in common."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError

from articles.core.progress import Progress

INTERRUPTED = 130
"""The exit status that shells give a command that Ctrl-C ended."""


def progress_of(command: BaseCommand) -> Progress:
    """What tells on the command's output how its work gets on."""
    output = command.stdout

    def write(text: str) -> None:
        output.write(text, ending="")
        output.flush()

    return Progress(write, output.isatty())


class ArchiveCommand(BaseCommand):
    """A command that changes everything it says or nothing, and whose failure is one line."""

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self.change(options)
        except KeyboardInterrupt as interrupt:
            message = "interrupted; nothing was changed"
            raise CommandError(message, returncode=INTERRUPTED) from interrupt
        except (OperationalError, InterfaceError) as error:
            reason = str(error).strip()
            raise CommandError(f"the database failed, nothing was changed: {reason}") from error
        except (OSError, LookupError, ValueError) as error:
            raise CommandError(f"{error}; nothing was changed") from error

    def change(self, options: dict[str, Any]) -> None:
        """Do what the command is for."""
        raise NotImplementedError

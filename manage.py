#!/usr/bin/env python
"""The archive's commands; those that need a database run while the embedded one is running."""

import os
import signal
import sys
from collections.abc import Sequence
from contextlib import nullcontext

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import get_commands

WITHOUT_DATABASE = {"collectstatic", "help", "version"}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    from archive import postgres
    from archive.command_line import ArchiveCommandLine

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # stops the database, too
    try:
        django.setup()
        from archive.settings import ARCHIVE_DATA

        use_embedded_database = needs_database(sys.argv[1:]) and not os.environ.get("DATABASE_URL")
        with postgres.run_server(ARCHIVE_DATA) if use_embedded_database else nullcontext():
            ArchiveCommandLine(sys.argv).execute()
    except (postgres.PostgresError, ImproperlyConfigured) as error:
        sys.exit(f"Error: {error}")
    except KeyboardInterrupt:
        sys.exit(130)


def needs_database(arguments: Sequence[str]) -> bool:
    """Whether the command is known, isn't only asked for its help, and reads or writes tables."""
    command = arguments[0] if arguments else "help"
    asks_for_help = bool({"-h", "--help"} & set(arguments))
    return command in get_commands() and command not in WITHOUT_DATABASE and not asks_for_help


if __name__ == "__main__":
    main()

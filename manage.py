#!/usr/bin/env python
"""Django's commands; those that need a database run with the embedded one started."""

import os
import signal
import sys
from contextlib import nullcontext

from django.core.management import execute_from_command_line

WITHOUT_DATABASE = {"collectstatic", "help", "--help", "version", "--version"}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    from archive import postgres
    from archive.settings import ARCHIVE_DATA

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the database is stopped too
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    embedded = not os.environ.get("DATABASE_URL") and command not in WITHOUT_DATABASE
    try:
        with postgres.running(ARCHIVE_DATA) if embedded else nullcontext():
            execute_from_command_line(sys.argv)
    except postgres.PostgresError as error:
        sys.exit(f"Error: {error}")
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()

"""The archive made ready and served by Granian. May import `articles.editions`."""

import socket
from collections.abc import Callable

from django.core.management import CommandError, call_command
from granian import Granian
from granian.constants import Interfaces

ADDRESS = "127.0.0.1"
WORKERS = 2
THREADS = 4
"""Requests that one worker answers at once."""


def prepare(say: Callable[[str], None]) -> None:
    """Bring tables and static files to what the code needs."""
    say("preparing the database")
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)


def refuse_taken(port: int) -> None:
    """Raises CommandError where something else listens on the port."""
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((ADDRESS, port))
        except (OSError, OverflowError) as error:
            message = f"port {port} cannot be used ({error}); choose another with --port"
            raise CommandError(message) from error


def serve(port: int, say: Callable[[str], None]) -> None:
    """Serve on the loopback address until interrupted."""
    server = Granian(
        "archive.wsgi:application",
        address=ADDRESS,
        port=port,
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=THREADS,
        log_enabled=False,
        websockets=False,
    )
    say(f"serving http://{ADDRESS}:{port}/ (Ctrl-C stops it)")
    server.serve()

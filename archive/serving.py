"""The archive made ready and served by Granian."""

import multiprocessing
import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from threading import Event, Thread

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import CommandError, call_command
from django.db import connections
from granian import Granian
from granian.constants import Interfaces
from psycopg.conninfo import make_conninfo
from psycopg.pq import PGconn, Ping

from archive import postgres

ADDRESS = "127.0.0.1"
WORKERS = 2
THREADS = 4
"""Requests that one worker answers at once."""
ORPHAN_SECONDS = 0.5
GUARD_SECONDS = 1
"""Between two looks at the embedded server."""
KILL_SECONDS = 5
"""After which a worker that does not end by itself is killed."""


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
    """Serve on the loopback address until interrupted.

    Workers are spawned, not forked: they load the settings anew, as processes that only read.
    """
    multiprocessing.set_start_method("spawn", force=True)
    connections.close_all()
    server = Granian(
        "archive.serving:application",
        factory=True,
        address=ADDRESS,
        port=port,
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=THREADS,
        workers_kill_timeout=KILL_SECONDS,
        log_enabled=False,
        websockets=False,
    )
    say(f"serving http://{ADDRESS}:{port}/ (Ctrl-C stops it)")
    with nullcontext() if os.environ.get("DATABASE_URL") else _guarded(settings.ARCHIVE_DATA, say):
        server.serve()


@contextmanager
def _guarded(data: Path, say: Callable[[str], None]) -> Iterator[None]:
    """While the embedded server is started again should it die."""
    ended = Event()
    guard = Thread(target=_guard, args=[data, say, ended])
    guard.start()
    try:
        yield
    finally:
        ended.set()
        guard.join()


def _guard(data: Path, say: Callable[[str], None], ended: Event) -> None:
    while not ended.wait(GUARD_SECONDS):
        if _is_gone(data):
            say("the database has ended; starting it again")
            try:
                with postgres.running(data, say):
                    say("the database runs again")
            except postgres.PostgresError as error:
                say(str(error))


def _is_gone(data: Path) -> bool:
    """Whether no server answers, not even that it is starting or stopping."""
    return PGconn.ping(make_conninfo(**postgres.address(data)).encode()) == Ping.NO_RESPONSE


def application() -> WSGIHandler:
    """What a worker runs; a worker whose server was killed ends too, and frees the port.

    In a process group of its own it does not hear a terminal's Ctrl-C, only its server: Granian's
    workers do not end when they hear both.
    """
    os.setpgrp()
    Thread(target=_end_when_orphaned, args=[os.getppid()], daemon=True).start()
    from archive.wsgi import application as site  # noqa: PLC0415 - it makes the process read-only

    return site


def _end_when_orphaned(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(ORPHAN_SECONDS)
    os._exit(1)

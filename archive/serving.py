"""Prepare the site and serve it with Granian."""

import multiprocessing
import os
import socket
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
from articles.core.workers import exit_when_orphaned

HOST = "127.0.0.1"
WORKER_COUNT = 2
THREADS_PER_WORKER = 4
_CHECK_INTERVAL_SECONDS = 1
"""Time between two checks of the embedded server."""
_KILL_AFTER_SECONDS = 5
"""Time after which a worker that does not stop is killed."""

type WriteLine = Callable[[str], object]


def prepare_site(write_line: WriteLine) -> None:
    """Migrate the database and collect the static files."""
    write_line("Preparing the database")
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)


def check_port(port: int) -> None:
    """Raise CommandError if the port cannot be used."""
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((HOST, port))
        except (OSError, OverflowError) as error:
            message = f"port {port} cannot be used ({error}); choose another with --port"
            raise CommandError(message) from error


def serve_site(port: int, write_line: WriteLine) -> None:
    """Serve the site on the loopback address until interrupted.

    Workers are spawned, not forked, so that each loads the settings as a process that only reads.
    """
    multiprocessing.set_start_method("spawn", force=True)
    connections.close_all()
    server = Granian(
        "archive.serving:create_application",
        factory=True,
        address=HOST,
        port=port,
        interface=Interfaces.WSGI,
        workers=WORKER_COUNT,
        blocking_threads=THREADS_PER_WORKER,
        workers_kill_timeout=_KILL_AFTER_SECONDS,
        log_enabled=False,
        websockets=False,
    )
    write_line(f"Serving http://{HOST}:{port}/ (press Ctrl-C to stop)")
    is_external = bool(os.environ.get("DATABASE_URL"))
    data_folder = settings.ARCHIVE_DATA
    with nullcontext() if is_external else _keep_database_running(data_folder, write_line):
        server.serve()


@contextmanager
def _keep_database_running(data_folder: Path, write_line: WriteLine) -> Iterator[None]:
    """Start the embedded server again whenever it dies."""
    stop = Event()
    guard = Thread(target=_guard_database, args=[data_folder, write_line, stop])
    guard.start()
    try:
        yield
    finally:
        stop.set()
        guard.join()


def _guard_database(data_folder: Path, write_line: WriteLine, stop: Event) -> None:
    while not stop.wait(_CHECK_INTERVAL_SECONDS):
        if _is_database_gone(data_folder):
            write_line("The database has stopped; starting it again")
            try:
                with postgres.run_server(data_folder, write_line):
                    write_line("The database is running again")
            except postgres.PostgresError as error:
                write_line(str(error))


def _is_database_gone(data_folder: Path) -> bool:
    """Whether no server answers, not even one that is starting or stopping."""
    conninfo = make_conninfo(**postgres.connection_parameters(data_folder))
    return PGconn.ping(conninfo.encode()) == Ping.NO_RESPONSE


def create_application() -> WSGIHandler:
    """Return the WSGI application of a worker process.

    The process gets its own process group, so that it does not receive a terminal's Ctrl-C:
    Granian's workers hang if that arrives along with their server's signal. The process exits, and
    frees the port, if the server is killed.
    """
    os.setpgrp()
    exit_when_orphaned()
    from archive.wsgi import application  # noqa: PLC0415 - makes the process read-only

    return application

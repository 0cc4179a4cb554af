"""The embedded PostgreSQL server, used if DATABASE_URL is not set.

It listens on a Unix socket in a folder that only its own user can enter, so it needs no password.
It runs as long as at least one process is inside `run_server`.
"""

import fcntl
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import IO

import psycopg

from archive.os_users import (
    PostgresError,
    create_folder,
    find_server_user,
    find_unprivileged_user,
)
from archive.postgres_server import (
    OWNER_ROLE,
    SHARED_FOLDER,
    PostgresServer,
    WriteLine,
    find_programs,
    path_digest,
    server_parameters,
)

__all__ = ["OWNER_ROLE", "PostgresError", "connection_parameters", "find_pgdata", "run_server"]

_log = logging.getLogger(__name__)


def find_pgdata(data_folder: Path) -> Path:
    """Return the folder (PGDATA) of the data folder's database; starts and creates nothing.

    It is `data_folder/postgres`, or under /var/lib/blockquote if this process is root's and the
    server's user cannot enter the data folder. A database that exists stays where it is.
    """
    data_folder = data_folder.resolve()
    inside = data_folder / "postgres"
    outside = SHARED_FOLDER / path_digest(data_folder) / "postgres"
    if os.path.lexists(inside):
        return inside
    cannot_enter = os.geteuid() == 0 and not find_unprivileged_user().can_enter(data_folder)
    return outside if cannot_enter or os.path.lexists(outside) else inside


def connection_parameters(
    data_folder: Path, user: str = OWNER_ROLE, database: str = OWNER_ROLE
) -> dict[str, str]:
    """Return libpq's parameters for the data folder's database; the server need not be running."""
    return server_parameters(find_pgdata(data_folder), user, database)


@contextmanager
def run_server(data_folder: Path, write_line: WriteLine = _log.info) -> Iterator[None]:
    """Keep the server running, with the role and the database `OWNER_ROLE`.

    Processes share the server, and the last one to leave stops it. A process that was killed no
    longer counts, but its forked children do. `write_line` is called before slow steps. Raises
    PostgresError.
    """
    pgdata, process_id = find_pgdata(data_folder), os.getpid()
    with _explain_errors(pgdata):
        server, users_lock = _start(data_folder.resolve(), pgdata, write_line)
    with users_lock:
        try:
            yield
        finally:
            if os.getpid() == process_id:  # not in a forked child
                with _explain_errors(pgdata):
                    _stop_if_unused(server, users_lock)


def _start(
    data_folder: Path, pgdata: Path, write_line: WriteLine
) -> tuple[PostgresServer, IO[bytes]]:
    """Start the server unless it is running; return it with the lock of this process as a user."""
    user = find_server_user(pgdata)
    create_folder(data_folder)
    create_folder(pgdata.parent)
    if not user.can_enter(pgdata.parent):
        raise PostgresError(f"its user (id {user.uid}) cannot enter {pgdata.parent}")
    with _lock_file(pgdata, "mutex", fcntl.LOCK_EX) as mutex:
        server = PostgresServer(pgdata, find_programs(user, write_line), user)
        server.initialize(mutex, write_line)
        server.start()
        server.create_owner()
        return server, _lock_file(pgdata, "users", fcntl.LOCK_SH)


def _stop_if_unused(server: PostgresServer, users_lock: IO[bytes]) -> None:
    with _lock_file(server.pgdata, "mutex", fcntl.LOCK_EX):
        try:
            if _is_last_user(users_lock):
                server.stop()
        finally:
            fcntl.flock(users_lock, fcntl.LOCK_UN)  # or a forked child would keep it


def _is_last_user(users_lock: IO[bytes]) -> bool:
    try:
        fcntl.flock(users_lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _lock_file(pgdata: Path, name: str, operation: int) -> IO[bytes]:
    """Return a locked file beside PGDATA.

    The kernel releases the locks of a killed process, but not before its forked children end.
    """
    path = pgdata.with_name(f".postgres.{name}")
    file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "wb")
    fcntl.flock(file, operation)
    return file


@contextmanager
def _explain_errors(pgdata: Path) -> Iterator[None]:
    try:
        yield
    except (PostgresError, OSError, psycopg.Error, PackageNotFoundError) as error:
        raise PostgresError(
            f"the embedded PostgreSQL cannot run in {pgdata}: {error}\n"
            "Set ARCHIVE_DATA to keep the archive in another folder, or DATABASE_URL to use your "
            "own PostgreSQL server."
        ) from error

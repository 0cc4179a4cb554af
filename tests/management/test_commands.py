"""The commands as a person runs them: processes of their own, on an embedded database."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psycopg
import pytest
from django.conf import settings

from archive import postgres
from tests.support.records import article, release, write_records

pytestmark = pytest.mark.slow

SECONDS = 90


@pytest.fixture(scope="module")
def folder():
    """A data folder that the server's own user can enter, should the tests run as root."""
    made = Path(tempfile.mkdtemp(prefix="blockquote-test-"))
    made.chmod(0o755)
    yield made / "data"
    shutil.rmtree(made)


def started(folder, *arguments):
    absent = ("DATABASE_URL", "DATABASE_READER_URL", "DJANGO_SETTINGS_MODULE")
    given = {name: value for name, value in os.environ.items() if name not in absent}
    return subprocess.Popen(
        [sys.executable, "-u", "manage.py", *map(str, arguments)],
        cwd=settings.BASE_DIR,
        env=given | {"ARCHIVE_DATA": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def manage(folder, *arguments):
    """Run a command to its end; returns its exit status and what it said."""
    process = started(folder, *arguments)
    said, _ = process.communicate(timeout=SECONDS)
    return process.returncode, said


@contextmanager
def serving(folder, command):
    """The archive served; what it said until it answered is in `said`."""
    port = free_port()
    process = started(folder, command, "--port", port)
    process.said = []
    try:
        for line in process.stdout:
            process.said.append(line)
            if f"Serving http://127.0.0.1:{port}/" in line:
                break
        process.port = port
        process.answer = answer(port)
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGINT)
            process.wait(SECONDS)
        process.stdout.close()


def free_port():
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


def answer(port, path="/", wait=SECONDS):
    until = time.monotonic() + wait
    while True:
        try:
            with urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as response:
                return response.read().decode()
        except (URLError, ConnectionError):
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def falls_silent(port):
    for _ in range(100):
        try:
            answer(port, wait=0)
        except (URLError, ConnectionError):
            return True
        time.sleep(0.1)
    return False


def database_runs(folder):
    try:
        psycopg.connect(**postgres.connection_parameters(folder)).close()
    except psycopg.OperationalError:
        return False
    return True


def postmaster(folder):
    return int((postgres.find_pgdata(folder) / "postmaster.pid").read_text().split()[0])


def roles(folder):
    with psycopg.connect(**postgres.connection_parameters(folder)) as connection:
        found = connection.execute(
            "SELECT DISTINCT usename FROM pg_stat_activity"
            " WHERE datname = 'archive' AND pid <> pg_backend_pid()"
        )
        return {role for (role,) in found}


def test_demo_serves_the_samples_loads_nothing_twice_and_survives_being_killed(folder):
    with serving(folder, "demo") as first:
        assert "Edition 1, digest" in "".join(first.said)
        assert "fiction" in first.answer
        assert roles(folder) == {"archive_reader"}
    assert first.returncode == 0
    assert not database_runs(folder)

    with serving(folder, "demo") as second:
        assert "the samples are loaded already" in "".join(second.said)
        os.kill(second.pid, signal.SIGKILL)
        second.wait()
        assert falls_silent(second.port)

    with serving(folder, "serve") as third:
        assert "fiction" in third.answer
    assert not database_runs(folder)


def test_a_database_that_dies_while_it_is_served_is_started_again(folder):
    with serving(folder, "serve") as process:
        killed = postmaster(folder)
        os.kill(killed, signal.SIGKILL)
        until = time.monotonic() + SECONDS
        while not database_runs(folder) or postmaster(folder) == killed:
            assert time.monotonic() < until, "it was not started again"
            time.sleep(0.1)
        assert answer(process.port)
        assert roles(folder) == {"archive_reader"}
    assert process.returncode == 0
    assert not database_runs(folder)


def test_a_port_that_is_taken_is_named(folder):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        status, said = manage(folder, "serve", "--port", port)
    assert status == 1
    assert f"port {port} cannot be used" in said


def test_load_and_export_say_what_they_did_and_fail_with_a_status(folder, tmp_path):
    good = write_records(tmp_path / "good.jsonl", release(), article())
    bad = write_records(tmp_path / "bad.jsonl", release(key="Not A Key"), release(text=""))

    status, said = manage(folder, "load", bad)
    assert status == 1
    assert f"{bad}:1: key: 'Not A Key' may contain only lowercase letters" in said
    assert f"{bad}:2: text:" in said
    assert "2 problems; nothing was loaded" in said

    status, said = manage(folder, "load", write_records(tmp_path / "one.jsonl", release(text="")))
    assert (status, "1 problem; nothing was loaded" in said) == (1, True)

    status, said = manage(folder, "load", good)
    assert status == 0
    assert "2 records read: 2 new, 0 changed, 0 unchanged" in said

    status, said = manage(folder, "export", tmp_path / "out.jsonl")
    assert status == 0
    assert "harbor-1" in (tmp_path / "out.jsonl").read_text()
    assert manage(folder, "export", tmp_path / "bag")[0] == 0
    status, said = manage(folder, "export", tmp_path / "bag")
    assert (status, "bag" in said) == (1, True)


def test_every_command_works_on_an_archive_that_nothing_was_loaded_into(folder):
    empty = folder.with_name("empty")
    assert manage(empty, "verify") == (
        0,
        "checked nothing: the archive is empty\nno differences\n",
    )
    assert "the archive is empty" in manage(empty, "catalog")[1]
    assert "Nothing to link." in manage(empty, "link")[1]
    assert "exported 0 records" in manage(empty, "export", empty / "out.jsonl")[1]
    withdrawal = manage(empty, "withdraw", "x", "--reason", "y")[1]
    assert "there is no record with the key 'x'" in withdrawal
    assert "there is no agency 'a'" in manage(empty, "merge", "agency", "a", "b")[1]


@pytest.mark.parametrize(
    "arguments", [(), ("help",), ("load", "--help"), ("serve", "-h"), ("lod",)], ids=str
)
def test_help_starts_no_database(folder, arguments):
    untouched = folder.with_name("untouched")
    said = manage(untouched, *arguments)[1]
    assert not untouched.exists()
    if arguments in [(), ("help",)]:
        own, _, of_django = said.partition("Commands of Django")
        assert "Load files and folders as one edition" in own
        assert "makemigrations" in of_django


def test_a_load_that_is_killed_leaves_nothing_half_done(folder, tmp_path):
    many = [
        release(key=f"killed-{number}", text=f"Text {number}. " * 300) for number in range(3000)
    ]
    path = write_records(tmp_path / "many.jsonl", *many)
    for moment in (0.5, 1.5, 2.5):
        process = started(folder, "load", path)
        time.sleep(moment)
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
    status, said = manage(folder, "load", path)
    assert status == 0
    assert "3,000 new" in said or "Nothing changed." in said

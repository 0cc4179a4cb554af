"""What goes wrong from outside while a load runs: nothing is half done, and the next one works."""

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from archive import postgres
from tests.management.test_commands import folder, manage, started  # noqa: F401
from tests.support.records import release, write_records

pytestmark = pytest.mark.slow

MOMENTS = 30


@pytest.fixture(scope="module")
def archive(folder):  # noqa: F811
    """An archive with one record, whose server stays up between the commands."""
    with postgres.run_server(folder):
        assert manage(folder, "migrate", "-v0")[0] == 0
        yield folder


@pytest.fixture
def many(tmp_path):
    texts = [release(key=f"many-{n}", text=f"Text number {n}. " * 200) for n in range(1500)]
    return write_records(tmp_path / "many.jsonl", *texts)


def held(archive):
    with psycopg.connect(**postgres.connection_parameters(archive)) as connection:
        counts = (
            "SELECT (SELECT count(*) FROM articles_pressrelease), count(*) FROM articles_edition"
        )
        return connection.execute(counts).fetchone()


def landing(archive, path):
    """A load whose texts are in the tables, and which is linking them."""
    texts = [release(key=f"{path.stem}-{n}", text=f"Text {n}. " * 400) for n in range(5001)]
    process = started(archive, "load", write_records(path, *texts))
    while "stored 5,001 new" not in process.stdout.readline():
        assert process.poll() is None
    return process


def catalogued(archive):
    stamp = archive / "catalog" / "current" / "edition.json"
    return stamp.exists()


def test_a_load_killed_at_any_moment_leaves_nothing_half_done(archive, many):
    moments = random.Random(7)
    for _ in range(MOMENTS):
        process = started(archive, "load", many)
        time.sleep(moments.uniform(0.3, 2.5))
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        assert held(archive) in {(0, 0), (1500, 1)}
    status, said = manage(archive, "load", many)
    assert status == 0
    assert "1,500 new" in said or "Nothing changed." in said
    assert held(archive) == (1500, 1)
    assert catalogued(archive)


def test_ctrl_c_ends_a_load_with_one_line_and_its_own_status(archive, tmp_path):
    before = held(archive)
    process = landing(archive, tmp_path / "slow.jsonl")
    os.killpg(process.pid, signal.SIGINT)
    said, _ = process.communicate()
    assert (process.returncode, "Traceback" in said) == (130, False)
    assert "interrupted; nothing was changed" in said
    assert held(archive) == before


def test_a_second_load_waits_for_the_first(archive, tmp_path):
    path = write_records(tmp_path / "one.jsonl", release(key="waited"))
    with psycopg.connect(**postgres.connection_parameters(archive), autocommit=True) as other:
        other.execute("SELECT pg_advisory_lock(%s)", [0x426C6F636B71])
        process = started(archive, "load", path)
        while "another load is running; waiting" not in process.stdout.readline():
            assert process.poll() is None
        other.execute("SELECT pg_advisory_unlock(%s)", [0x426C6F636B71])
    said, _ = process.communicate()
    assert process.returncode == 0
    assert "1 record read: 1 new" in said


def test_a_database_that_stops_in_mid_load_is_named(archive, tmp_path):
    before = held(archive)
    process = landing(archive, tmp_path / "stopped.jsonl")
    with psycopg.connect(
        **postgres.connection_parameters(archive, user="postgres"), autocommit=True
    ) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = 'archive' AND pid <> pg_backend_pid()"
        )
    said, _ = process.communicate()
    assert (process.returncode, "Traceback" in said) == (1, False)
    assert "database error; nothing was changed" in said
    assert held(archive) == before


def test_a_full_disk_is_named_and_nothing_is_landed(archive, many, tmp_path):
    before = held(archive)
    text = "".join(f"word{n} " for n in range(60_000))
    path = write_records(tmp_path / "big.jsonl", release(key="big", text=text))
    command = [sys.executable, "manage.py", "load", str(path)]
    done = subprocess.run(
        command,
        cwd=settings.BASE_DIR,
        env=os.environ | {"ARCHIVE_DATA": str(archive), "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)),
        check=False,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "nothing was changed" in done.stderr
    assert held(archive) == before


@pytest.fixture(scope="module")
def small_disk():
    """An empty archive on a file system of its own, of 400 MB."""
    made = Path(tempfile.mkdtemp(prefix="blockquote-disk-"))
    made.chmod(0o755)
    disk = made / "data"
    disk.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", "size=400m,mode=755", "tmpfs", disk]
    if os.geteuid() or subprocess.run(mounting, check=False).returncode:
        pytest.skip("a file system of its own can be mounted by root alone")
    try:
        assert manage(disk, "migrate", "-v0")[0] == 0
        yield disk
    finally:
        subprocess.run(["umount", disk], check=True)
        shutil.rmtree(made)


@contextmanager
def filled(disk, megabytes):
    """The disk but for so many megabytes."""
    ballast = disk / "ballast"
    with ballast.open("wb") as file:
        file.write(bytes(max(0, shutil.disk_usage(disk).free - megabytes * 2**20)))
    try:
        yield
    finally:
        ballast.unlink()


@pytest.fixture(scope="module")
def bulky(tmp_path_factory):
    """Records that no database stores in less room."""
    some = random.Random(7)
    texts = [" ".join(str(some.random()) for _ in range(800)) for _ in range(500)]
    path = tmp_path_factory.mktemp("bulky") / "bulky.jsonl"
    return write_records(path, *(release(key=f"b-{n}", text=one) for n, one in enumerate(texts)))


@pytest.mark.parametrize("megabytes", [1, 12])
def test_a_disk_that_is_full_is_named_and_nothing_is_half_done(small_disk, bulky, megabytes):
    with filled(small_disk, megabytes):
        status, said = manage(small_disk, "load", bulky)
    assert (status, "Traceback" in said) == (1, False), said
    assert "nothing was changed" in said
    with postgres.run_server(small_disk):
        assert held(small_disk) == (0, 0)


def test_once_there_is_room_again_the_next_load_lands(small_disk, bulky):
    with postgres.run_server(small_disk):
        assert manage(small_disk, "load", bulky)[0] == 0
        assert held(small_disk) == (500, 1)
        status, said = manage(small_disk, "verify")
    assert (status, "no differences" in said) == (0, True), said

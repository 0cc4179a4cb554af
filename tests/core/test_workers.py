"""Spreading work over processes."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from articles.core import workers
from articles.core.workers import Workers
from tests.support.records import article, release

pytestmark = pytest.mark.slow


def double(number):
    return 2 * number


def own_process(_):
    return os.getpid()


def fail(number):
    if number == 7:
        raise ValueError("seven")
    return number


def slowly(_):
    time.sleep(0.02)
    return os.getpid()


@pytest.fixture
def spread(monkeypatch):
    """All work is done by other processes."""
    monkeypatch.setattr(workers, "MAX_SECONDS_ALONE", 0)


@pytest.mark.usefixtures("spread")
def test_results_come_in_the_order_of_the_items():
    with Workers() as pool:
        assert list(pool.map(double, range(40))) == [2 * number for number in range(40)]


def test_the_first_items_are_processed_in_this_process_and_later_ones_are_not(monkeypatch):
    monkeypatch.setattr(workers, "MAX_SECONDS_ALONE", 0.05)
    with Workers() as pool:
        processes = list(pool.map(slowly, range(20)))
    in_this_process = [process == os.getpid() for process in processes]
    assert in_this_process == sorted(in_this_process, reverse=True)
    assert 0 < sum(in_this_process) <= 3


def test_little_work_starts_no_process():
    with Workers() as pool:
        assert set(pool.map(own_process, range(100))) == {os.getpid()}


@pytest.mark.usefixtures("spread")
def test_items_are_read_only_as_they_are_needed():
    read_numbers = []
    items = (read_numbers.append(number) or number for number in range(1000))
    with Workers() as pool:
        for _ in zip(range(10), pool.map(double, items), strict=False):
            pass
        assert len(read_numbers) < 100


@pytest.mark.usefixtures("spread")
def test_an_error_in_a_worker_process_is_raised_in_this_one():
    with Workers() as pool, pytest.raises(ValueError, match="seven"):
        list(pool.map(fail, range(20)))


@pytest.mark.usefixtures("spread")
def test_processes_can_be_stopped_and_start_again():
    with Workers() as pool:
        list(pool.map(double, range(20)))
        pool.stop_processes()
        assert list(pool.map(double, range(20))) == [2 * number for number in range(20)]


@pytest.mark.django_db
def test_a_load_finds_the_same_in_other_processes_as_in_this_one(load, emptied, monkeypatch):
    records = [release(key=f"harbor-{number}", number=str(number)) for number in range(30)]
    records += [article(key=f"lantern-{number}") for number in range(30)]
    alone = load(*records)
    emptied()
    monkeypatch.setattr(workers, "MAX_SECONDS_ALONE", 0)
    spread = load(*records)
    assert spread.edition.digest == alone.edition.digest
    assert spread.quotations == alone.quotations == 30
    assert list(map(str, spread.findings)) == list(map(str, alone.findings))


ENDLESS = """
import sys, time
sys.path.insert(0, {folder!r})
from articles.core import workers
from articles.core.workers import Workers
from tests.core.test_workers import own_process
workers.MAX_SECONDS_ALONE = 0
if __name__ == "__main__":
    with Workers() as pool:
        for process in pool.map(own_process, range(10**9)):
            print(process, flush=True)
            time.sleep(0.01)
"""


def test_workers_end_when_the_process_that_started_them_is_killed(tmp_path):
    path = tmp_path / "endless.py"
    path.write_text(ENDLESS.format(folder=str(Path.cwd())))
    with subprocess.Popen([sys.executable, path], stdout=subprocess.PIPE, text=True) as run:
        processes = {int(run.stdout.readline()) for _ in range(30)} - {run.pid}
        assert processes
        run.send_signal(signal.SIGKILL)
    for _ in range(200):
        if not any(Path(f"/proc/{process}").exists() for process in processes):
            return
        time.sleep(0.05)
    pytest.fail(f"still running: {processes}")

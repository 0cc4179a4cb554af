"""Work in other processes comes back whole and in order."""

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
    monkeypatch.setattr(workers, "ALONE", 0)


@pytest.mark.usefixtures("spread")
def test_results_come_in_the_order_of_the_pieces():
    with Workers() as some:
        assert list(some.map(double, range(40))) == [2 * number for number in range(40)]


def test_the_first_pieces_are_done_here_and_later_ones_are_not(monkeypatch):
    monkeypatch.setattr(workers, "ALONE", 0.05)
    with Workers() as some:
        processes = list(some.map(slowly, range(20)))
    here = [process == os.getpid() for process in processes]
    assert here == sorted(here, reverse=True)
    assert 0 < sum(here) <= 3


def test_little_work_starts_no_process():
    with Workers() as some:
        assert set(some.map(own_process, range(100))) == {os.getpid()}


@pytest.mark.usefixtures("spread")
def test_pieces_are_asked_for_as_they_are_needed():
    asked = []
    pieces = (asked.append(number) or number for number in range(1000))
    with Workers() as some:
        for _ in zip(range(10), some.map(double, pieces), strict=False):
            pass
        assert len(asked) < 100


@pytest.mark.usefixtures("spread")
def test_an_error_in_a_worker_is_raised_here():
    with Workers() as some, pytest.raises(ValueError, match="seven"):
        list(some.map(fail, range(20)))


@pytest.mark.usefixtures("spread")
def test_processes_can_be_ended_and_start_again():
    with Workers() as some:
        list(some.map(double, range(20)))
        some.stop()
        assert list(some.map(double, range(20))) == [2 * number for number in range(20)]


@pytest.mark.django_db
def test_a_load_finds_the_same_in_other_processes_as_in_its_own(load, emptied, monkeypatch):
    records = [release(key=f"harbor-{number}", number=str(number)) for number in range(30)]
    records += [article(key=f"lantern-{number}") for number in range(30)]
    alone = load(*records)
    emptied()
    monkeypatch.setattr(workers, "ALONE", 0)
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
workers.ALONE = 0
if __name__ == "__main__":
    with Workers() as some:
        for process in some.map(own_process, range(10**9)):
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
        if not any(Path(f"/proc/{one}").exists() for one in processes):
            return
        time.sleep(0.05)
    pytest.fail(f"still running: {processes}")

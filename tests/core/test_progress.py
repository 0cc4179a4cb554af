"""What is told of work that takes a while."""

import itertools

import pytest

from articles.core import progress
from articles.core.progress import Progress


@pytest.fixture
def clock(monkeypatch):
    """Time that passes only when a test says so."""
    now = [100.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    return now


def told(clock, terminal, *steps):
    written = []
    with Progress(written.append, terminal).over("read", "records") as meter:
        for seconds, done, share in steps:
            clock[0] += seconds
            meter.advance(done, share)
    return written


def test_elsewhere_than_on_a_terminal_a_plain_line_comes_every_ten_seconds(clock):
    written = told(clock, False, *itertools.repeat((2, 4000, 0.25), 6))
    assert written == ["read 20,000 records, 2,000 a second, 0:00:30 left\n"]


def test_on_a_terminal_one_line_is_written_again_and_again_and_wiped_at_the_end(clock):
    written = told(clock, True, (1, 500, 0.5), (1, 500, 1.0))
    assert written == [
        "\r\x1b[Kread 500 records, 500 a second, 0:00:01 left",
        "\r\x1b[Kread 1,000 records, 500 a second, 0:00:00 left",
        "\r\x1b[K",
    ]


def test_where_the_end_is_not_known_the_time_left_is_not_told(clock):
    assert told(clock, False, (10, 50, 0)) == ["read 50 records, 5 a second\n"]


def test_a_line_is_told_at_once():
    written = []
    Progress(written.append)("preparing the database")
    assert written == ["preparing the database\n"]

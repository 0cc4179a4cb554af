"""Progress messages."""

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


def run_meter(clock, is_terminal, *steps):
    output = []
    with Progress(output.append, is_terminal).start_meter("read", "records") as meter:
        for seconds, count, fraction in steps:
            clock[0] += seconds
            meter.advance(count, fraction)
    return output


def test_a_log_gets_a_plain_line_every_ten_seconds(clock):
    output = run_meter(clock, False, *itertools.repeat((2, 4000, 0.25), 6))
    assert output == ["read 20,000 records, 2,000 a second, 0:00:30 left\n"]


def test_a_terminal_gets_one_line_that_is_overwritten_and_cleared_at_the_end(clock):
    output = run_meter(clock, True, (1, 500, 0.5), (1, 500, 1.0))
    assert output == [
        "\r\x1b[Kread 500 records, 500 a second, 0:00:01 left",
        "\r\x1b[Kread 1,000 records, 500 a second, 0:00:00 left",
        "\r\x1b[K",
    ]


def test_the_time_left_is_left_out_if_the_end_is_unknown(clock):
    assert run_meter(clock, False, (10, 50, 0)) == ["read 50 records, 5 a second\n"]


def test_a_message_is_written_at_once():
    output = []
    Progress(output.append)("preparing the database")
    assert output == ["preparing the database\n"]

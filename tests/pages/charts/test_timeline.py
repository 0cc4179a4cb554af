"""When something happened, as bars."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.core.dates import PartialDate
from articles.pages.charts.timeline import HEIGHT, WIDTH, timeline

days = st.dates().map(str)
dates = st.none() | st.one_of(days, days.map(lambda one: one[:7]), days.map(lambda one: one[:4]))


def line(*written, since=None):
    return timeline([one and PartialDate(one) for one in written], since and PartialDate(since))


def counted(found):
    return [(str(bar.date), bar.count) for bar in found.bars]


def test_some_weeks_are_shown_by_days_from_the_first_one():
    found = line("2017-07-28T10:01", "2017-07-28", "2017-08-03", since="2017-07-14")
    assert (found.unit, str(found.first), str(found.last)) == ("day", "2017-07-14", "2017-08-03")
    assert counted(found) == [("2017-07-28", 2), ("2017-08-03", 1)]
    assert [bar.height for bar in found.bars] == [HEIGHT, HEIGHT / 2]
    assert found.bars[0].x == round(WIDTH * 14 / 21, 2)


@pytest.mark.parametrize(
    ("written", "unit"),
    [
        (["2017-07-28", "2017-12-03"], "month"),
        (["2017-07", "2017-07"], "month"),
        (["1950-07-28", "2017-12-03"], "year"),
        (["2017", "2017-07-01"], "year"),
    ],
)
def test_the_unit_is_the_finest_that_most_dates_have_and_that_fits(written, unit):
    assert line(*written).unit == unit


def test_dates_that_are_not_known_to_the_unit_are_left_out_and_counted():
    found = line("2017-07-28", "2017-07-29", "2017-07", None)
    assert (counted(found), found.left_out) == ([("2017-07-28", 1), ("2017-07-29", 1)], 2)


def test_a_beginning_that_is_known_less_well_makes_no_difference():
    assert str(line("2017-07-28", since="2017").first) == "2017-07-28"


def test_where_no_date_is_known_there_is_no_line():
    assert line(None, None, since="2017") is None


@given(st.lists(dates, max_size=6), dates)
def test_every_date_is_in_a_bar_or_left_out_and_every_bar_in_the_drawing(written, since):
    found = line(*written, since=since)
    if found:
        assert sum(bar.count for bar in found.bars) + found.left_out == len(written)
        for bar in found.bars:
            assert 0 <= bar.x < WIDTH
            assert bar.y + bar.height == pytest.approx(HEIGHT)

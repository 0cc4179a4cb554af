"""When something happened, as bars."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.core.dates import PartialDate
from articles.pages.charts.timeline import HEIGHT, WIDTH, build_timeline

DAYS = st.dates().map(str)
DATES = st.none() | st.one_of(DAYS, DAYS.map(lambda day: day[:7]), DAYS.map(lambda day: day[:4]))


def timeline_of(*dates, start=None):
    return build_timeline(
        [date and PartialDate(date) for date in dates], start and PartialDate(start)
    )


def counts_of(timeline):
    return [(str(bar.date), bar.count) for bar in timeline.bars]


def test_some_weeks_are_shown_by_day_from_the_start():
    timeline = timeline_of("2017-07-28T10:01", "2017-07-28", "2017-08-03", start="2017-07-14")
    assert timeline.unit == "day"
    assert (str(timeline.first_date), str(timeline.last_date)) == ("2017-07-14", "2017-08-03")
    assert counts_of(timeline) == [("2017-07-28", 2), ("2017-08-03", 1)]
    assert [bar.height for bar in timeline.bars] == [HEIGHT, HEIGHT / 2]
    assert timeline.bars[0].x == round(WIDTH * 14 / 21, 2)


@pytest.mark.parametrize(
    ("dates", "unit"),
    [
        (["2017-07-28", "2017-12-03"], "month"),
        (["2017-07", "2017-07"], "month"),
        (["1950-07-28", "2017-12-03"], "year"),
        (["2017", "2017-07-01"], "year"),
    ],
)
def test_the_unit_is_the_finest_that_fits_and_that_most_dates_have(dates, unit):
    assert timeline_of(*dates).unit == unit


def test_dates_less_precise_than_the_unit_are_omitted_and_counted():
    timeline = timeline_of("2017-07-28", "2017-07-29", "2017-07", None)
    assert counts_of(timeline) == [("2017-07-28", 1), ("2017-07-29", 1)]
    assert timeline.omitted_count == 2


def test_a_start_less_precise_than_the_unit_is_ignored():
    assert str(timeline_of("2017-07-28", start="2017").first_date) == "2017-07-28"


def test_there_is_no_timeline_without_a_known_date():
    assert timeline_of(None, None, start="2017") is None


@given(st.lists(DATES, max_size=6), DATES)
def test_each_date_is_in_a_bar_or_omitted_and_each_bar_is_in_the_drawing(dates, start):
    timeline = timeline_of(*dates, start=start)
    if timeline:
        assert sum(bar.count for bar in timeline.bars) + timeline.omitted_count == len(dates)
        for bar in timeline.bars:
            assert 0 <= bar.x < WIDTH
            assert bar.y + bar.height == pytest.approx(HEIGHT)

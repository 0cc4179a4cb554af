"""Dates as far as they are day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.core.dates import PartialDate, read_date
from articles.pages.links import address_of

days = st.dates(date(1, 1, 1), date(9999, 12, 31))


@st.composite
def iso_dates(draw):
    day = draw(days).isoformat()
    clock = draw(st.times()).strftime("%H:%M")
    zone = draw(st.sampled_from(["", "Z", "-05:00", "+05:30", ":30", ":59Z"]))
    return draw(st.sampled_from([day[:4], day[:7], day, f"{day}T{clock}{zone}"]))


partial_dates = iso_dates().map(PartialDate)


@given(iso_dates())
def test_a_date_is_written_as_it_was_read(iso):
    assert str(PartialDate(iso)) == iso
    assert str(read_date(f" {iso}\n")) == iso


@given(partial_dates)
def test_the_first_day_that_a_date_can_mean_is_never_after_the_last(partial_date):
    assert partial_date.first_day <= partial_date.last_day
    assert (partial_date.first_day == partial_date.last_day) == bool(partial_date.day)


@given(days)
def test_a_year_and_a_month_reach_to_their_last_day(day):
    year, month = PartialDate(f"{day:%Y}".zfill(4)), PartialDate(day.isoformat()[:7])
    assert (year.first_day, year.last_day) == (date(day.year, 1, 1), date(day.year, 12, 31))
    assert month.first_day <= day <= month.last_day
    assert day.month == 12 or month.last_day + timedelta(1) == date(day.year, day.month + 1, 1)


@given(partial_dates, partial_dates, partial_dates)
def test_is_surely_after_is_a_strict_order(a, b, c):
    assert not a.is_surely_after(a)
    assert not (a.is_surely_after(b) and b.is_surely_after(a))
    if a.is_surely_after(b) and b.is_surely_after(c):
        assert a.is_surely_after(c)


@pytest.mark.parametrize(
    ("later", "earlier", "surely"),
    [
        ("2017-07-15", "2017-07-14", True),
        ("2017-07-14T23:00", "2017-07-14T01:00", False),
        ("2017-07", "2017-07-14", False),
        ("2017", "2017-07", False),
        ("2018", "2017-12", True),
        ("2017-07-14", "2017", False),
    ],
)
def test_a_date_is_surely_after_another_only_if_all_their_days_are(later, earlier, surely):
    assert PartialDate(later).is_surely_after(PartialDate(earlier)) is surely


@pytest.mark.parametrize(
    "wrong",
    [
        *("", "17", "2017-7", "2017-07-28 10:01", "0000", "2017-00", "2017-13", "2017-02-30"),
        *("2017-07-28T24:00", "2017-07-28T10:61", "2017-07-28T10:01+24:00", "2017-07T10:01"),
        *("2017\n", " 2017", "-2017", "20170728", "٢٠١٧", "２０１７", "2017-07-28T10"),
    ],
)
def test_text_that_is_no_iso_date_is_rejected(wrong):
    with pytest.raises(ValueError, match=r"."):
        PartialDate(wrong)


@pytest.mark.parametrize(
    ("iso", "long_form", "clock_time", "minute"),
    [
        ("2017", "2017", "", 0),
        ("2017-07", "July 2017", "", 0),
        ("2017-07-08", "July 8, 2017", "", 0),
        ("2017-07-28T10:01", "July 28, 2017", "10:01 a.m.", 601),
        ("2017-07-28T00:00", "July 28, 2017", "midnight", 0),
        ("2017-07-28T00:30", "July 28, 2017", "12:30 a.m.", 30),
        ("2017-07-28T09:00", "July 28, 2017", "9 a.m.", 540),
        ("2017-07-28T12:00Z", "July 28, 2017", "noon", 720),
        ("2017-07-28T12:05", "July 28, 2017", "12:05 p.m.", 725),
        ("2017-07-28T23:59:30-05:00", "July 28, 2017", "11:59 p.m.", 1439),
    ],
)
def test_a_date_is_written_in_american_english_as_far_as_it_is_known(
    iso, long_form, clock_time, minute
):
    date = PartialDate(iso)
    assert (date.long_form, date.clock_time, date.minute_of_day) == (long_form, clock_time, minute)


@pytest.mark.parametrize(
    ("iso", "address"),
    [
        ("2017", "/dates/2017/"),
        ("2017-07", "/dates/2017/07/"),
        ("2017-07-28", "/dates/2017/07/28/"),
        ("2017-07-28T10:01Z", "/dates/2017/07/28/"),
    ],
)
def test_a_date_leads_to_the_page_of_its_year_month_or_day(iso, address):
    assert address_of(PartialDate(iso)) == address


@pytest.mark.parametrize(
    ("english", "iso"),
    [
        ("Oct 9, 2013 9:25 AM", "2013-10-09T09:25"),
        ("Oct 9, 2013 9:25 AM EST", "2013-10-09T09:25-05:00"),
        ("March 5th, 2014 at 4:05 p.m.", "2014-03-05T16:05"),
        ("July 28, 2017 12:00 AM", "2017-07-28T00:00"),
        ("Tuesday, July 25, 2017", "2017-07-25"),
        ("Sept. 3, 2012", "2012-09-03"),
        ("28 July 2017", "2017-07-28"),
        ("9/28/2017", "2017-09-28"),
        ("July 2017", "2017-07"),
        ("Monday, July 2017", "2017-07"),
        ("Thurs. Mar 4, 2010", "2010-03-04"),
        ("July 28, 2017 10:01 AM ET", "2017-07-28T10:01"),
        ("2017-07-28 10:01:30-05:00", "2017-07-28T10:01:30-05:00"),
        ("2017-07-28T10:01:30.250Z", "2017-07-28T10:01:30Z"),
    ],
)
def test_a_date_in_english_is_read_as_far_as_it_goes(english, iso):
    assert str(read_date(english)) == iso


@pytest.mark.parametrize(
    "english",
    ["", "yesterday", "3 days ago 2017", "July 4", "February 30, 2017", "June 31, 2015", "12345"],
)
def test_unreadable_dates_are_rejected(english):
    with pytest.raises(ValueError, match="is not a readable date"):
        read_date(english)


@pytest.mark.parametrize("english", ["July 2017 10:00 AM", "noon 2017", "5:30 2017"])
def test_a_time_without_a_day_is_rejected(english):
    with pytest.raises(ValueError, match="has a time but no day"):
        read_date(english)

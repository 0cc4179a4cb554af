"""Browsing by date: calendars, the days beside a day, the same day of other years."""

import re

import pytest

from tests.kept import kept
from tests.made_up import article, release

pytestmark = pytest.mark.django_db

COLLECTION = (
    release(key="ho-1", released="2017-07-14"),
    release(key="ho-2", title="Ropes", released="2017-07"),
    release(key="ho-3", title="Boats", released="2017-06-30"),
    release(key="ho-4", title="Piers", released="2014-07-14"),
    release(key="ho-5", title="Lamps", released="2017-08"),
    article(published="2017-09-02T08:00"),
    article(key="lantern-2", title="Twice", published="2017-07-14"),
)


@pytest.fixture(autouse=True, scope="module")
def archive(django_db_setup, django_db_blocker, tmp_path_factory):
    with kept(django_db_blocker, tmp_path_factory.mktemp("data"), *COLLECTION):
        yield


@pytest.fixture(autouse=True)
def _data_folder():
    """The module's own."""


def days(context):
    return {
        str(day.date): day.count
        for month in context["months"]
        for week in month.weeks
        for day in week
        if day and day.count
    }


def test_a_month_is_a_calendar_with_the_number_of_records_of_each_day(client):
    page = client.get("/dates/2017/07/")
    assert days(page.context) == {"2017-07-14": 2}
    (month,) = page.context["months"]
    assert {len(week) for week in month.weeks} == {7}
    assert month.weeks[0][5].label == "1"
    assert "14 July 2017: 2 records" in page.text


def test_a_year_has_a_calendar_of_each_month_with_days_that_hold_something(client):
    page = client.get("/dates/2017/")
    assert [month.name for month in page.context["months"]] == ["June", "July", "September"]
    assert days(page.context) == {"2017-06-30": 1, "2017-07-14": 2, "2017-09-02": 1}
    assert [str(period.date) for period in page.context["periods"]] == [
        *("2017-06", "2017-07", "2017-08", "2017-09"),
    ]


def test_a_day_leads_to_the_nearest_days_that_hold_something(client):
    def beside(address):
        day = client.get(address).context["day"]
        return tuple(str(one) if one else None for one in (day.previous, day.next))

    assert beside("/dates/2017/07/14/") == ("2017-06-30", "2017-09-02")
    assert beside("/dates/2017/07/20/") == ("2017-07-14", "2017-09-02")
    assert beside("/dates/2014/07/14/") == (None, "2017-06-30")
    assert beside("/dates/2017/09/02/") == ("2017-07-14", None)


def test_a_day_shows_the_same_day_of_other_years(client):
    day = client.get("/dates/2017/07/14/").context["day"]
    assert [(period.label, period.count) for period in day.anniversaries] == [("2014", 1)]
    assert client.get("/dates/2017/06/30/").context["day"].anniversaries == []
    assert "On this day" not in client.get("/dates/2017/06/30/").text


def test_the_29th_of_february_has_no_anniversary_in_years_without_one(client):
    page = client.get("/dates/2016/02/29/")
    assert page.status_code == 200
    assert not re.search("On this day", page.text)


def test_authorities_are_listed_by_name_or_by_the_number_of_their_records(client):
    assert client.get("/agencies/").context["order"] == "name"
    by_count = client.get("/agencies/", {"order": "count"}).context["listed"]
    counts = [one.count for one in by_count]
    assert counts == sorted(counts, reverse=True)
    assert client.get("/agencies/", {"order": "colour"}).status_code == 400
    assert client.get("/agencies/", {"colour": "red"}).status_code == 400

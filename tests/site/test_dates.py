"""Browsing by date: calendars, the days beside a day, the same day of other years."""

import re

import pytest
from lxml import html

from tests.support.module_archive import archive_of
from tests.support.records import article, release

pytestmark = pytest.mark.django_db

COLLECTION = (
    release(key="ho-1", released="2017-07-14"),
    release(key="ho-2", title="Ropes", released="2017-07"),
    release(key="ho-3", title="Boats", released="2017-06-30"),
    release(key="ho-4", title="Piers", released="2014-07-14"),
    release(key="ho-5", title="Lamps", released="2017-08"),
    release(key="ho-6", title="Tar", released="2017-07-31"),
    article(published="2017-09-02T08:00"),
    article(key="lantern-2", title="Twice", published="2017-07-14"),
)


archive, _data_folder = archive_of(*COLLECTION)


def days(context):
    return {
        str(day.date): day.count
        for month in context["calendar_months"]
        for week in month.weeks
        for day in week
        if day and day.count
    }


def test_a_month_is_a_calendar_with_the_number_of_records_of_each_day(client):
    page = client.get("/dates/2017/07/")
    assert days(page.context) == {"2017-07-14": 2, "2017-07-31": 1}
    (month,) = page.context["calendar_months"]
    assert {len(week) for week in month.weeks} == {7}
    assert month.weekdays == ("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat")
    assert month.weeks[0][6].label == "1"
    assert "July 14, 2017: 2 records" in page.text


def test_a_year_has_a_calendar_of_each_month_with_days_that_hold_something(client):
    page = client.get("/dates/2017/")
    assert [month.name for month in page.context["calendar_months"]] == [
        "June",
        "July",
        "September",
    ]
    held = {"2017-06-30": 1, "2017-07-14": 2, "2017-07-31": 1, "2017-09-02": 1}
    assert days(page.context) == held
    assert [str(period.date) for period in page.context["months"]] == [
        *("2017-06", "2017-07", "2017-08", "2017-09"),
    ]


def bars(page):
    histogram = page.context["listing"].date_histogram
    return {bar.date.iso: (bar.article_count, bar.release_count) for bar in histogram.nonempty_bars}


def drawn(page):
    """Where each bar leads, and what it says."""
    links = html.document_fromstring(page.text).xpath("//section[@class='histogram']//svg/a")
    return {link.get("href"): link.findtext("title") for link in links}


def test_a_year_is_drawn_by_months_each_of_which_leads_to_its_page(client):
    page = client.get("/dates/2017/")
    counts = {"2017-06": (0, 1), "2017-07": (1, 3), "2017-08": (0, 1), "2017-09": (1, 0)}
    assert bars(page) == counts
    assert page.context["listing"].date_histogram.unit == "month"
    assert drawn(page)["/dates/2017/07/"] == "July 2017: 1 article, 3 press releases"
    narrowed = client.get("/dates/2017/?kind=release")
    assert next(iter(drawn(narrowed))) == "/dates/2017/06/?kind=release"
    for address in drawn(narrowed):
        assert client.get(address).context["listing"].page.total > 0


def test_a_month_is_drawn_by_days_and_what_is_known_less_well_is_counted(client):
    page = client.get("/dates/2017/07/")
    histogram = page.context["listing"].date_histogram
    assert bars(page) == {"2017-07-14": (1, 1), "2017-07-31": (0, 1)}
    assert (len(histogram.bars), histogram.unit, histogram.omitted_count) == (31, "day", 1)
    assert list(drawn(page)) == ["/dates/2017/07/14/", "/dates/2017/07/31/"]
    assert "1 record is undated or dated only by month or year." in page.text


def test_a_list_narrowed_to_a_month_is_drawn_by_days_that_narrow_it_further(client):
    page = client.get("/agencies/harbor-office/?from=2017-07&to=2017-08")
    assert page.context["listing"].date_histogram.unit == "month"
    assert "?from=2017-07&to=2017-07" in drawn(page)
    page = client.get("/outlets/the-lantern/?from=2017-07&to=2017-07")
    assert bars(page) == {"2017-07-14": (1, 0)}


def test_a_day_is_not_drawn(client):
    assert drawn(client.get("/dates/2017/07/14/")) == {}


@pytest.mark.parametrize(
    "address", ["/", "/search/", "/agencies/harbor-office/", "/cities/duluth-mn/"]
)
def test_every_list_over_several_years_is_drawn_by_years(client, address):
    said = drawn(client.get(address))
    assert [title[:4] for title in said.values()] == ["2014", "2017"]


@pytest.mark.parametrize(
    ("period", "previous", "following"),
    [
        ("2017/07/14", "2017/06/30", "2017/07/31"),
        ("2017/07/20", "2017/07/14", "2017/07/31"),
        ("2014/07/14", None, "2017/06/30"),
        ("2017/09/02", "2017/07/31", None),
        ("0001/01/01", None, "2014/07/14"),
        ("9999/12/31", "2017/09/02", None),
        ("2017/07", "2017/06", "2017/08"),
        ("2017/08", "2017/07", "2017/09"),
        ("2017/06", "2014/07", "2017/07"),
        ("2016/02", "2014/07", "2017/06"),
        ("2014/07", None, "2017/06"),
        ("2017/09", "2017/08", None),
        ("2017", "2014", None),
        ("2014", None, "2017"),
        ("2015", "2014", "2017"),
        ("2099", "2017", None),
    ],
)
def test_a_period_leads_to_the_nearest_of_its_length_that_hold_something(
    client, period, previous, following
):
    tree = html.document_fromstring(client.get(f"/dates/{period}/").text)
    led = {
        end: tree.xpath(f"//nav[@aria-label='Earlier and later']//a[@rel='{end}']/@href")
        for end in ("prev", "next")
    }
    assert led["prev"] == ([f"/dates/{previous}/"] if previous else [])
    assert led["next"] == ([f"/dates/{following}/"] if following else [])


def test_a_day_shows_the_same_day_of_other_years(client):
    found = client.get("/dates/2017/07/14/").context["anniversaries"]
    assert [(period.label, period.count) for period in found] == [("2014", 1)]
    assert client.get("/dates/2017/06/30/").context["anniversaries"] == []
    assert "On this day" not in client.get("/dates/2017/06/30/").text


def test_the_29th_of_february_has_no_anniversary_in_years_without_one(client):
    page = client.get("/dates/2016/02/29/")
    assert page.status_code == 200
    assert not re.search("On this day", page.text)


def test_authorities_are_listed_by_name_or_by_the_number_of_their_records(client):
    assert client.get("/agencies/").context["order"] == "name"
    by_count = client.get("/agencies/", {"order": "count"}).context["directory_entries"]
    counts = [one.count for one in by_count]
    assert counts == sorted(counts, reverse=True)
    assert client.get("/agencies/", {"order": "colour"}).status_code == 400
    assert client.get("/agencies/", {"colour": "red"}).status_code == 400

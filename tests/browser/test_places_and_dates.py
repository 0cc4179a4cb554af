"""Browsing as a reader does it: by the calendar; on the map, with the keyboard alone."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import WIDE

FIRST_DOT = "() => document.activeElement.matches('svg > a:first-of-type')"


def test_a_month_leads_to_a_day_and_to_the_months_beside_it(page):
    page.goto("/dates/2017/07/")
    page.get_by_role("link", name=re.compile("^28 [0-9]+ records$")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("July 28, 2017")
    page.get_by_role("link", name="July 2017", exact=True).first.click()
    beside = page.get_by_role("navigation", name="Earlier and later")
    beside.get_by_role("link", name="August 2017").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("August 2017")
    beside.get_by_role("link", name="July 2017").click()
    expect(page).to_have_url(re.compile("/dates/2017/07/$"))


def test_a_dot_of_the_map_is_reached_with_the_tabulator_and_seen(page):
    page.goto("/cities/")
    skip = page.get_by_role("link", name="Skip the map")
    skip.focus()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Tab")
    assert page.evaluate(FIRST_DOT)
    dot = page.locator("svg > a").first
    unlike = "one => getComputedStyle(one).fill"
    assert dot.locator("circle").evaluate(unlike) != page.locator("circle").last.evaluate(unlike)
    city = dot.locator("title").text_content().partition(":")[0]
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(city)


def test_the_map_can_be_passed_at_once(page):
    page.goto("/cities/")
    page.get_by_role("link", name="Skip the map").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="By state")).to_be_focused()


def test_the_order_of_cities_is_chosen_and_said(page):
    page.goto("/cities/")
    page.get_by_role("link", name="By number of records").click()
    chosen = page.get_by_role("navigation", name="Sort by").locator("[aria-current]")
    expect(chosen).to_have_text("By number of records")
    expect(page.locator(".directory li").first).to_contain_text("Pueblo, CO")


@pytest.mark.parametrize("width", [WIDE])
def test_a_state_is_not_parted_from_its_cities(page):
    page.goto("/cities/")
    pieces = "all => all.map(one => one.getClientRects().length)"
    states = page.locator(".directory-columns > section")
    assert set(states.evaluate_all(pieces)) == {1}
    lefts = states.evaluate_all("all => all.map(one => one.getBoundingClientRect().left)")
    assert len(set(lefts)) > 1


@pytest.mark.parametrize("width", [WIDE])
def test_the_months_of_a_calendar_have_days_of_one_height(page):
    page.goto("/dates/2017/")
    page.get_by_text("Calendar", exact=True).click()
    heights = "all => all.map(one => Math.round(one.getBoundingClientRect().height))"
    found = page.locator(".calendar td").evaluate_all(heights)
    assert max(found) - min(found) <= 1

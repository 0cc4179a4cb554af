"""What a reader does: from a search to a passage, and back."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NARROW
from tests.browser.test_pages import ALTERED, ARTICLE, open_page


def test_the_first_key_leads_past_the_navigation(page):
    page.goto("/search/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to main content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Search for")).to_be_focused()


def test_a_quotations_number_leads_to_both_texts_and_back(page):
    page.goto(ARTICLE)
    page.get_by_role("link", name=re.compile("^Quotation 1 verbatim from Bureau Opens")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Quotation 1")
    for text in ("In the article", "In the press release"):
        side = page.locator("section").filter(has_text=text)
        expect(side.locator("mark")).to_contain_text("61 of 2,480 containers")

    page.get_by_role("link", name="Bureau Opens Audit of Container Seals").click()
    expect(page).to_have_url(re.compile("/releases/fbhi-09-031-savannah-container-seal-audit/$"))
    page.get_by_role("link", name="Quotation 1").click()

    page.get_by_role("heading", name="In Praise of the Dull Answers").get_by_role("link").click()
    expect(page).to_have_url(re.compile(f"{ARTICLE}#quotation-[0-9a-f]+$"))
    expect(page.locator("[id^=quotation-]").first).to_be_in_viewport()


def test_quotations_are_read_one_after_the_other(page):
    open_page(page, f"{ARTICLE}quotations/1/")
    address, heading = page.url, page.get_by_role("heading", level=1)
    expect(page.get_by_role("link", name="Previous quotation")).to_have_count(0)
    page.get_by_role("link", name="Next quotation").click()
    expect(heading).to_contain_text("Quotation 2")
    page.get_by_role("link", name="Previous quotation").click()
    expect(page).to_have_url(address)
    expect(heading).to_contain_text("Quotation 1")


def test_a_passage_is_marked_by_more_than_colour(page):
    page.goto(ALTERED)
    style = "one => getComputedStyle(one).textDecoration"
    lines = [
        page.locator(f"mark.grade-{one}").first.evaluate(style) for one in ("verbatim", "altered")
    ]
    assert ["underline" in line for line in lines] == [True, True]
    assert ["wavy" in line for line in lines] == [False, True]
    expect(page.locator(".quotation-number-grade").nth(1)).to_have_text("altered")


def test_a_search_is_narrowed_by_a_facet_and_widened_again(page, width):
    page.goto("/")
    page.get_by_label("Search articles and press releases").fill("bureau")
    page.keyboard.press("Enter")
    total = page.get_by_role("heading", name=re.compile("records?"))
    before = total.inner_text()
    expect(page.locator("mark").first).to_have_text(re.compile("bureau", re.IGNORECASE))

    if width == NARROW:
        page.get_by_text("Filter results").click()
    page.get_by_role("link", name=re.compile("^Federal Bureau of Harbor Inspection [0-9]")).click()
    expect(page).to_have_url(re.compile("agency=fbhi"))
    narrowed = total.inner_text()
    assert narrowed != before

    page.get_by_label("Search for").fill("bureau port")
    page.get_by_role("button", name="Search").click()
    expect(page).to_have_url(re.compile("agency=fbhi.*port"))

    page.get_by_role("link", name="Remove Agency: Federal Bureau of Harbor Inspection").click()
    expect(page).not_to_have_url(re.compile("agency="))
    page.get_by_role("link", name="Remove Keywords: “bureau port”").click()
    expect(page.get_by_label("Active filters")).to_have_count(0)


def test_a_search_within_an_agency_stays_there(page):
    page.goto("/agencies/fbhi/")
    page.get_by_label("Search within Federal Bureau of Harbor Inspection").fill("tape")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/agencies/fbhi/.*q=tape"))
    expect(page.locator("mark").first).to_be_visible()


def test_a_list_is_read_page_by_page(page):
    page.goto("/search/?kind=article")
    first = page.locator("h3").first.inner_text()
    page.get_by_role("link", name="Next").click()
    expect(page).to_have_url(re.compile("kind=article&page=2"))
    expect(page.get_by_role("link", name="Page 2")).to_have_attribute("aria-current", "page")
    assert page.locator("h3").first.inner_text() != first
    page.get_by_role("link", name="Previous").click()
    expect(page.locator("h3").first).to_have_text(first)


@pytest.mark.parametrize("width", [NARROW])
def test_the_first_screen_of_a_telephone_shows_what_this_is_and_the_search(page):
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("button", name="Search")).to_be_in_viewport(ratio=1)


def test_a_wrong_address_is_answered_with_what_is_wrong_and_a_search(page):
    page.goto("/search/?colour=red")
    expect(page.get_by_text("This page has no parameter “colour”.")).to_be_visible()
    page.goto(f"{ARTICLE}quotations/9/")
    expect(page.get_by_text("This article has no quotation 9.")).to_be_visible()
    page.get_by_label("Search articles and press releases").fill("hull")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q=hull"))
    expect(page.locator(".record-card").first).to_be_visible()


def test_a_withdrawn_record_leaves_its_reason_but_not_its_text(page):
    page.goto("/releases/fbhi-12-118-toledo-scrap-scales/")
    expect(page.get_by_text("Withdrawn by the agency on 2012-06-22")).to_be_visible()
    expect(page.locator(".record-text")).to_have_count(0)

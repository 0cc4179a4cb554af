"""Every kind of page: accessible, as wide as the window, quiet."""

from typing import NamedTuple

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Response

from articles.editions import operations
from articles.editions.load import LoadRequest
from tests.browser.conftest import NARROW, WIDE, resize
from tests.conftest import quietly
from tests.support.records import article, write_records

ARTICLE = "/articles/harbor-plain-2009-04-02-the-dull-answers/"
ALTERED = "/articles/quarrystone-post-2018-03-15-nine-miles-a-day/"
LAMPS = "/articles/saltmarsh-dispatch-2023-03-20-nobodys-switch/"
CHANGED = "/articles/lantern-1/"
PAGES = {
    "/": 200,
    "/search/": 200,
    "/search/?q=seal+container&agency=fbhi": 200,
    "/search/?q=nothingofthekind": 200,
    "/search/?page=2": 200,
    "/search/values/author/": 200,
    "/search/values/state/?q=bureau": 200,
    ARTICLE: 200,
    f"{ARTICLE}quotations/1/": 200,
    ALTERED: 200,
    f"{ALTERED}quotations/2/": 200,
    LAMPS: 200,
    f"{LAMPS}quotations/3/": 200,
    f"{LAMPS}quotations/4/": 200,
    f"{LAMPS}quotations/5/": 200,
    "/releases/btc-2023-03-07-savannah-night-lamps/": 200,
    "/articles/saltmarsh-dispatch-2010-07-14-a-word-for-the-desk-sergeant/": 200,
    "/releases/fbhi-17-204-duluth-undeclared-compartments/": 200,
    "/releases/fbhi-2016-03-bureau-ends-paper-passes-at-toledo-terminal-gates/": 200,
    "/agencies/": 200,
    "/agencies/fbhi/": 200,
    "/cities/": 200,
    "/cities/?order=name": 200,
    "/cities/?order=count": 200,
    "/cities/duluth-mn/": 200,
    "/authors/": 200,
    "/authors/callum-wrenfield/": 200,
    "/outlets/": 200,
    "/outlets/harbor-plain/": 200,
    "/dates/": 200,
    "/dates/2017/": 200,
    "/dates/2017/07/": 200,
    "/dates/2017/07/28/": 200,
    f"{ARTICLE}versions/": 200,
    f"{ARTICLE}versions/1/": 200,
    f"{CHANGED}versions/": 200,
    f"{CHANGED}versions/1/": 200,
    f"{CHANGED}versions/2/": 200,
    CHANGED: 200,
    "/loads/": 200,
    "/loads/1/": 200,
    "/loads/3/": 200,
    "/about/": 200,
    "/releases/fbhi-12-118-toledo-scrap-scales/": 410,
    "/nothing/here/": 404,
    "/search/?colour=red": 400,
}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = {"runOnly": RULES, "resultTypes": ["violations"]}
TOTAL_WIDTH = "document.documentElement.scrollWidth"
OPEN_FOLDS = "document.querySelectorAll('details').forEach(one => { one.open = true })"
LONG_WORDS = """() => {
    const names = 'li a span:first-child:not([aria-hidden])'
    document.querySelectorAll(`h1, h3 a, ${names}, .card-snippet, dd, .record-text p`)
        .forEach(one => { one.textContent = 'Donaudampfschiffahrt'.repeat(20) })
}"""


class Opened(NamedTuple):
    """A page as it was loaded, and the addresses that it asked for."""

    window: Page
    response: Response
    asked: list[str]


@pytest.fixture(scope="package")
def site(site, tmp_path_factory):
    """The samples, and an article beside them that a later load changed."""
    first, second = article(), article(title="Three boats", authors=["Mara Olund", "Ansel Rook"])
    second["text"] = first["text"].replace("docks", "piers").replace("> ", "> But: ")
    for record in (first, second):
        file = write_records(tmp_path_factory.mktemp("changed") / "changed.jsonl", record)
        operations.load(LoadRequest([file]), quietly)
    return site


@pytest.fixture(params=PAGES, scope="module")
def path(request):
    return request.param


@pytest.fixture(params=[NARROW, WIDE], ids=["narrow", "wide"], scope="module")
def opened(request, context, path):
    """The page in a window of its own, loaded once for all the tests that only look at it."""
    window, asked = context.new_page(), []
    window.on("request", lambda one: asked.append(one.url))
    resize(window, request.param)
    yield Opened(window, window.goto(path), asked)
    window.close()


@pytest.fixture(scope="module")
def titled():
    """The addresses of the pages seen so far, by their titles."""
    return {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_to_object_to(opened, scheme):
    opened.window.emulate_media(color_scheme=scheme)
    found = Axe().run(opened.window, options=AXE)
    assert found.violations_count == 0, found.generate_report()


def test_a_page_has_its_status_and_one_heading(opened, path):
    assert opened.response.status == PAGES[path]
    assert opened.window.locator("h1").count() == 1


def test_a_page_has_a_title_of_its_own(opened, path, titled):
    title = opened.window.title()
    assert title.endswith(" · Blockquote")
    assert titled.setdefault(title, path) == path


def test_nothing_is_asked_of_another_site(opened, site):
    assert [url for url in opened.asked if not url.startswith(site)] == []


def test_a_page_says_that_the_samples_are_fiction(opened):
    assert opened.window.get_by_text("Sample collection:").is_visible()


@pytest.mark.parametrize("width", [320])
def test_nothing_is_wider_than_the_narrowest_window(page, path):
    page.goto(path)
    page.evaluate(OPEN_FOLDS)
    assert page.evaluate(TOTAL_WIDTH) == 320
    page.evaluate(LONG_WORDS)
    assert page.evaluate(TOTAL_WIDTH) == 320, "with words too long for the window"

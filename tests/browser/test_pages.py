"""Every kind of page: accessible, as wide as the window, quiet."""

from typing import NamedTuple

import pytest
from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Page, Response

from articles.editions import operations
from articles.editions.load import LoadRequest
from tests.browser.conftest import NARROW, WIDE, resize
from tests.conftest import quietly
from tests.support.records import QUOTATION, article, release, write_records

ARTICLE = "/articles/harbor-plain-2009-04-02-the-dull-answers/"
ALTERED = "/articles/quarrystone-post-2018-03-15-nine-miles-a-day/"
LAMPS = "/articles/saltmarsh-dispatch-2023-03-20-nobodys-switch/"
CHANGED = "/articles/lantern-1/"
FORMER = QUOTATION.replace("lantern-1", "lantern-2")
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
    "/sources/": 200,
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
    FORMER: 410,
    "/loads/": 200,
    "/loads/1/": 200,
    "/loads/3/": 200,
    "/about/": 200,
    "/releases/fbhi-12-118-toledo-scrap-scales/": 410,
    "/nothing/here/": 404,
    "/search/?colour=red": 400,
}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOR_RULES = ["color-contrast", "link-in-text-block"]
"""All that the color scheme of a window can change."""
RUN_AXE = "rules => axe.run({runOnly: rules, resultTypes: ['violations'], reporter: 'no-passes'})"
NARROWEST = 320
OPEN_WIDTHS = """() => {
    // The total width of the page unfolded, then with very long words; the page is left as it was.
    const whole = document.body.innerHTML
    const width = () => document.documentElement.scrollWidth
    document.querySelectorAll('details').forEach(fold => { fold.open = true })
    const widths = [width()]
    const names = 'li a span:first-child:not([aria-hidden])'
    document.querySelectorAll(`h1, h3 a, ${names}, .card-snippet, dd, .record-text p`)
        .forEach(part => { part.textContent = 'Donaudampfschiffahrt'.repeat(20) })
    widths.push(width())
    document.body.innerHTML = whole
    return widths
}"""


class OpenedPage(NamedTuple):
    """A page in a window, the response to it, and the addresses that it requested."""

    window: Page
    response: Response
    requests: list[str]


def open_page(window: Page, path: str) -> Response:
    """Open the page at a path, in which a quotation may be named by its number."""
    article_path, name, number = path.partition("quotations/")
    if name and len(number) == 2:
        window.goto(article_path)
        link = window.locator(".quotation-summary a").nth(int(number[0]) - 1)
        path = link.get_attribute("href")
    return window.goto(path)


@pytest.fixture(scope="package")
def site(site, tmp_path_factory):
    """The samples, and two articles that a later load changed: one lost its quotation."""
    first, second = article(), article(title="Three boats", authors=["Mara Olund", "Ansel Rook"])
    second["text"] = first["text"].replace("docks", "piers").replace("> ", "> But: ")
    quoting = article(key="lantern-2", title="Three boats at a pier", text=first["text"])
    earlier = (release(), quoting, first)
    later = (quoting | {"text": "Nobody seized a boat."}, second)
    for records in (earlier, later):
        file = write_records(tmp_path_factory.mktemp("changed") / "changed.jsonl", *records)
        operations.load(LoadRequest([file]), quietly)
    return site


@pytest.fixture(params=PAGES, scope="module")
def path(request):
    return request.param


@pytest.fixture(scope="module")
def opened(window, path):
    """The page, loaded once for all the tests: they only look at it, in windows of any width."""
    requests = []

    def note(request):
        requests.append(request.url)

    window.on("request", note)
    response = open_page(window, path)
    window.evaluate(AXE_SCRIPT)
    yield OpenedPage(window, response, requests)
    window.remove_listener("request", note)
    window.emulate_media(color_scheme="null")


@pytest.fixture(params=[NARROW, WIDE], ids=["narrow", "wide"], scope="module")
def sized_window(request, opened):
    """The window with the page, of that width."""
    resize(opened.window, request.param)
    return opened.window


@pytest.fixture(scope="module")
def titled():
    """The addresses of the pages seen so far, by their titles."""
    return {}


def test_a_page_has_its_status_and_one_heading(opened, path):
    assert opened.response.status == PAGES[path]
    assert opened.window.locator("h1").count() == 1


def test_a_page_has_a_title_of_its_own(opened, path, titled):
    title = opened.window.title()
    assert title.endswith(" · Blockquote")
    assert titled.setdefault(title, path) == path


def test_nothing_is_wider_than_the_narrowest_window(opened):
    resize(opened.window, NARROWEST)
    unfolded, with_long_words = opened.window.evaluate(OPEN_WIDTHS)
    assert unfolded == NARROWEST
    assert with_long_words == NARROWEST


@pytest.mark.parametrize(
    ("scheme", "rules"), [("light", RULES), ("dark", COLOR_RULES)], ids=["light", "dark"]
)
def test_axe_finds_nothing_to_object_to(sized_window, scheme, rules):
    sized_window.emulate_media(color_scheme=scheme)
    found = AxeResults(sized_window.evaluate(RUN_AXE, rules))
    assert found.violations_count == 0, found.generate_report()


def test_a_page_says_that_the_samples_are_fiction_but_third_sources(sized_window):
    is_real = "/sources/" in sized_window.url
    assert sized_window.get_by_text("Sample collection:").is_visible() != is_real


def test_nothing_is_asked_of_another_site(opened, sized_window, site):
    assert [url for url in opened.requests if not url.startswith(site)] == []

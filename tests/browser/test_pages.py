"""Every kind of page: accessible, as wide as the window, quiet."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from articles import editions
from articles.intake import Input
from tests.conftest import quietly
from tests.made_up import article, write_records

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


@pytest.fixture(scope="package")
def site(site, tmp_path_factory):
    """The samples, and an article beside them that a later load changed."""
    first, second = article(), article(title="Three boats", authors=["Mara Olund", "Ansel Rook"])
    second["text"] = first["text"].replace("docks", "piers").replace("> ", "> But: ")
    for record in (first, second):
        file = write_records(tmp_path_factory.mktemp("changed") / "changed.jsonl", record)
        editions.load(Input([file]), quietly)
    return site


@pytest.fixture(params=PAGES)
def path(request):
    return request.param


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_to_object_to(page, path):
    page.goto(path)
    found = Axe().run(page, options={"runOnly": RULES})
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [320])
def test_nothing_is_wider_than_the_narrowest_window(page, path):
    page.goto(path)
    for fold in page.locator("summary:visible").all():
        fold.click()
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("width", [320])
def test_a_word_too_long_for_the_window_is_broken(page, path):
    page.goto(path)
    page.evaluate(
        "document.querySelectorAll('h1, h3 a, li a span:first-child, .snippet, dd, .text p')"
        ".forEach(one => { one.textContent = 'Donaudampfschiffahrt'.repeat(20) })"
    )
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("width", [1280])
def test_every_page_has_its_status_one_heading_and_a_title_of_its_own(page):
    titles = set()
    for path, status in PAGES.items():
        assert page.goto(path).status == status, path
        assert page.locator("h1").count() == 1, path
        assert page.title().endswith(" · Blockquote"), path
        titles.add(page.title())
    assert len(titles) == len(PAGES)


@pytest.mark.parametrize("width", [1280])
def test_nothing_is_asked_of_another_site(page, site):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for path in PAGES:
        page.goto(path)
    assert [url for url in asked if not url.startswith(site)] == []


@pytest.mark.parametrize("width", [390])
def test_every_page_says_that_the_samples_are_fiction(page):
    for path in PAGES:
        page.goto(path)
        assert page.get_by_text("Sample collection:").is_visible(), path

"""A page asks the database as often for many records as for one."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.addresses import quotation_address
from tests.support.records import article, release


def many(count):
    """Releases and articles that quote them, each of its own agency, city, outlet and author."""
    for number in range(count):
        own = {"agency": f"Office {number}", "city": f"Town {number}, MN", "components": ["PM"]}
        words = " ".join(f"word{number}x{place}" for place in range(12))
        dated = f"2017-07-{number % 20 + 1:02}"
        yield release(**own, key=f"r-{number}", released=dated, text=f"Announced: {words}.")
        yield article(
            key=f"a-{number}",
            authors=[f"Author {number}", "Mara Olund"],
            outlet=f"Outlet {number}",
            published=f"2017-07-{number % 20 + 3:02}",
            text=f"They say:\n\n> {words}\n\nWell.",
        )


def queries(client, address):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        response = client.get(address)
    assert response.status_code == 200
    return len(captured)


LISTS = (
    *("/", "/search/", "/search/?q=announced", "/search/?kind=article&author=mara-olund"),
    *("/dates/", "/dates/2017/", "/dates/2017/07/", "/loads/", "/sitemap-articles.xml"),
    *("/agencies/", "/agencies/pm/", "/agencies/office-0/", "/cities/", "/cities/town-0-mn/"),
    *("/authors/", "/authors/mara-olund/", "/outlets/", "/outlets/outlet-0/"),
    *("/agencies/?order=count", "/cities/?order=name", "/cities/?order=count"),
    *("/dates/2017/07/03/", "/dates/2017/?kind=article", "/dates/2017/07/?q=announced"),
    *(f"/search/values/{facet}/" for facet in ("kind", "year", "agency", "city", "state")),
    *(f"/search/values/{facet}/" for facet in ("author", "outlet", "quoted", "grade")),
    *("/search/values/author/?q=word0x0&find=mara", "/search/values/city/?agency=pm"),
    *("/search.atom", "/search.json?q=announced", "/agencies/pm.atom", "/cities/town-0-mn.json"),
    *("/authors/mara-olund.atom", "/outlets/outlet-0.json", "/dates/2017.atom"),
    *("/dates/2017/07.json", "/dates/2017/07/03.atom?kind=article", "/suggestions/?q=office"),
)


def test_a_list_asks_the_database_as_often_for_one_record_as_for_forty(load, client):
    load(*many(1))
    one = {address: queries(client, address) for address in LISTS}
    load(*many(40))
    assert {address: queries(client, address) for address in LISTS} == one
    assert max(one.values()) <= 14


def test_an_article_asks_as_often_for_one_quotation_as_for_twenty(load, client):
    whole = list(many(20))
    texts = [record["text"] for record in whole if record["kind"] == "article"]
    releases = [record for record in whole if record["kind"] == "release"]
    load(*releases, article(text=texts[0], authors=["A", "B"], published="2017-07-31"))
    load(article(key="b", text="\n\n".join(texts), authors=["A", "B"], published="2017-07-31"))
    assert "Quotation 20" in client.get("/articles/b/").text
    assert queries(client, "/articles/b/") == queries(client, "/articles/lantern-1/") <= 6
    first, last = quotation_address("b"), quotation_address("b", 20)
    assert queries(client, first) == queries(client, last) <= 8


def test_a_release_asks_as_often_for_one_article_that_quotes_it_as_for_twenty(load, client):
    load(release(), article())
    one = queries(client, "/releases/harbor-1/")
    load(*(article(key=f"b-{number}", authors=[f"Author {number}"]) for number in range(19)))
    assert client.get("/releases/harbor-1/").text.count('<p class="record-title">') == 20
    assert queries(client, "/releases/harbor-1/") == one <= 7

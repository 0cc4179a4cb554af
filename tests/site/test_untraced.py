"""Passages attributed to a release that isn't in the archive: counted and listed apart."""

import re

import pytest
from lxml import html

from articles.catalog.results.result_page import PAGE_SIZE
from articles.models import Edition
from tests.site.test_query_counts import queries
from tests.support.addresses import quotation_address
from tests.support.records import article, release

pytestmark = pytest.mark.django_db

LIES = "No boat of ours was ever late, and none of them shall be late while the harbor stands."
UNTRACED = f"It rained. The office said in a press release that “{LIES}” It rained on."
LIST = "/quotations/untraced/"


def untraced(number=1, **fields):
    """An article that attributes a passage to a release that isn't in the archive."""
    return article(key=f"lies-{number}", title=f"Lies {number}", text=UNTRACED, **fields)


def main(client, address):
    document = html.document_fromstring(client.get(address).text)
    return document.xpath("//main")[0]


def words(element):
    return re.sub(r"\s+", " ", element.text_content())


def test_the_list_has_article_outlet_date_announcement_and_passage(load, client):
    load(release(), article(), untraced(published="2018-03-02", outlet="The Ledger"))
    (entry,) = main(client, LIST).xpath(".//ol/li")
    assert entry.xpath("string(h3/a/@href)") == "/articles/lies-1/"
    for text in ("Lies 1", "The Ledger", "March 2, 2018", LIES):
        assert text in words(entry)
    assert "The office said in a press release that" in words(entry)
    assert "It rained." not in words(entry)
    assert "/articles/lies-1/quotations/" in entry.xpath(
        "string(p[@class='quotation-summary']/a/@href)"
    )


def test_the_newest_articles_come_first_and_undated_ones_last(load, client):
    dates = ["2017-05-01", None, "2019", "2018-01-01T08:00"]
    load(*(untraced(number, published=date) for number, date in enumerate(dates)))
    titles = [words(title) for title in main(client, LIST).xpath(".//h3")]
    assert titles == ["Lies 2", "Lies 3", "Lies 0", "Lies 1"]


def test_it_has_pages(load, client):
    load(*(untraced(number) for number in range(PAGE_SIZE + 1)))
    first, second = main(client, LIST), main(client, f"{LIST}?page=2")
    assert "21 passages, page 1 of 2" in words(first)
    assert (len(first.xpath(".//ol/li")), len(second.xpath(".//ol/li"))) == (PAGE_SIZE, 1)
    assert f"{LIST}?page=2".endswith(first.xpath("string(.//a[@rel='next']/@href)"))
    assert client.get(f"{LIST}?page=3").status_code == 404
    assert client.get(f"{LIST}?page=x").status_code == 400


def test_it_asks_the_database_as_often_for_one_passage_as_for_twenty(load, client):
    load(untraced())
    count = queries(client, LIST)
    load(*(untraced(number, authors=[f"Author {number}"]) for number in range(20)))
    assert queries(client, LIST) == count <= 6


def test_without_passages_it_says_so(load, client):
    load(release(), article())
    page = words(main(client, LIST))
    assert "0 passages" in page
    assert "Every passage that articles attribute to a press release was traced to one." in page


def test_a_withdrawn_article_is_neither_listed_nor_counted(load, client):
    load(untraced())
    load(untraced(withdrawn="A slip."))
    assert "0 passages" in words(main(client, LIST))
    assert Edition.objects.current().counts["untraced"] == 0


def test_a_passage_leaves_the_list_when_its_release_is_added(load, client):
    load(untraced())
    assert "1 passage" in words(main(client, LIST))
    load(release(text=f"The harbor: {LIES}", released="2017-07-14"))
    assert "0 passages" in words(main(client, LIST))


@pytest.mark.parametrize("address", ["/", "/loads/", "/loads/1/"])
def test_both_kinds_are_counted_apart_with_a_link_to_the_list(load, client, address):
    load(release(), article(), untraced(1), untraced(2))
    page = main(client, address)
    assert "1 quotation traced to a release" in words(page)
    assert "2 attributed to a release that isn’t in this archive" in words(page)
    assert LIST in page.xpath(".//a/@href")


def test_an_edition_older_than_the_two_counts_shows_their_sum(load, client):
    load(release(), article(), untraced())
    edition = Edition.objects.get()
    counts = {
        name: count for name, count in edition.counts.items() if name not in ("traced", "untraced")
    }
    Edition.objects.update(counts=counts)
    assert "2 quotations" in words(main(client, "/loads/1/"))


def test_articles_can_be_filtered_by_either(load, client):
    both = article(key="both", title="Both", text=article()["text"] + "\n\n" + UNTRACED)
    load(release(), article(), untraced(), both, article(key="none", title="None", text="No."))
    for value, titles in {
        "yes": {article()["title"], "Both"},
        "untraced": {"Lies 1", "Both"},
        "no": {"Lies 1", "None"},
    }.items():
        page = main(client, f"/search/?kind=article&quoted={value}")
        assert {words(title) for title in page.xpath(".//h3")} == titles
    page = words(main(client, "/search/?kind=article"))
    assert "1 passage attributed to a release that isn’t in this archive" in page
    assert "Attributed to a release that isn’t in this archive 2 records" in page
    assert "Traced to a release 2 records" in page


def test_the_load_reports_both(load):
    report = load(release(), article(), untraced())
    assert (report.traced_quotations, report.untraced_quotations) == (1, 1)
    assert report.quotations == 2


def test_the_page_of_an_article_counts_both_kinds_apart(load, client):
    both = article(text=article()["text"] + "\n\n" + UNTRACED)
    load(release(), both)
    page = html.document_fromstring(client.get("/articles/lantern-1/").text)
    description = page.xpath("string(//meta[@name='description']/@content)")
    assert "with 1 quotation traced to press releases and 1 attributed to" in description
    (link,) = page.xpath("//section[@aria-labelledby='quotations']//a[@href=$list]", list=LIST)
    assert words(link) == "Attributed to a release that isn’t in this archive"


def test_what_is_known_by_quotation_only_is_compared_with_nothing(load, client):
    quotes = [{"agency": "Rope Board", "title": "On ropes", "released": "2018-02-27"}]
    text = f"It rained.\n\n> {LIES}\n\nIt rained on."
    load(article(key="rope", text=text, published="2018-03-02", quotes=quotes))
    page = client.get("/articles/rope/").text
    assert "On ropes" in page
    assert "verbatim" not in page
    assert LIES in words(main(client, LIST))
    quotation = words(main(client, quotation_address("rope")))
    assert "Known only by quotation" in quotation
    assert "words in a row" not in quotation

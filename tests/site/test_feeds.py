"""Feeds: the newest records of any list, in Atom and as a JSON Feed."""

import json
from datetime import datetime

import pytest
from lxml import etree, html

from articles.models import Edition
from tests.support.module_archive import archive_of
from tests.support.records import article, release

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"
ATOM = {"a": "http://www.w3.org/2005/Atom", "dc": "http://purl.org/dc/elements/1.1/"}
ODD = "Ropes & <b>“sails”</b> \ufffe ]]> &amp;"
COLLECTION = (
    {"kind": "agency", "key": "ho", "name": "Harbor Office", "aliases": ["Quay Office"]},
    release(agency="ho"),
    release(agency="ho", key="ho-2", title=ODD, released="2017-07", text=f"{ODD} were seized."),
    release(agency="ho", key="ho-3", title="Undated", released=None),
    release(
        agency="ho", key="ho-4", title="Of a year", released="2016", city=None, text="Of 2016."
    ),
    article(authors=["Mara Olund", "Ansel Rook"]),
    article(key="lantern-2", title="Unsigned", authors=[], published="2018-01-02T23:30-05:00"),
    article(key="nobody", title="Nobody’s", authors=[], outlet=None, published="2018-01-02"),
)
LISTS = {
    "/": "/search.",
    "/search/": "/search.",
    "/search/?q=boats&kind=article&sort=oldest": "/search.",
    "/agencies/ho/": "/agencies/ho.",
    "/cities/duluth-mn/": "/cities/duluth-mn.",
    "/authors/mara-olund/?q=raid": "/authors/mara-olund.",
    "/outlets/the-lantern/": "/outlets/the-lantern.",
    "/dates/2017/": "/dates/2017.",
    "/dates/2017/07/": "/dates/2017/07.",
    "/dates/2017/07/28/?kind=article": "/dates/2017/07/28.",
}


archive, _data_folder = archive_of(*COLLECTION)


def atom(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return etree.fromstring(response.content)


def json_feed(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/feed+json; charset=utf-8"
    return json.loads(response.content)


def one(element, path):
    (found,) = element.xpath(path, namespaces=ATOM)
    return found if isinstance(found, str) else found.text


def entries(feed):
    return {
        one(entry, "a:id").rpartition("/releases/")[2].rpartition("/articles/")[2].strip("/"): entry
        for entry in feed.findall("a:entry", ATOM)
    }


def hrefs(page, kind):
    links = page.xpath(f"//link[@rel='alternate'][@type='{kind}']/@href")
    assert links == page.xpath(f"//main//a[@type='{kind}']/@href")
    return links


@pytest.mark.parametrize(("address", "begins"), LISTS.items())
def test_every_list_names_its_feeds_and_they_hold_what_it_lists(client, address, begins):
    page = client.get(address)
    tree = html.document_fromstring(page.text)
    (of_atom,) = hrefs(tree, "application/atom+xml")
    (of_json,) = hrefs(tree, "application/feed+json")
    assert of_atom.startswith(f"{begins}atom")
    assert of_json.startswith(f"{begins}json")
    listed = page.context["hits"] if address == "/" else page.context["listing"].page.hits
    keys = {hit.card.key for hit in listed}
    assert keys == set(entries(atom(client, of_atom)))
    items = json_feed(client, of_json)["items"]
    assert keys == {item["id"].split("/")[-2] for item in items}


@pytest.mark.parametrize(
    "address", [*sorted({f"{one}atom" for one in LISTS.values()}), "/search.atom?q=x"]
)
def test_an_atom_feed_has_all_that_its_standard_asks_for(client, address):
    feed = atom(client, address)
    updated = Edition.objects.current().created
    assert one(feed, "a:id") == one(feed, "a:link[@rel='self']/@href") == f"{SITE}{address}"
    assert one(feed, "a:title").startswith("Blockquote · ")
    assert datetime.fromisoformat(one(feed, "a:updated")) == updated
    page = one(feed, "a:link[@rel='alternate']/@href").removeprefix(SITE)
    assert client.get(page).status_code == 200
    for entry in feed.findall("a:entry", ATOM):
        assert one(entry, "a:id") == one(entry, "a:link/@href")
        assert client.get(one(entry, "a:id").removeprefix(SITE)).status_code == 200
        assert one(entry, "a:title")
        assert one(entry, "a:summary[@type='html']")
        assert datetime.fromisoformat(one(entry, "a:updated")).tzinfo
        assert all(entry.xpath("a:author/a:name/text()", namespaces=ATOM))


@pytest.mark.parametrize(
    "address", [*sorted({f"{one}json" for one in LISTS.values()}), "/search.json?q=x"]
)
def test_a_json_feed_has_all_that_its_standard_asks_for(client, address):
    feed = json_feed(client, address)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"].startswith("Blockquote · ")
    assert feed["feed_url"] == f"{SITE}{address}"
    assert client.get(feed["home_page_url"].removeprefix(SITE)).status_code == 200
    for item in feed["items"]:
        assert item["id"] == item["url"]
        assert item["content_text"]
        assert all(isinstance(tag, str) for tag in item["tags"])
        assert all(author["name"] for author in item["authors"])
        for name in {"date_published", "date_modified"} & item.keys():
            assert datetime.fromisoformat(item[name]).tzinfo


def test_an_entry_names_kind_agency_city_and_everybody_who_signed(client):
    found = entries(atom(client, "/search.atom"))
    terms = found["harbor-1"].xpath("a:category/@term", namespaces=ATOM)
    assert terms == ["Press release", "Harbor Office", "Duluth, MN"]
    assert one(found["harbor-1"], "a:author/a:name") == "Harbor Office"
    assert one(found["harbor-1"], "a:author/a:uri") == f"{SITE}/agencies/ho/"
    assert found["lantern-1"].xpath("a:author/a:name/text()", namespaces=ATOM) == [
        *("Mara Olund", "Ansel Rook"),
    ]
    assert one(found["lantern-2"], "a:author/a:name") == "The Lantern"
    assert one(found["nobody"], "a:author/a:name") == "no byline"


@pytest.mark.parametrize(
    ("key", "published", "known", "said"),
    [
        ("lantern-1", "2017-07-28T10:01:00+00:00", "2017-07-28", "Article, July 28, 2017"),
        ("lantern-2", "2018-01-02T23:30:00-05:00", "2018-01-02", "Article, January 2, 2018"),
        ("ho-2", "2017-07-01T00:00:00+00:00", "2017-07", "Press release, July 2017, Duluth, MN."),
        ("ho-4", "2016-01-01T00:00:00+00:00", "2016", "Press release, 2016."),
        ("ho-3", None, None, "Press release, undated, Duluth, MN."),
    ],
)
def test_a_date_is_told_as_far_as_it_is_known_beside_the_timestamp(
    client, key, published, known, said
):
    entry = entries(atom(client, "/search.atom"))[key]
    (item,) = [one for one in json_feed(client, "/search.json")["items"] if f"/{key}/" in one["id"]]
    stamps = entry.xpath("a:published/text()", namespaces=ATOM)
    assert [stamp.replace("Z", "+00:00") for stamp in stamps] == ([published] if published else [])
    assert entry.xpath("dc:date/text()", namespaces=ATOM) == ([known] if known else [])
    assert item["_archive"]["date"] == known
    assert ("date_published" in item) == bool(published)
    assert one(entry, "a:summary").startswith(said)
    assert item["content_text"].startswith(said)


def test_markup_and_characters_that_xml_cannot_hold_harm_no_feed(client):
    entry = entries(atom(client, "/search.atom"))["ho-2"]
    assert one(entry, "a:title") == ODD.replace("\ufffe", "\ufffd")
    summary = html.fragment_fromstring(one(entry, "a:summary"), create_parent=True)
    assert ODD.replace("\ufffe", "\ufffd") in summary.text_content()
    assert not list(summary)
    (item,) = [one for one in json_feed(client, "/search.json")["items"] if "/ho-2/" in one["id"]]
    assert item["title"] == ODD
    assert one(atom(client, "/search.atom?q=a%01%0c%EF%BF%BE"), "a:title")


def test_a_feed_is_of_the_newest_records_whatever_the_order_of_the_page(client):
    feed = json_feed(client, "/search.json")
    stamps = [item["date_published"] for item in feed["items"] if "date_published" in item]
    days = [stamp[:10] for stamp in stamps]
    assert days == sorted(days, reverse=True)
    assert "date_published" not in feed["items"][-1]
    page = html.document_fromstring(client.get("/search/?q=boats&sort=oldest&page=1").text)
    assert hrefs(page, "application/atom+xml") == ["/search.atom?q=boats"]


def test_a_feed_says_what_was_asked_for(client):
    title = one(atom(client, "/agencies/ho.atom?q=boats&kind=release"), "a:title")
    assert title == "Blockquote · Harbor Office · Type: Press releases · Keywords: “boats”"


def test_a_feed_that_did_not_change_is_not_sent_again(client):
    etag = client.get("/agencies/ho.atom")["ETag"]
    assert client.get("/agencies/ho.atom", headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize("parameters", ["sort=oldest", "page=2", "colour=red", "kind=essay"])
def test_a_feed_refuses_what_it_does_not_know(client, parameters):
    for address in ("/search.atom", "/agencies/ho.json", "/dates/2017.atom"):
        assert client.get(f"{address}?{parameters}").status_code == 400


@pytest.mark.parametrize(
    "address", ["/agencies/nobody.atom", "/dates/2017/13.json", "/search.rss", "/agencies/ho.xml"]
)
def test_there_is_no_feed_of_what_is_not_there(client, address):
    assert client.get(address).status_code == 404


def test_the_feed_of_a_merged_agency_leads_to_the_one_it_was_merged_into(client):
    response = client.get("/agencies/quay-office.atom")
    assert (response.status_code, response["Location"]) == (301, "/agencies/ho.atom")

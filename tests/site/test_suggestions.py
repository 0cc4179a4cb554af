"""Suggestions as one types, and what a browser's search bar is told."""

import pytest
from lxml import etree

from tests.support.module_archive import archive_of
from tests.support.records import article, release

pytestmark = pytest.mark.django_db

OPENSEARCH = {"o": "http://a9.com/-/spec/opensearch/1.1/"}
COLLECTION = (
    {"kind": "agency", "key": "HO", "name": "Harbor Office", "aliases": ["Quay Watch"]},
    {"kind": "city", "key": "San José, CA", "name": "San José", "state": "CA"},
    {"kind": "author", "key": "Aine O’Brannigan", "name": "Áine O’Brannigan"},
    *(release(key=f"ho-{number}", agency="HO", city="Duluth, MN") for number in range(3)),
    release(key="a-1", title="Anchors", agency="Alpha Harbor", city="San José, CA"),
    release(key="a-2", title="Buoys", agency="Area Bureau"),
    release(key="u-1", title="Nets", agency="U.S. Net Service"),
    article(authors=["Áine O’Brannigan"], outlet="An Outlet"),
)


archive, _data_folder = archive_of(*COLLECTION)


def suggested(client, query):
    response = client.get("/suggestions/", {"q": query})
    assert response["Content-Type"] == "application/x-suggestions+json"
    _, texts, kinds, addresses = response.json()
    for address in addresses:
        assert client.get(address).status_code == 200
    return list(zip(texts, kinds, strict=True))


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("harb", ("Harbor Office", "agency")),
        ("office", ("Harbor Office", "agency")),
        ("HO", ("Harbor Office", "agency")),
        ("quay w", ("Harbor Office", "agency")),
        ("san jose", ("San José, CA", "city")),
        ("SAN JOSÉ", ("San José, CA", "city")),
        ("aine", ("Áine O’Brannigan", "author")),
        ("áine o'bran", ("Áine O’Brannigan", "author")),
        ("obrann", ("Áine O’Brannigan", "author")),
        ("us net", ("U.S. Net Service", "agency")),
        ("u.s. n", ("U.S. Net Service", "agency")),
        ("an out", ("An Outlet", "outlet")),
    ],
)
def test_a_name_is_suggested_by_the_beginning_of_any_of_its_words_or_of_an_alias(
    client, query, name
):
    assert name in suggested(client, query)


@pytest.mark.parametrize("query", ["arbor", "ffice", "se", "offi harb", "uay"])
def test_a_name_is_not_suggested_by_what_stands_within_its_words(client, query):
    assert ("Harbor Office", "agency") not in suggested(client, query)
    assert ("San José, CA", "city") not in suggested(client, query)


def test_names_with_more_records_come_first(client):
    agencies = [text for text, kind in suggested(client, "ha") if kind == "agency"]
    assert agencies == ["Harbor Office", "Alpha Harbor"]


def test_a_browser_is_told_where_to_search_and_to_ask_for_suggestions(client):
    page = client.get("/")
    link = 'rel="search" type="application/opensearchdescription+xml"'
    assert link in page.text
    response = client.get("/opensearch.xml")
    assert response["Content-Type"] == "application/opensearchdescription+xml"
    told = etree.fromstring(response.content)
    assert len(told.findtext("o:ShortName", namespaces=OPENSEARCH)) <= 16
    assert len(told.findtext("o:Description", namespaces=OPENSEARCH)) <= 1024
    urls = {url.get("type"): url for url in told.findall("o:Url", OPENSEARCH)}
    assert urls["application/opensearchdescription+xml"].get("rel") == "self"
    for kind in ("text/html", "application/x-suggestions+json", "application/atom+xml"):
        address = urls[kind].get("template").replace("{searchTerms}", "harbor")
        answer = client.get(address.removeprefix("http://127.0.0.1:8000"))
        assert answer.status_code == 200
        assert answer["Content-Type"].startswith(kind)

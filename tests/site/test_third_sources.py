"""The pages of third sources, and what other pages say of them."""

import re

import pytest

from articles.editions import operations
from tests.conftest import quietly
from tests.site.test_query_counts import queries
from tests.support.addresses import quotation_address
from tests.support.records import CHARTER, article, release, third_source

ARTICLE = "/articles/lantern-1/"
NAME = '<a href="/sources/harbor-charter/">the Harbor Charter</a>'


def plain(response):
    """What a page says, without markup."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", response.text))


def quoting(number=1):
    """A release and an article that both quote the charter."""
    yield release(key=f"harbor-{number}", title=f"Notice {number}", text=f"It says: “{CHARTER}”")
    yield article(key=f"lantern-{number}", title=f"Column {number}", text=f"A text:\n\n> {CHARTER}")


@pytest.fixture
def archive(load):
    load(*quoting(), third_source(), third_source(key="code", name="“Code”", text="Another text."))


@pytest.mark.usefixtures("archive")
def test_every_page_of_a_quotation_names_the_third_source_with_a_link(client):
    assert f"both quote {NAME}" in client.get(ARTICLE).text
    assert "; both quote the Harbor Charter:" in plain(client.get(ARTICLE))
    assert f"Both texts quote {NAME}." in client.get(quotation_address()).text
    assert f"Both quote {NAME}</p>" in client.get("/releases/harbor-1/").text


@pytest.mark.usefixtures("archive")
def test_its_page_shows_its_text_and_who_quotes_it(client):
    response = client.get("/sources/harbor-charter/")
    said = plain(response)
    for words in ("The Harbor Charter", "By Ann Poe", "May 1911", "The first article.", CHARTER):
        assert words in said
    for address in (ARTICLE, quotation_address(), "/releases/harbor-1/", "/sources/"):
        assert f'href="{address}"' in response.text
    assert 'href="https://harbor.example/charter"' in response.text


@pytest.mark.usefixtures("archive")
def test_the_list_has_the_most_quoted_ones_first(client):
    said = plain(client.get("/sources/"))
    assert re.search(r"The Harbor Charter, 1911 1 article .*“Code”, 1911", said)


@pytest.mark.usefixtures("archive")
def test_a_source_that_nobody_quotes_says_so(client):
    assert "No article in this archive quotes it" in plain(client.get("/sources/code/"))


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("key", ["lantern-1", "harbor-1"])
def test_withdrawn_records_are_not_listed(client, key):
    operations.withdraw(key, "Printed without consent.", quietly)
    said = plain(client.get("/sources/harbor-charter/"))
    assert "Column 1" not in said
    assert "Notice 1" not in said
    assert "The Harbor Charter, 1911 1 article" not in plain(client.get("/sources/"))


def test_an_archive_without_sources_says_so(client, load):
    load(release())
    assert "no third sources yet" in plain(client.get("/sources/"))
    assert client.get("/sources/harbor-charter/").status_code == 404


@pytest.mark.usefixtures("archive")
def test_a_load_says_how_many_there_are(client):
    assert "2 third sources" in plain(client.get("/loads/1/"))


@pytest.mark.usefixtures("archive")
def test_footer_about_and_sitemap_lead_to_them(client):
    for address in ("/", "/about/"):
        assert 'href="/sources/"' in client.get(address).text
    assert "/sources/harbor-charter/" in client.get("/sitemap-sources.xml").text
    assert "/sitemap-sources.xml" in client.get("/sitemap.xml").text


@pytest.mark.usefixtures("archive")
def test_pages_ask_as_often_for_one_quotation_as_for_twenty(client, load):
    addresses = ("/sources/", "/sources/harbor-charter/")
    once = {address: queries(client, address) for address in addresses}
    load(*(record for number in range(2, 21) for record in quoting(number)))
    assert plain(client.get("/sources/harbor-charter/")).count("Column") == 20
    assert {address: queries(client, address) for address in addresses} == once
    assert max(once.values()) <= 6

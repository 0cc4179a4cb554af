"""Every version of a record can be read, and what each changed."""

import pytest
from lxml import html

from articles.core.text import sha256_hex
from articles.editions import operations
from articles.models import PressRelease
from articles.pages.annotation.diff import MAX_TEXT_LENGTH
from articles.pages.links import address_of
from tests.conftest import quietly
from tests.site.test_query_counts import queries
from tests.support.records import article, release

pytestmark = pytest.mark.django_db

ARTICLE, RELEASE = "/articles/lantern-1/", "/releases/harbor-1/"
OLD = "Another summer, another raid on the docks.\n\nNobody asked who had let them moor there."
NEW = "Another summer, another raid on the piers.\n\nNobody asked who had let them moor there."


def page(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status, address
    return html.document_fromstring(response.text)


def words(part):
    return " ".join(" ".join(part.itertext()).split())


def said(document):
    """What the list says of each version."""
    return [words(item) for item in document.xpath("//ol[@class='version-list']/li")]


def facts(document):
    """The terms of a page and what stands beside each."""
    terms = document.xpath(".//dt")
    return {words(term): words(term.getnext()) for term in terms}


@pytest.fixture
def changed(load):
    """An article in three versions, a release in two."""
    load(article(text=OLD), release())
    load(article(text=NEW, authors=["Mara Olund", "Ansel Rook"]), release(title="Four boats"))
    load(article(text=NEW, title="Three boats, a long wait", published="2017-07-29"))


def test_the_versions_of_a_record_are_listed_newest_first(changed, client):
    third, second, first = said(page(client, f"{ARTICLE}versions/"))
    assert "Version 3 current" in third
    assert "Changed since version 2 Title, authors, date" in third
    assert "Changed since version 1 Authors, text" in second
    assert "Version 1 first" in first
    for number, one in ((3, third), (2, second), (1, first)):
        assert f"Added in Edition {number} ," in one
    assert sha256_hex(OLD) in first
    assert sha256_hex(NEW) in second
    assert sha256_hex(NEW) in third


def test_a_version_links_to_its_page_and_to_the_load_that_brought_it(changed, client):
    links = page(client, f"{ARTICLE}versions/").xpath("//main//a/@href")
    for number in (1, 2, 3):
        assert f"{ARTICLE}versions/{number}/" in links
        assert f"/loads/{number}/" in links
    assert client.get(f"{ARTICLE}versions/2/").status_code == 200
    assert client.get("/loads/2/").status_code == 200


def test_an_earlier_version_shows_its_text_as_it_stood(changed, client):
    document = page(client, f"{ARTICLE}versions/1/")
    (whole,) = document.xpath("//section[@aria-labelledby='whole']")
    assert "another raid on the docks" in words(whole)
    assert words(document.xpath("//h1")[0]) == "Three boats and a long wait"
    (notice,) = document.xpath("//p[@class='notice']")
    assert "An earlier version. This is how the record read until edition 2" in words(notice)
    assert notice.xpath("a/@href") == [ARTICLE]
    assert document.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert "This is the first version." in words(document)


def test_a_version_shows_each_word_that_went_and_came(changed, client):
    document = page(client, f"{ARTICLE}versions/2/")
    (changes,) = document.xpath("//section[@aria-labelledby='changes']")
    text = changes.xpath("div[@class='record-text']")[0]
    assert [words(one) for one in text.xpath(".//del")] == ["[removed: docks ]"]
    assert [words(one) for one in text.xpath(".//ins")] == ["[added: piers ]"]
    assert facts(changes) == {"Authors": "Mara Olund [added: , Ansel Rook ]"}
    assert (
        len(
            document.xpath(
                "//del/span[@class='visually-hidden'] | //ins/span[@class='visually-hidden']"
            )
        )
        > 2
    )


def test_the_current_version_has_a_page_of_its_changes_too(changed, client):
    document = page(client, f"{ARTICLE}versions/3/")
    assert "The current version." in words(document)
    assert document.xpath("//p[@class='notice']/a/@href") == [ARTICLE]
    assert "The text did not change." in words(document)
    changes = facts(document.xpath("//section[@aria-labelledby='changes']")[0])
    assert changes["Title"] == "Three boats [removed: and ] [added: , ] a long wait"
    assert changes["Date"] == "July [removed: 28, 2017, 10:01 a.m. ] [added: 29, 2017 ]"


def test_a_release_has_its_versions_too(changed, client):
    second, _ = said(page(client, f"{RELEASE}versions/"))
    assert "Changed since version 1 Title" in second
    document = page(client, f"{RELEASE}versions/1/")
    assert words(document.xpath("//h1")[0]) == "Harbor office seizes three boats"
    assert document.xpath("//p[@class='record-byline']/a/@href") == ["/agencies/harbor-office/"]


def test_the_page_of_a_record_links_to_its_earlier_versions(changed, client):
    for address, label in ((ARTICLE, "2 earlier versions"), (RELEASE, "1 earlier version")):
        links = page(client, address).xpath("//a[contains(., 'earlier version')]")
        assert [(words(one), one.get("href")) for one in links] == [(label, f"{address}versions/")]


def test_a_record_with_one_version_says_so(load, client):
    load(article())
    assert "earlier version" not in words(page(client, ARTICLE))
    document = page(client, f"{ARTICLE}versions/")
    assert "This record has one version" in words(document)
    assert len(said(document)) == 1
    assert "This is the first version." in words(page(client, f"{ARTICLE}versions/1/"))


def test_a_release_known_only_by_quotation_has_one_version(load, client):
    load(article(quotes=[{"agency": "Harbor Office", "released": "2017-07"}]))
    known = PressRelease.objects.get(known_by_quotation=True)
    document = page(client, f"{address_of(known)}versions/1/")
    assert "seized three unregistered boats" in words(document)
    assert "one version" in words(page(client, f"{address_of(known)}versions/"))


@pytest.mark.parametrize("number", ["0", "4", "9" * 31])
def test_a_version_that_there_is_not_is_named(changed, client, number):
    document = page(client, f"{ARTICLE}versions/{number}/", 404)
    assert f"This article has no version {number}." in words(document)


def test_versions_of_an_unknown_record_are_named(changed, client):
    for address in ("/articles/nowhere/versions/", "/articles/nowhere/versions/1/"):
        assert "There is no article “nowhere”" in words(page(client, address, 404))


def test_no_version_of_a_withdrawn_record_can_be_read(changed, client):
    operations.withdraw("lantern-1", "Printed without consent.", quietly)
    for tail in ("versions/", *(f"versions/{number}/" for number in (1, 2, 3, 4, 99))):
        shown = words(page(client, f"{ARTICLE}{tail}", 410))
        assert "Printed without consent." in shown
        assert "another raid" not in shown


def test_an_earlier_version_that_was_withdrawn_itself_is_not_shown(load, client):
    first = article(text=OLD, withdrawn="A slip.")
    load({"kind": "version", "number": 1, "record": first}, article(text=NEW))
    assert "A slip." in words(page(client, f"{ARTICLE}versions/1/", 410))
    second = words(page(client, f"{ARTICLE}versions/2/"))
    assert "docks" not in second
    assert "The version before this one was withdrawn." in second


def test_a_version_of_another_archive_says_how_it_came(load, client):
    load({"kind": "version", "number": 1, "record": article(text=OLD)}, article(text=NEW))
    second, first = said(page(client, f"{ARTICLE}versions/"))
    assert "Added in Imported from another archive in edition 1" in first
    assert "Added in Edition 1 ," in second
    assert "Imported from another archive" in words(page(client, f"{ARTICLE}versions/1/"))


def test_an_author_merged_since_keeps_the_name_an_earlier_version_has(load, client):
    load(article(text=OLD, authors=["M. Olund"]), article(key="other"))
    load(article(text=NEW, authors=["M. Olund"]))
    operations.merge("author", "Mara Olund", "M. Olund", quietly)
    (author,) = page(client, f"{ARTICLE}versions/1/").xpath("//p[@class='record-byline']/a")
    assert (words(author), author.get("href")) == ("M. Olund", "/authors/mara-olund/")
    changes = page(client, f"{ARTICLE}versions/2/")
    assert facts(changes)["Authors"] == "[removed: M. ] [added: Mara ] Olund"


def test_what_an_article_says_it_quotes_is_among_what_changed(load, client):
    load(article(), release())
    load(article(quotes=[{"release": "harbor-1"}, {"agency": "PM", "released": "2017"}]))
    document = page(client, f"{ARTICLE}versions/2/")
    assert facts(document)["Releases it names"] == "[added: harbor-1; PM, 2017 ]"


def test_a_text_too_long_to_be_compared_says_so_and_is_shown(load, client):
    long = "word " * (MAX_TEXT_LENGTH // 5)
    load(article(text=f"First {long}"))
    load(article(text=f"Second {long}"))
    document = page(client, f"{ARTICLE}versions/2/")
    assert "too long to compare" in words(document)
    assert "Second word" in words(document)


def test_markup_in_a_version_is_shown_as_text(load, client):
    load(article(title="<b>One</b>", text="It <script>alert(1)</script> was."))
    load(article(title="<b>Two</b>", text="It <script>alert(2)</script> was."))
    for address in (f"{ARTICLE}versions/", f"{ARTICLE}versions/1/", f"{ARTICLE}versions/2/"):
        document = page(client, address)
        assert not document.xpath("//script | //b")
    assert "<script>alert( [removed: 1 ] [added: 2 ] )</script>" in words(document)


def test_the_page_of_a_record_says_where_it_was_read_from(load, client):
    read = {
        "source": "crawl.warc.gz, entry 7",
        "reader": "warc",
        "captured": "2019-03-04T10:11:12Z",
        "payload_digest": "sha1:ABCDEF",
    }
    load(article(provenance=read), release())
    about = facts(page(client, ARTICLE).xpath("//section[@class='record-details']")[0])
    assert about["Source file"] == "crawl.warc.gz, entry 7 (WARC)"
    assert about["Captured"] == "2019-03-04T10:11:12Z"
    assert about["Digest of captured file"] == "sha1:ABCDEF"
    assert about["SHA-256 of text"] == sha256_hex(article()["text"])
    assert about["Added in"].startswith("Edition 1 , ")
    plain = facts(page(client, RELEASE).xpath("//section[@class='record-details']")[0])
    assert plain["Source file"].startswith("records.jsonl")
    assert "Captured" not in plain
    assert "2019-03-04T10:11:12Z" in said(page(client, f"{ARTICLE}versions/"))[0]
    assert facts(page(client, f"{ARTICLE}versions/1/"))["Captured"] == "2019-03-04T10:11:12Z"


def test_versions_ask_the_database_as_often_for_three_as_for_ten(load, client):
    tails = ("", "versions/", "versions/1/", "versions/2/")
    addresses = [f"{address}{tail}" for address in (ARTICLE, RELEASE) for tail in tails]

    def bring(number):
        names = [f"Name {place}" for place in range(number)]
        load(
            article(text=f"{OLD} {number}", authors=names),
            release(text=f"{OLD} {number}", components=names),
        )

    for number in range(3):
        bring(number)
    few = {address: queries(client, address) for address in addresses}
    for number in range(3, 10):
        bring(number)
    assert {address: queries(client, address) for address in addresses} == few
    assert queries(client, f"{ARTICLE}versions/10/") <= max(few.values()) <= 10

"""Markup in what was loaded is shown as text, and changes no page."""

import pytest
from lxml import html

from articles.models import PressRelease
from articles.pages.links import address_of
from tests.support.addresses import quotation_address
from tests.support.module_archive import archive_of

pytestmark = pytest.mark.django_db

EVIL = "<script>alert('x')</script>\"'><img src=x onerror=y>{{ 7|int + 7 }}{% now %}&lt;b&gt;"
WORDS = f"the sloop {EVIL} lay at the north quay until the tide of Monday went out again"
NAMED = {"agency": f"Agency {EVIL}", "title": f"Unheld {EVIL}", "released": "2017-07"}

COLLECTION = (
    {"kind": "agency", "key": "evil", "name": f"Agency {EVIL}", "parent": f"Parent {EVIL}"},
    {"kind": "city", "key": "evil", "name": f"City {EVIL}", "state": EVIL},
    {"kind": "outlet", "key": "evil", "name": f"Outlet {EVIL}"},
    {"kind": "author", "key": "evil", "name": f"Author {EVIL}"},
    {
        "kind": "source",
        "key": "evil",
        "name": f"Source {EVIL}",
        "text": f"So {WORDS}.",
        "author": EVIL,
        "url": "https://office.example/?a='&b=%3C",
        "note": EVIL,
    },
    {
        "kind": "release",
        "key": "r",
        "title": f"Release {EVIL}",
        "agency": "evil",
        "components": [f"Component {EVIL}"],
        "city": "evil",
        "released": "2017",
        "number": EVIL,
        "url": "https://office.example/?a='&b=%3C",
        "text": f"So {WORDS}.\n\n{EVIL}",
    },
    {"kind": "release", "key": "gone", "agency": "evil", "text": EVIL, "withdrawn": f"Why {EVIL}"},
    {
        "kind": "article",
        "key": "a",
        "title": f"Article {EVIL}",
        "authors": ["evil"],
        "outlet": "evil",
        "published": "2018",
        "text": f"{EVIL}\n\n> So {WORDS}.\n\nAnd {EVIL} “more”.",
    },
    {
        "kind": "article",
        "key": "b",
        "title": f"Other {EVIL}",
        "published": "2018",
        "text": "Said:\n\n> Nobody <script>x</script> has seen the launch since the harbor froze",
        "quotes": [NAMED],
    },
)
PAGES = (
    *("/", "/search/", "/search/?q=script", "/search/?q=sloop", "/search/?agency=evil"),
    *("/articles/a/", "/articles/b/", "/releases/r/"),
    *("/agencies/", "/agencies/evil/", "/cities/", "/cities/evil/", "/authors/evil/"),
    *("/outlets/", "/outlets/evil/", "/dates/2017/", "/authors/", "/sources/", "/sources/evil/"),
    *("/search/values/agency/", "/cities/?order=name", "/articles/a/versions/"),
    *("/articles/a/versions/1/", "/releases/r/versions/1/"),
)


archive, _data_folder = archive_of(*COLLECTION)


def assert_harmless(response):
    """No element or attribute of the page is one that a record or a parameter brought."""
    page = html.document_fromstring(response.text)
    ours = "starts-with(@src, '/static/suggest.') and not(text())"
    assert not page.xpath(
        f"//script[not({ours})] | //img | //*[@onerror] | //*[@style] | //b[text()='x']"
    )
    assert "{{" not in response.text.replace("{{ 7|int + 7 }}", "")


@pytest.mark.parametrize("address", PAGES)
def test_a_page_shows_markup_of_a_record_as_text(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert_harmless(response)
    assert "&lt;script&gt;alert(" in response.text
    assert EVIL in html.document_fromstring(response.text).text_content()


def test_a_quotation_shows_markup_as_text(client):
    response = client.get(quotation_address("a"))
    assert_harmless(response)
    assert EVIL in html.document_fromstring(response.text).text_content()


def test_a_release_known_by_quotation_shows_markup_as_text(client):
    response = client.get(address_of(PressRelease.objects.get(known_by_quotation=True)))
    assert "Known only by quotation" in response.text
    assert f"Unheld {EVIL}" in html.document_fromstring(response.text).text_content()
    assert_harmless(response)


def test_a_withdrawal_shows_markup_as_text(client):
    response = client.get("/releases/gone/")
    assert response.status_code == 410
    assert_harmless(response)
    assert f"Why {EVIL}" in html.document_fromstring(response.text).text_content()


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/search/?q={}", 200),
        ("/search/?q=sloop&agency={}", 400),
        ("/search/?{}=1", 400),
        ("/search/?page={}", 400),
        ("/search/?from={}", 400),
        ("/search/?kind={}", 400),
        ("/agencies/evil/?q={}", 200),
        ("/articles/{}/", 404),
        ("/{}", 404),
    ],
)
def test_markup_in_an_address_is_shown_as_text(client, address, status):
    evil = "%3Cscript%3Ealert(1)%3C%2Fscript%3E%22%27%3E%3Cimg%20src%3Dx%20onerror%3Dy%3E"
    response = client.get(address.format(evil))
    assert response.status_code == status
    assert_harmless(response)


def test_a_link_to_a_source_keeps_its_whole_address(client):
    page = html.document_fromstring(client.get("/releases/r/").text)
    assert page.xpath("//p[@class='record-source']/a/@href") == [
        "https://office.example/?a='&b=%3C"
    ]

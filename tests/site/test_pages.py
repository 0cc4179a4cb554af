"""Every address of the archive, on the sample collection."""

import re

import pytest

from articles.models import Agency, Article, Author, City, Outlet, PressRelease, Quotation
from articles.pages.links import address_of
from tests.conftest import SAMPLES
from tests.support.addresses import quotation_address
from tests.support.module_archive import archive_of
from tests.support.records import article, release

pytestmark = pytest.mark.django_db

ARTICLE = "/articles/the-lanternhouse-review-2017-07-28-the-honest-tape-measure/"
RELEASE = "/releases/fbhi-17-204-duluth-undeclared-compartments/"
WITHDRAWN = "/releases/fbhi-12-118-toledo-scrap-scales/"
PLURALS = {"agency": "agencies", "city": "cities", "author": "authors", "outlet": "outlets"}
MODELS = {"agency": Agency, "city": City, "author": Author, "outlet": Outlet}
LISTS = ("/search/", "/agencies/fbhi/", "/authors/mara-olund/", "/outlets/harbor-plain/")
HUGE = "9" * 31


archive, _data_folder = archive_of(SAMPLES, fiction=True)


def plain(response):
    """What a page says, without markup."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", response.text))


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/", ["Newest records", "50 articles", "Sample collection", "Federal Bureau of Harbor"]),
        ("/search/", ["Search", "89 records", "page 1 of 5", "The Interpreter’s Chair"]),
        ("/search/?q=eels", ["Shipment of Young Eels", "A River in a Suitcase"]),
        ("/search/?q=zeppelin", ["0 records", "No results"]),
        ("/search/?page=5", ["page 5 of 5"]),
        (
            ARTICLE,
            ["The Honest Tape Measure", "Mara Olund", "July 28, 2017, 6:30 a.m.", "verbatim"],
        ),
        (RELEASE, ["No. 17-204", "Vessel Boarding Office", "Duluth, MN", "Quoted by"]),
        ("/releases/fwti-11-08-spokane-sturgeon-roe/", ["undated", "No article in this archive"]),
        ("/dates/", ["2009", "2024", "1 record is undated. Find it in search"]),
        ("/dates/2017/", ["July 2017", "August 2017", "The Honest Tape Measure"]),
        ("/dates/2017/07/", ["July 14, 2017", "July 28, 2017"]),
        ("/dates/2017/07/28/", ["The Honest Tape Measure"]),
        ("/dates/1999/", ["0 records"]),
        ("/agencies/", ["Department of Harbors and Sea Frontiers", "Cargo Screening Directorate"]),
        ("/agencies/fbhi/", ["Department of Harbors and Sea Frontiers", "Vessel Boarding Office"]),
        ("/cities/", ["Duluth, MN", "El Paso, TX"]),
        ("/cities/duluth-mn/", ["Duluth, MN", "Undeclared Compartments"]),
        ("/authors/", ["Mara Olund", "Inés Caldera Roux"]),
        ("/authors/ines-caldera-roux/", ["Property Has No Counsel"]),
        ("/outlets/", ["Harbor &amp; Plain"]),
        ("/outlets/harbor-plain/", ["What I Saw at Gate Nine"]),
        ("/loads/", ["Edition 1", "samples"]),
        ("/about/", ["Known only by quotation", "Partial dates"]),
        ("/healthz", ["edition 1, catalog 1"]),
        ("/robots.txt", ["Sitemap: http", "/sitemap.xml"]),
        ("/opensearch.xml", ["Blockquote"]),
        ("/sitemap.xml", ["/sitemap-articles.xml", "/sitemap-outlets.xml"]),
        ("/sitemap-articles.xml", [ARTICLE]),
        ("/sitemap-agencies.xml", ["/agencies/fbhi-csd/"]),
        ("/sources/", ["Third sources", "no third sources yet"]),
    ],
)
def test_every_address_answers_with_what_it_names(client, address, said):
    response = client.get(address)
    assert response.status_code == 200
    assert [words for words in said if words not in plain(response)] == []


def test_a_quotation_has_a_page(client):
    text = plain(client.get(quotation_address(ARTICLE.split("/")[2])))
    assert "Quotation 1" in text
    assert "Undeclared Compartments" in text
    assert "verbatim" in text


@pytest.mark.slow
def test_every_record_and_authority_has_its_page(client):
    rows = [
        *Article.objects.all(),
        *PressRelease.objects.live(),
        *Quotation.objects.select_related("article").order_by("pk")[:10],
        *(one for model in MODELS.values() for one in model.objects.all()),
    ]
    assert len(rows) > 130
    for row in rows:
        assert client.get(address_of(row)).status_code == 200, row


def test_an_article_shows_its_text_with_each_quoted_passage_marked(client):
    article = Article.objects.get(key=ARTICLE.split("/")[2])
    response = client.get(ARTICLE)
    marks = re.findall(
        r'<mark class="passage grade-verbatim">(.*?)</mark>', response.text, re.DOTALL
    )
    assert len(marks) >= article.quotations.count() > 0
    assert "<blockquote>" in response.text
    for line in article.text.replace("\n> ", "\n").removeprefix("> ").split("\n\n")[-1].split(". "):
        assert line[:40] in plain(response)


def test_a_withdrawn_record_says_why_and_no_more(client):
    response = client.get(WITHDRAWN)
    assert response.status_code == 410
    assert "a scale that had itself not been calibrated" in response.text
    text = PressRelease.objects.get(key=WITHDRAWN.split("/")[2]).text
    assert text[:60] not in response.text
    assert text[-60:] not in response.text


@pytest.mark.parametrize(
    "listed",
    ["/search/?q=scrap+terminal", "/dates/2012/06/", "/cities/toledo-oh/", "/sitemap-releases.xml"],
)
def test_a_withdrawn_record_is_in_no_list(client, listed):
    response = client.get(listed)
    assert response.status_code == 200
    assert "toledo-scrap-scales" not in response.text


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("/articles/nowhere/", "There is no article “nowhere”"),
        ("/articles/nowhere/quotations/1/", "There is no article “nowhere”"),
        ("/releases/nowhere/", "There is no press release “nowhere”"),
        (f"{ARTICLE}quotations/99/", "This article has no quotation 99"),
        (f"{ARTICLE}quotations/1/", "This article has no quotation 1"),
        (f"{ARTICLE}quotations/{HUGE}/", f"This article has no quotation {HUGE}"),
        ("/agencies/nobody/", "There is no agency “nobody”"),
        ("/cities/nowhere/", "There is no city “nowhere”"),
        ("/authors/nobody/", "There is no author “nobody”"),
        ("/outlets/none/", "There is no outlet “none”"),
        ("/dates/0000/", "There is no date 0000"),
        ("/dates/2017/00/", "There is no date 2017-00"),
        ("/dates/2017/13/", "There is no date 2017-13"),
        ("/dates/2017/02/30/", "There is no date 2017-02-30"),
        ("/search/?page=6", "There is no page 6; the last page is 5"),
        ("/search/?page=999999999", "There is no page 999999999; the last page is 5"),
        ("/search/?q=eels&page=2", "There is no page 2; the last page is 1"),
        ("/sitemap-nothing.xml", "nothing"),
        ("/sitemap-articles.xml?p=abc", "abc"),
        ("/nowhere/", "Nothing in the archive has this address"),
        ("/ARTICLES/x/", "Nothing in the archive has this address"),
        ("/articles/%ff/", "Nothing in the archive has this address"),
        ("/articles/%00/", "Nothing in the archive has this address"),
        ("/%ff%fe/%00", "Nothing in the archive has this address"),
        ("/articles/../../etc/passwd", "Nothing in the archive has this address"),
        (f"/articles/{'a' * 5000}/", "There is no article “aaaa"),
    ],
)
def test_what_is_not_there_is_named(client, address, named):
    response = client.get(address)
    assert response.status_code == 404
    assert named in response.text
    assert 'name="q"' in response.text


@pytest.mark.parametrize(
    ("parameters", "named"),
    [
        ("page=0", "“0” is not a page number"),
        ("page=-1", "“-1” is not a page number"),
        ("page=abc", "“abc” is not a page number"),
        (f"page={HUGE}", "is not a page number"),
        ("page=%D9%A1", "is not a page number"),
        ("page=1%00", "“1\\0” is not a page number"),
        ("color=red", "This page has no parameter “color”"),
        ("%00=1", "This page has no parameter “\\0”"),
        ("Q=eels", "This page has no parameter “Q”"),
        ("q=%00", "Keywords: Null characters are not allowed"),
        (f"q={'x' * 501}", "Keywords: Ensure this value has at most 500 characters (it has 501)"),
        (f"q={'x' * 100_000}", "Keywords: Ensure this value has at most 500 characters"),
        ("kind=essay", "Type must be article or release."),
        ("kind=%00", "Type must be article or release."),
        ("sort=up", "Sort by must be relevance, newest, oldest or quoted."),
        ("sort=-newest", "Sort by must be relevance, newest, oldest or quoted."),
        ("from=2017-13", "From: “2017-13” is not a year, month or day"),
        ("from=2017-02-30", "From: “2017-02-30” is not a year, month or day"),
        ("to=July", "To: “July” is not a year, month or day"),
        ("to=2017-07-28T10:01", "is not a year, month or day"),
        ("to=%D9%A2%D9%A0%D9%A1%D9%A7", "is not a year, month or day"),
        ("to=%00", "To: Null characters are not allowed"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_its_reason(client, parameters, named):
    for address in LISTS:
        response = client.get(f"{address}?{parameters}")
        assert response.status_code == 400, address
        assert named in response.text
        assert "\0" not in response.text


@pytest.mark.parametrize("name", ["agency", "city", "author", "outlet"])
@pytest.mark.parametrize("value", ["%00", "A%20B", "%ff", "-x", "x" * 101, "<b>"])
def test_a_name_that_no_address_has_is_refused(client, name, value):
    response = client.get(f"/search/?{name}={value}")
    assert response.status_code == 400
    assert f"There is no {name} “" in response.text
    assert "<b>”" not in response.text


def test_a_key_in_place_of_a_name_in_an_address_is_answered_with_whom_it_means(client):
    response = client.get("/search/?agency=FBHI&author=Nobody+At+All")
    assert response.status_code == 400
    assert (
        "There is no agency “FBHI”. Did you mean Federal Bureau of Harbor Inspection?"
        in response.text
    )
    assert "There is no author “Nobody At All”.</li>" in response.text


def test_a_page_of_its_own_takes_no_parameter_that_its_address_sets(client):
    for address, name in (
        ("/dates/2017/", "from"),
        ("/dates/2017/07/28/", "to"),
        ("/agencies/fbhi/", "agency"),
        ("/cities/duluth-mn/", "city"),
    ):
        response = client.get(address, {name: "2017"})
        assert response.status_code == 400
        assert f"This page has no parameter “{name}”" in response.text


@pytest.mark.parametrize("query", ["q=%ff%fe", "q=%F0%9F%9A%A4", "q=%22", "q=(%5B%7B", "q=a%0Ab"])
def test_odd_characters_are_searched_like_any_other(client, query):
    assert client.get(f"/search/?{query}").status_code == 200


def test_an_address_without_its_last_slash_leads_to_the_one_with_it(client):
    for address in ("/search", ARTICLE[:-1], "/dates/2017", "/agencies/fbhi", "/loads"):
        response = client.get(address)
        assert (response.status_code, response["Location"]) == (301, f"{address}/")
    assert client.get("/search?q=eels")["Location"] == "/search/?q=eels"


@pytest.mark.parametrize(("count", "folded"), [(12, False), (13, True)])
def test_many_components_of_an_agency_are_folded(load, client, count, folded):
    parts = [{"kind": "agency", "key": f"P{at}", "name": f"Pier {at}"} for at in range(count)]
    load({"kind": "agency", "key": "HO", "name": "Harbor Office"}, release(agency="HO"))
    load(*(part | {"parent": "HO"} for part in parts))
    page = client.get("/agencies/ho/").text
    assert page.count('href="/agencies/p') == count
    assert (f"<summary>Show all {count}</summary>" in page) == folded


def test_authors_and_components_stand_in_the_order_of_the_record(load, client):
    load(article(authors=["Zoe Alder", "Anna Birk"]), release(components=["Weights", "Anchorages"]))
    text = client.get("/articles/lantern-1/").text
    assert text.index("Zoe Alder</a>") < text.index("Anna Birk</a>")
    text = client.get("/releases/harbor-1/").text
    assert text.index("Weights</a>") < text.index("Anchorages</a>")

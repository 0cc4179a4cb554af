"""Each load's report: what it read, counted, changed and found."""

import pytest
from lxml import html

from articles.editions import operations
from articles.models import Edition
from articles.views import loads
from tests.conftest import quietly
from tests.site.test_query_counts import queries
from tests.support.records import article, release

pytestmark = pytest.mark.django_db

UNANSWERED = "The office put out this press release:\n\n> Nobody knows of it."


def page(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status, address
    return html.document_fromstring(response.text)


def words(part):
    return " ".join(" ".join(part.itertext()).split())


def section(document, name):
    (found,) = document.xpath(f"//section[@aria-labelledby='{name}']")
    return found


def found_odd(load):
    """A load with a finding: a record that it leaves withdrawn."""
    load(release(withdrawn="A slip."))
    load(release(), article())


def test_every_load_is_listed_with_its_counts_and_a_link(load, client):
    found_odd(load)
    second, first = page(client, "/loads/").xpath("//section[@class='edition']")
    assert words(first.xpath("h2")[0]) == "Edition 1"
    assert "1 record: 1 new, 0 changed, 0 unchanged, 0 rejected" in words(first)
    assert "Notes none" in words(first)
    assert "Notes 1 note" in words(second)
    assert second.xpath("h2/a/@href") == ["/loads/2/"]
    assert "/loads/2/#findings" in second.xpath(".//a/@href")


def test_a_load_reports_its_sources_counts_digest_and_findings(load, client):
    found_odd(load)
    document = page(client, "/loads/2/")
    assert words(document.xpath("//h1")[0]) == "Edition 2"
    counts = words(section(document, "counts"))
    assert "Source records.jsonl" in counts
    assert "2 records: 1 new, 0 changed, 1 unchanged, 0 rejected" in counts
    assert "1 article, 1 press release, 0 quotations traced to a release" in counts
    assert Edition.objects.get(number=2).digest in counts
    findings = section(document, "findings")
    assert words(findings.xpath("h2")[0]) == "1 note"
    assert "was withdrawn (A slip.) and stays withdrawn" in words(findings.xpath("ol/li")[0])
    assert "Nothing unusual was found" in words(section(page(client, "/loads/1/"), "findings"))


def test_a_load_lists_the_records_that_it_changed(load, client):
    load(article(), release(), release(key="gone", title="Gone"))
    load(article(title="A longer wait"), release(title="Four boats"))
    load(release(key="gone", title="Gone", withdrawn="A slip."))
    changed = section(page(client, "/loads/2/"), "changed")
    assert words(changed.xpath("h2")[0]) == "2 records changed"
    shown = [(words(link), link.get("href")) for link in changed.xpath(".//a")]
    assert shown == [
        ("A longer wait article", "/articles/lantern-1/versions/2/"),
        ("Four boats press release", "/releases/harbor-1/versions/2/"),
    ]
    assert all(client.get(address).status_code == 200 for _, address in shown)
    (gone,) = section(page(client, "/loads/3/"), "changed").xpath(".//a")
    assert (words(gone), gone.get("href")) == ("Gone withdrawn", "/releases/gone/")
    assert "No existing article or press release changed" in words(
        section(page(client, "/loads/1/"), "changed")
    )


def test_a_merger_is_a_load_that_replaced_nothing(load, client):
    load(article(), article(key="other", authors=["M. Olund"]))
    operations.merge("author", "Mara Olund", "M. Olund", quietly)
    document = page(client, "/loads/2/")
    assert "merger of M. Olund into Mara Olund" in words(document)
    assert "No existing article or press release changed" in words(document)


def test_earlier_versions_of_another_archive_are_counted_apart(load, client):
    load({"kind": "version", "number": 1, "record": article(title="Before")}, article())
    changed = words(section(page(client, "/loads/1/"), "changed"))
    assert "No existing article or press release changed" in changed
    assert "1 earlier version was imported from another archive" in changed


def test_a_long_report_shows_its_beginning_and_says_of_how_much(load, client, monkeypatch):
    monkeypatch.setattr(loads, "MAX_LISTED", 2)
    load(*(article(key=f"a-{number}") for number in range(3)))
    load(*(article(key=f"a-{number}", title=f"Title {number}") for number in range(3)))
    Edition.objects.filter(number=2).update(findings=[f"odd {number}" for number in range(5)])
    document = page(client, "/loads/2/")
    changed, findings = section(document, "changed"), section(document, "findings")
    assert len(changed.xpath(".//li")) == len(findings.xpath(".//li")) == 2
    assert "Only the first 2 of 3 are shown." in words(changed)
    assert "Only the first 2 of 5 are shown." in words(findings)


@pytest.mark.parametrize("number", ["0", "3", "9" * 31])
def test_a_load_that_there_was_not_is_named(load, client, number):
    load(article())
    assert f"There is no edition {number} in the archive." in words(
        page(client, f"/loads/{number}/", 404)
    )


def test_loads_lead_to_those_before_and_after(load, client):
    load(article())
    load(release())
    load(article(key="other"))
    assert page(client, "/loads/1/").xpath("//a[@rel]/@href") == ["/loads/2/"]
    assert page(client, "/loads/2/").xpath("//a[@rel]/@href") == ["/loads/1/", "/loads/3/"]


def test_every_page_leads_to_the_load_of_its_edition(load, client):
    load(article())
    assert "/loads/1/" in page(client, "/about/").xpath("//footer//a/@href")


def test_markup_in_a_finding_is_shown_as_text(load, client):
    load(article(title="<b>x</b>"))
    Edition.objects.update(findings=["<script>alert(1)</script>"], sources=["<b>.jsonl"])
    for address in ("/loads/", "/loads/1/"):
        document = page(client, address)
        assert not document.xpath("//script | //main//b")
        assert "<b>.jsonl" in words(document)


def test_a_load_asks_the_database_as_often_for_one_record_as_for_twenty(load, client):
    load(article(), release())
    load(article(title="Changed"), release(title="Changed"))
    one = {address: queries(client, address) for address in ("/loads/", "/loads/2/")}
    load(*(article(key=f"a-{number}") for number in range(20)))
    load(*(article(key=f"a-{number}", title="Changed") for number in range(20)))
    assert "20 records changed" in client.get("/loads/4/").text
    assert queries(client, "/loads/") == one["/loads/"]
    assert queries(client, "/loads/4/") == one["/loads/2/"] <= 7

"""A record that was withdrawn: its page says why, and no other page shows it."""

import pytest

from articles.editions import operations
from articles.models import EarlierVersion, Quotation
from articles.pages.links import address_of
from tests.conftest import quietly
from tests.support.records import QUOTATION, article, release


def listed(client, **parameters):
    return client.get("/search/", parameters).context["listing"].page


def test_a_withdrawn_article_is_gone_from_lists_and_from_the_release_it_quoted(load, client):
    load(release(), article())
    load(article(withdrawn="Printed without consent."))
    for address in ("/articles/lantern-1/", QUOTATION):
        response = client.get(address)
        assert response.status_code == 410
        assert "Printed without consent." in response.text
        assert "Nobody asked" not in response.text
    assert [hit.card.quotation_count for hit in listed(client).hits] == [0]
    lists = ("/", "/search/", "/releases/harbor-1/", "/dates/2017/", "/sitemap-articles.xml")
    for address in (*lists, "/agencies/harbor-office/", "/outlets/the-lantern/"):
        assert "lantern-1" not in client.get(address).text


def test_a_withdrawn_release_is_gone_from_the_article_that_quotes_it(load, client):
    load(release(), article())
    load(release(withdrawn="The count was wrong."))
    assert client.get("/releases/harbor-1/").status_code == 410
    assert client.get(QUOTATION).status_code == 410
    response = client.get("/articles/lantern-1/")
    assert "harbor-1" not in response.text
    assert '<mark class="passage' not in response.text
    assert listed(client, agency="harbor-office").total == 0
    assert [hit.card.quotation_count for hit in listed(client).hits] == [0]


def test_an_article_says_that_the_release_of_a_passage_was_withdrawn(load, client):
    load(release(), article())
    operations.withdraw("harbor-1", "The count was wrong.", quietly)
    page = client.get("/articles/lantern-1/").text
    assert "No quotation from a press release" not in page
    assert "The release that this passage was traced to was withdrawn on" in page
    assert "seized three unregistered boats" in page
    assert '<a href="/loads/2/">edition 2</a>' in page
    assert "with no quotations traced to press releases" in page


def test_a_quotation_of_a_withdrawn_release_says_what_it_was(load, client):
    load(release(), article())
    operations.withdraw("harbor-1", "The count was wrong.", quietly)
    response = client.get(address_of(Quotation.objects.get()))
    assert response.status_code == 410
    assert "The release that this passage was traced to was withdrawn on" in response.text
    assert "The count was wrong." in response.text
    assert "seized three unregistered boats" in response.text
    assert 'href="/articles/lantern-1/"' in response.text
    assert 'href="/releases/harbor-1/"' in response.text


def test_a_withdrawn_record_is_not_brought_back_by_loading_its_source_again(load, client):
    load(release(withdrawn="A slip."), article())
    report = load(release(), release(key="harbor-2"))
    assert "was withdrawn (A slip.) and stays withdrawn" in str(report.findings[0])
    assert (report.new_records, report.unchanged_records) == (1, 1)
    assert client.get("/releases/harbor-1/").status_code == 410
    again = load(release())
    assert again.edition is None


def test_the_command_withdraws_a_record_and_keeps_its_text(load, client):
    load(release(), article())
    operations.withdraw("harbor-1", "The count was wrong.", quietly)
    response = client.get("/releases/harbor-1/")
    assert response.status_code == 410
    assert "The count was wrong." in response.text
    assert "seized three unregistered boats" in EarlierVersion.objects.get().line
    with pytest.raises(LookupError, match="there is no record with the key 'harbor-1'"):
        operations.withdraw("harbor-1", "Again.", quietly)

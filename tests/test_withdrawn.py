"""A record that was withdrawn: its page says why, and no other page shows it."""

from tests.made_up import article, release


def listed(client, **parameters):
    return client.get("/search/", parameters).context["listing"].page


def test_a_withdrawn_article_is_gone_from_lists_and_from_the_release_it_quoted(load, client):
    load(release(), article())
    load(article(withdrawn="Printed without consent."))
    for address in ("/articles/lantern-1/", "/articles/lantern-1/quotations/1/"):
        response = client.get(address)
        assert response.status_code == 410
        assert "Printed without consent." in response.text
        assert "Nobody asked" not in response.text
    assert [hit.card.quotations for hit in listed(client).hits] == [0]
    lists = ("/", "/search/", "/releases/harbor-1/", "/dates/2017/", "/sitemap-articles.xml")
    for address in (*lists, "/agencies/harbor-office/", "/outlets/the-lantern/"):
        assert "lantern-1" not in client.get(address).text


def test_a_withdrawn_release_is_gone_from_the_article_that_quotes_it(load, client):
    load(release(), article())
    load(release(withdrawn="The count was wrong."))
    assert client.get("/releases/harbor-1/").status_code == 410
    assert client.get("/articles/lantern-1/quotations/1/").status_code == 410
    response = client.get("/articles/lantern-1/")
    assert "harbor-1" not in response.text
    assert '<mark class="passage">' not in response.text
    assert listed(client, agency="harbor-office").total == 0
    assert [hit.card.quotations for hit in listed(client).hits] == [0]


def test_a_record_that_is_no_longer_withdrawn_is_back(load, client):
    load(release(withdrawn="A slip."), article())
    load(release())
    assert client.get("/releases/harbor-1/").status_code == 200
    assert "harbor-1" in client.get("/articles/lantern-1/").text
    assert listed(client, agency="harbor-office").total == 2

"""What an address of a quotation leads to, long after it was cited."""

import re

import pytest

from articles.models import Article, FormerAddress, Quotation
from tests.support.addresses import quotation_address
from tests.support.records import QUOTATION, article, release

PASSAGE = article()["text"].split("\n\n")[1].removeprefix("> ")
MORE = "Divers recovered forty brass lanterns from beneath the northern pier last winter."


def plain(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", response.text))


def edition_date():
    return f"{Article.objects.get().edition.created:%B %-d, %Y}"


def test_a_quotation_keeps_its_address_and_gets_another_number(load, client):
    load(release(), article())
    load(article(text=f"> {MORE}\n\n{article()['text']}"), release(key="lamps", text=MORE))
    assert "Quotation 2" in plain(client.get(QUOTATION))
    page = client.get("/articles/lantern-1/").text
    assert page.count(f'href="{QUOTATION}"') == 2
    assert f'id="quotation-{QUOTATION.split("/")[-2]}"' in page
    assert (
        f"/articles/lantern-1/#quotation-{QUOTATION.split('/')[-2]}" in client.get(QUOTATION).text
    )


def test_the_address_of_a_passage_that_grew_leads_to_all_of_it(load, client):
    load(release(text=f"{PASSAGE[:80]}"), article())
    former_address = quotation_address()
    load(release(key="whole", released="2017-07-15"))
    assert quotation_address() == QUOTATION != former_address
    response = client.get(former_address)
    assert (response.status_code, response["Location"]) == (302, QUOTATION)


def test_the_address_of_a_passage_that_is_mostly_gone_leads_nowhere(load, client):
    load(release(), article())
    less_than_half = " ".join(PASSAGE.split()[:8])
    load(article(text=f"They say:\n\n> {less_than_half}\n\nWell."))
    assert quotation_address() != QUOTATION
    assert client.get(QUOTATION).status_code == 410


def test_an_address_leads_to_the_nearest_of_passages_with_the_same_words(load, client):
    twice = f"> {PASSAGE}\n\nSo they say; and once more:\n\n> {PASSAGE}"
    load(release(), article(text=twice))
    quotations = Quotation.objects.order_by("number")
    for quotation, slug in zip(quotations, ("1", "2"), strict=True):
        FormerAddress.objects.create(
            article=quotation.article,
            slug=slug,
            passage=PASSAGE,
            article_start=quotation.article_start,
        )
    for number in (1, 2):
        response = client.get(f"/articles/lantern-1/quotations/{number}/")
        assert response["Location"] == quotation_address(number=number)


def test_a_page_says_until_when_a_changed_article_had_the_quotation(load, client):
    load(article(), release())
    load(article(text="Nobody asked who had let them moor there."))
    response = client.get(QUOTATION)
    assert response.status_code == 410
    text = plain(response)
    assert (
        f"This quotation was in the archive from edition 1 until edition 2 of {edition_date()}."
        in text
    )
    assert "The article’s text was changed and no longer has its passage." in text
    assert PASSAGE in text
    for address in ("/articles/lantern-1/versions/", "/articles/lantern-1/", "/loads/2/"):
        assert f'href="{address}"' in response.text


def test_a_page_says_that_a_passage_is_traced_to_no_release_anymore(load, client):
    load(article(), release())
    load(article(published="2016"))
    response = client.get(QUOTATION)
    assert response.status_code == 410
    assert f"until edition 2 of {edition_date()}." in plain(response)
    assert "still in the article but is no longer traced to a press release" in plain(response)
    assert "/versions/" not in response.text


def test_a_passage_that_ended_twice_ended_in_the_later_edition(load, client):
    load(release(text=f"{PASSAGE[:80]}"), article())
    first_address = quotation_address()
    load(release(key="whole", released="2017-07-15"))
    load(article(text="Nobody asked."))
    assert "until edition 3 of" in plain(client.get(first_address))
    assert "until edition 3 of" in plain(client.get(QUOTATION))


def test_an_address_that_is_a_quotations_again_shows_it(load, client):
    load(article(), release())
    load(article(text="Nobody asked."))
    load(article())
    assert client.get(QUOTATION).status_code == 200


@pytest.mark.parametrize("slug", ["1", "2", "0123456789", "e1f8d7763f-2", "x"])
def test_an_address_that_no_quotation_ever_had_is_not_found(load, client, slug):
    load(article(), release())
    response = client.get(f"/articles/lantern-1/quotations/{slug}/")
    assert response.status_code == 404
    assert f"This article has no quotation {slug}." in response.text


def test_a_former_address_of_a_withdrawn_article_says_that_it_was_withdrawn(load, client):
    load(article(), release())
    load(article(text="Nobody asked."))
    load(article(text="Nobody asked.", withdrawn="Printed by mistake."))
    response = client.get(QUOTATION)
    assert response.status_code == 410
    assert "Printed by mistake." in response.text
    assert PASSAGE not in response.text

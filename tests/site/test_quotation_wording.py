"""What the pages of a quotation and its article say of differences and of the stated source."""

import re

import pytest
from lxml import html

from articles.models import Quotation
from articles.pages.links import address_of
from tests.site.test_quotations import SEEN, URL
from tests.support.records import article, release

pytestmark = pytest.mark.django_db

ARTICLE = "/articles/lantern-1/"


@pytest.fixture
def read(client, load):
    """Load an article that quotes a release; its page, or that of its quotation."""

    def loaded(text, *, address=None, **fields):
        load(release(title="Unlit barges", text=SEEN, url=URL), article(text=text, **fields))
        return client.get(address or address_of(Quotation.objects.get()))

    return loaded


def plain(response):
    """What a page says, without markup."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", response.text))


def tree(response):
    return html.document_fromstring(response.text)


@pytest.mark.parametrize(
    ("before", "after", "fact"),
    [
        ("forty-one", "sixty", "Number: The release says “forty-one”; the article says “sixty”"),
        (
            "carried no",
            "carried their",
            "Negation: The release says “no”; the article says “their”",
        ),
        ("October", "June", "Date: The release says “October”; the article says “June”"),
        ("wardens", "divers", "Wording: The release says “wardens”; the article says “divers”"),
        ("below the weir", "below the old weir", "Wording: The article adds: “old”"),
        ("had asked for", "asked for", "Wording: The article leaves out: “had”"),
    ],
)
def test_what_differs_is_stated_as_a_fact(read, before, after, fact):
    assert before in SEEN
    page = plain(read(f"They say:\n\n> {SEEN.replace(before, after)}\n\nWell."))
    assert fact in page


def test_a_changed_word_is_marked_within_its_passage_and_says_what_the_release_has(read):
    page = tree(
        read(f"They say:\n\n> {SEEN.replace('forty-one', 'sixty')}\n\nWell.", address=ARTICLE)
    )
    (mark,) = page.xpath("//mark[contains(@class, 'changed-words')]")
    assert mark.get("class") == "passage grade-altered changed-words"
    assert mark.get("title") == "The release says “forty-one”"
    assert mark.text_content() == "[changed; the release says “forty-one”: sixty]"
    assert not page.xpath("//sup[contains(@class, 'quotation-number-part')]")
    marked = "".join(element.xpath("string(text()[last()])") for element in page.xpath("//mark"))
    assert "wardens counted " in marked


def test_an_added_word_is_marked_as_the_articles(read):
    page = tree(
        read(f"They say:\n\n> {SEEN.replace('the weir', 'the old weir')}\n\nWell.", address=ARTICLE)
    )
    (mark,) = page.xpath("//mark[contains(@class, 'changed-words')]")
    assert mark.text_content() == "[added by the article: old]"
    assert mark.get("title") is None


def test_words_of_one_text_alone_are_said_to_be_so(read):
    page = tree(read(f"They say:\n\n> {SEEN.replace('the weir', 'the old weir')}"))
    assert "[only in the article: old]" in page.text_content()


@pytest.mark.parametrize(
    "source",
    [
        {"release": "harbor-1"},
        {"url": URL},
        {"agency": "harbor office", "title": "unlit barges"},
    ],
)
def test_a_release_that_the_article_names_as_its_source_is_said_to_be_it(read, source):
    page = plain(read(f"> {SEEN}", quotes=[source]))
    assert "The article names this release as its source." in page


def test_a_passage_whose_source_is_another_than_the_named_one_says_both(load, client):
    load(
        release(title="Unlit barges", text=SEEN, released="2017-01-02"),
        release(key="harbor-2", title="Barges again", text=SEEN, released="2017-07-20"),
        article(text=f"> {SEEN}", quotes=[{"release": "harbor-1"}]),
    )
    assert Quotation.objects.get().release.key == "harbor-2"
    page = plain(client.get(address_of(Quotation.objects.get())))
    assert "The article names Unlit barges as its source. The passage is in both releases." in page
    assert "named by the article" in page


def test_an_article_that_names_no_source_says_nothing_of_it(read):
    assert "Stated source" not in plain(read(f"> {SEEN}"))

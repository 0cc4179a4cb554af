"""Texts are shown to the letter: pages keep their line breaks, and add or lose no space."""

import pytest
from lxml import html

from tests.support.addresses import quotation_address
from tests.support.module_archive import archive_of
from tests.support.records import article, release

pytestmark = pytest.mark.django_db

BARGES = "Between March and June  the wardens counted forty-one unlit barges\nbelow the weir."
LAMPS = "Nine of them carried no lamps at all, and two had no name."
RELEASE = f"DULUTH — {BARGES} {LAMPS}\n\n> Owners have until the end of October.\n\nAsk us. Now."
ARTICLE = (
    f"I read  it twice,\nand then again.\n\n> {BARGES.replace('forty-one', 'sixty')} {LAMPS}\n\n"
    "They wrote:\n\n> Signed\n> and sealed.\n\nThat“s” all."
)
EARLIER = ARTICLE.replace("again", "once  more")

archive, _data_folder = archive_of(
    {"kind": "version", "number": 1, "record": article(text=EARLIER)},
    release(text=RELEASE),
    article(text=ARTICLE),
)


@pytest.fixture
def shown(client):
    """The words of elements of a page, without those that are hidden and those of `other`."""

    def texts(address, path, other="//main//sup"):
        page = html.document_fromstring(client.get(address).text)
        for element in page.xpath(f"//*[@class='visually-hidden'] | {other}"):
            element.drop_tree()
        return [element.text_content() for element in page.xpath(path)]

    return texts


def paragraphs(text):
    """The paragraphs of a text, without the marks of block quotes."""
    return [one.removeprefix("> ").replace("\n> ", "\n") for one in text.split("\n\n")]


def test_an_article_is_shown_to_the_letter(shown, client):
    assert "<mark" in client.get("/articles/lantern-1/").text
    assert shown("/articles/lantern-1/", "//div[@class='record-text']//p") == paragraphs(ARTICLE)


def test_a_release_is_shown_to_the_letter_sentence_by_sentence(shown):
    assert shown("/releases/harbor-1/", "//div[@class='record-text annotated-text']//p") == [
        *(f"DULUTH — {BARGES}", LAMPS, "Owners have until the end of October.", "Ask us.", "Now."),
    ]


def test_both_sides_of_a_quotation_are_shown_to_the_letter(shown):
    sides = (("in-article", "sixty", ARTICLE), ("in-release", "forty-one", RELEASE))
    for side, word, text in sides:
        path = f"//section[@aria-labelledby='{side}']/div[@class='record-text']//p"
        lines = shown(quotation_address(), path)
        assert f"{BARGES.replace('forty-one', word)} {LAMPS}" in "\n".join(lines)
        for line in lines:
            assert any(line in paragraph for paragraph in paragraphs(text)), line


def test_a_version_and_what_it_changed_are_shown_to_the_letter(shown):
    address = "/articles/lantern-1/versions/2/"
    whole = shown(address, "//section[@aria-labelledby='whole']//p")
    assert whole == paragraphs(ARTICLE)
    changes = "//section[@aria-labelledby='changes']/div[@class='record-text']//p[not(@class)]"
    assert shown(address, changes, "//ins") == paragraphs(EARLIER)[:2]
    assert shown(address, changes, "//del") == paragraphs(ARTICLE)[:2]

"""What the pages of articles, releases and quotations say of quotations."""

import re

import pytest
from lxml import html

from articles.editions import operations
from articles.models import Quotation
from tests.conftest import quietly
from tests.support.addresses import quotation_address
from tests.support.records import article, release

FIRST = "Between March and June the wardens counted forty-one unlit barges below the weir."
SECOND = "Nine of them carried no papers at all, and two had no name."
THIRD = "The harbor council had asked for that count twice before it was made."
LAST = "Owners have until the end of October to bring their lamps and their papers."
SEEN = " ".join((FIRST, SECOND, THIRD, LAST))
LAW = "No vessel shall lie at a public pier for more than nine days without leave of the council."
LIES = "No boat of ours was ever late, and none of them shall be late while the harbor stands."
URL = "https://office.example/news/barges"


def plain(response):
    """What a page says, without markup."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", response.text))


def tree(response):
    return html.document_fromstring(response.text)


@pytest.fixture
def read(client, load):
    """Load records; the page of the article, or of its quotation for `address=None`."""

    def loaded(text, *more, address="/articles/lantern-1/", **fields):
        whole = release(title="Unlit barges", text=SEEN, url=URL)
        load(*more, *([] if any(one["key"] == "harbor-1" for one in more) else [whole]))
        load(article(text=text, **fields))
        return client.get(address or quotation_address())

    return loaded


RELEASE = "/releases/harbor-1/"


@pytest.mark.parametrize(
    ("grade", "label", "passage"),
    [
        ("verbatim", "verbatim", SEEN),
        ("typographic", "style only", SEEN.replace("forty-one", "41")),
        ("elided", "shortened", SEEN.replace("carried no papers at all, and ", "… ")),
        ("interpolated", "bracketed", SEEN.replace("the wardens", "[the wardens of the weir]")),
        ("altered", "altered", SEEN.replace("forty-one", "sixty")),
    ],
)
def test_a_passage_is_marked_with_its_grade_in_a_word_and_a_class(read, grade, label, passage):
    page = tree(read(f"They say:\n\n> {passage}\n\nWell."))
    (number,) = page.xpath("//sup/a[starts-with(@id, 'quotation-')]")
    assert f"{number.get('href')}".endswith(f"/{number.get('id').removeprefix('quotation-')}/")
    assert number.get("href") == quotation_address()
    assert number.xpath("string(span[@class='quotation-number-grade'])") == label
    assert page.xpath(f"//blockquote//mark[@class='passage grade-{grade}']")


def test_what_stands_between_the_parts_of_a_quotation_is_not_marked(read):
    page = tree(read(f"They say: “{FIRST[:-1]},” the man said, “{SECOND[:30]} … {THIRD}” Well."))
    marks = page.xpath("//mark")
    assert len(marks) >= 2
    marked = " ".join(mark.text_content() for mark in marks)
    assert "the man said" not in marked
    assert "forty-one unlit barges" in marked
    parts = page.xpath("//sup[contains(@class, 'quotation-number-part')]//text()")
    assert " part 2: " in parts


def test_an_article_says_how_much_of_it_is_from_which_releases(read):
    text = plain(read(f"One two three four five six. {FIRST} {SECOND[:-1]} seven eight."))
    assert "77% of this article comes from press releases:" in text
    assert "2 of 4 sentences of Unlit barges" in text


def test_a_number_that_differs_is_stated_as_a_fact_on_every_page(read, client):
    text = f"They say:\n\n> {SEEN.replace('forty-one', 'sixty')}\n\nWell."
    fact = "Number: The release says “forty-one”; the article says “sixty”"
    assert fact in plain(read(text))
    assert fact in plain(client.get(RELEASE))
    assert fact in plain(client.get(quotation_address()))


def test_changed_words_come_after_changed_numbers(read):
    changed = SEEN.replace("wardens", "divers").replace("two had", "seven had")
    page = tree(read(f"They say:\n\n> {changed}\n\nWell.", address=None))
    told = [one.text_content() for one in page.xpath("//section[@aria-labelledby='changes']//li")]
    assert [one.split(":")[0] for one in told] == ["Number", "Wording"]


def test_both_passages_stand_side_by_side_with_the_words_that_differ(read):
    page = tree(
        read(
            f"Before. They say:\n\n> {SEEN.replace('wardens', 'divers')}\n\nWell.",
            address=None,
        )
    )
    ours, theirs = page.xpath("//div[@class='side-by-side']/section")
    assert ours.xpath("string(.//mark[contains(@class, 'differs')])").endswith("divers] ")
    assert theirs.xpath("string(.//mark[contains(@class, 'differs')])").endswith("wardens] ")
    assert "[the release says “wardens”: divers]" in ours.text_content()
    assert "[the article says “divers”: wardens]" in theirs.text_content()


def test_a_sentence_or_two_before_and_after_are_shown_and_no_more(read):
    text = f"One. Two. Three. They say: “{SECOND}” Four. Five. Six."
    page = tree(read(text, address=None))
    ours, theirs = (one.text_content() for one in page.xpath("//div[@class='side-by-side']//div"))
    assert "Three." in ours
    assert "Five." in ours
    assert "One." not in ours
    assert "Six." not in ours
    assert FIRST in theirs
    assert THIRD in theirs


def test_the_sentences_of_the_release_that_are_left_out_are_listed(read):
    page = tree(read(f"They say:\n\n> {FIRST} … {LAST}\n\nWell.", address=None))
    (section,) = page.xpath("//section[@aria-labelledby='left-out']")
    assert [one.text_content() for one in section.xpath(".//li")] == [SECOND, THIRD]


@pytest.mark.parametrize(
    ("published", "said"),
    [
        ("2017-07-14T08:00", "on the day of the release"),
        ("2017-07-15", "1 day after the release"),
        ("2017-09-01", "49 days after the release"),
        ("2018-07-14", "1 year (365 days) after the release"),
        ("2026-04-07", "8.7 years (3,189 days) after the release"),
        ("2017-09", ""),
        (None, ""),
    ],
)
def test_the_days_are_told_where_both_dates_are_known_to_the_day(read, published, said):
    page = tree(read(f"> {SEEN}", published=published, address=None))
    verdict = page.xpath("string(//p[@class='quotation-evidence'])")
    assert said in verdict
    assert ("release" in verdict) == bool(said)


def test_a_passage_has_its_place_on_the_pages_that_it_was_published_on(read):
    page = tree(read(f"> {SECOND}", url="https://lantern.example/a", address=None))
    named = "#:~:text=Nine%20of%20them%20carried%20no,and%20two%20had%20no%20name"
    assert page.xpath("//p[@class='record-source']/a/@href") == [
        f"https://lantern.example/a{named}",
        f"{URL}{named}",
    ]


def test_a_passage_that_no_release_holds_is_marked_so_and_has_a_page(read, client):
    text = f"The office sent out a press release.\n\n> {LIES}\n\nWell."
    response = read(text)
    assert tree(response).xpath("//mark[@class='passage grade-unlocated']")
    assert "1 release not in this archive" in plain(response)
    assert "% of this article" not in plain(response)
    page = plain(client.get(quotation_address()))
    assert "no release in this archive contains it" in page
    assert "on the day" not in page


def test_a_passage_from_a_third_source_is_labelled_and_does_not_count(read, client):
    told = f"The council met on Tuesday. The ordinance reads: “{LAW}” More is to come of it."
    mine = f"I looked it up. Under the law of the town, “{LAW}” That is all there is."
    response = read(mine, release(title="Unlit barges", text=told))
    assert Quotation.objects.get().shared
    assert "Also in Unlit barges; both quote a third source" in plain(response)
    assert "of this article comes from" not in plain(response)
    assert "Both quote a third source" in plain(client.get(RELEASE))
    assert "sentences are quoted" not in plain(client.get(RELEASE))
    assert "From a third source" in plain(client.get(quotation_address()))


def test_a_passage_of_an_earlier_version_says_which_and_leads_to_it(read, load, client):
    read(f"> {SEEN}")
    load(release(title="Unlit barges", text="The office has nothing more to say of barges."))
    version = "/releases/harbor-1/versions/1/"
    for address in ("/articles/lantern-1/", quotation_address(), RELEASE):
        page = tree(client.get(address))
        assert page.xpath(f"//main//a[@href='{version}']"), address
    assert "4 of 4 sentences of Unlit barges, version 1" in plain(
        client.get("/articles/lantern-1/")
    )
    assert FIRST in plain(client.get(quotation_address()))
    assert "is-quoted" not in client.get(RELEASE).text


def test_other_releases_that_have_the_passage_are_listed(read, load, client):
    again = release(key="again", title="Barges once more", text=SEEN, released="2017-07-10")
    read(f"> {SEEN}", again)
    page = tree(client.get(quotation_address()))
    (section,) = page.xpath("//section[@aria-labelledby='holdings']")
    assert section.xpath(".//a/@href") == ["/releases/again/"]
    load(again | {"withdrawn": "The count was wrong."})
    assert not tree(client.get(quotation_address())).xpath("//section[@aria-labelledby='holdings']")


def test_each_sentence_of_a_release_says_how_many_articles_quote_it_and_which(read, load, client):
    read(f"> {FIRST}")
    load(article(key="b", title="Second look", published="2017-08-02", text=f"> {FIRST} {SECOND}"))
    page = tree(client.get(RELEASE))
    lines = page.xpath("//div[contains(@class, 'sentence') and p]")
    told = [line.xpath("string(.//summary)").split(" article")[0] for line in lines]
    assert told == ["2", "1", "", ""]
    assert ["(not quoted)" in line.text_content() for line in lines] == [False, False, True, True]
    assert lines[0].xpath(".//li/a/@href") == [quotation_address(), quotation_address("b")]
    assert "2 of its 4 sentences are quoted, by 2 articles" in plain(client.get(RELEASE))


def test_an_article_that_quotes_a_sentence_twice_counts_once(read, client):
    read(f"> {FIRST}\n\nOnce more:\n\n> {FIRST}")
    assert Quotation.objects.count() == 2
    assert "1 of its 4 sentences is quoted, by 1 article." in plain(client.get(RELEASE))


def test_a_release_that_nothing_quotes_has_no_margin(load, client):
    load(release(text=SEEN))
    page = tree(client.get(RELEASE))
    assert FIRST in page.text_content()
    assert not page.xpath("//details | //svg | //span[contains(text(), 'not quoted')]")


def test_a_release_shows_when_it_was_quoted_as_a_drawing_and_as_a_table(read, load, client):
    read(f"> {FIRST}")
    load(article(key="b", published="2017-08-02", text=f"> {FIRST}"))
    load(article(key="c", published="2017", text=f"> {FIRST}"))
    page = tree(client.get(RELEASE))
    assert len(page.xpath("//figure//rect")) == 2
    rows = [row.text_content() for row in page.xpath("//figure//tbody/tr")]
    assert rows == ["July 28, 20171", "August 2, 20171"]
    assert "1 article is undated or dated only by month or year." in plain(client.get(RELEASE))


def test_the_same_text_published_twice_leads_from_one_to_the_other(load, client):
    near = SEEN.replace("twice", "once") + " " + " ".join(f"word{one}" for one in range(120))
    load(release(text=SEEN), release(key="again", title="Again", text=SEEN))
    load(article(text=near), article(key="b", title="Near", text=near.replace("word60", "other")))
    assert "Identical text" in plain(client.get(RELEASE))
    page = client.get("/articles/lantern-1/")
    assert "% identical" in plain(page)
    (section,) = tree(page).xpath("//section[@aria-labelledby='again']")
    assert section.xpath(".//a/@href") == ["/articles/b/"]
    load(article(key="b", title="Near", text=near, withdrawn="Published by mistake."))
    assert "Also published as" not in plain(client.get("/articles/lantern-1/"))


def test_a_withdrawn_release_is_passed_over_from_quotation_to_quotation(read, client):
    other = "The divers recovered forty brass lanterns from beneath the northern pier last winter."
    more = release(key="gone", title="Lanterns", text=other)
    read(f"> {FIRST}\n\nAnd then:\n\n> {other}\n\nAnd last:\n\n> {LAST}", more)
    operations.withdraw("gone", "The count was wrong.", quietly)
    assert client.get(quotation_address(number=2)).status_code == 410
    page = tree(client.get(quotation_address()))
    assert page.xpath("//a[@rel='next']/@href") == [quotation_address(number=3)]
    assert client.get("/articles/lantern-1/quotations/4/").status_code == 404
    operations.withdraw("lantern-1", "Published by mistake.", quietly)
    assert client.get(quotation_address()).status_code == 410


def test_no_page_has_a_style_or_a_script_in_it(read, client):
    inline = "//@style | //style | //script[not(@src)]"
    read(f"> {SEEN.replace('forty-one', 'sixty')}")
    for address in (
        "/articles/lantern-1/",
        quotation_address(),
        RELEASE,
        "/agencies/harbor-office/",
    ):
        assert not tree(client.get(address)).xpath(inline), address

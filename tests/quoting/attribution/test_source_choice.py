"""Which release a passage comes from, and which passages come from none."""

import pytest

from tests.support.harbor import (
    FOUND,
    MOORED,
    SEIZED,
    article,
    find_in,
    find_only,
    quoted_text,
    release,
)

LAW = "No vessel shall be seized without a written order of the harbor court of first instance"


@pytest.mark.parametrize("released", ["2017-07-21", "2017-08", "2018"])
def test_a_release_dated_after_the_article_is_never_its_source(released):
    assert find_in(SEIZED, release(released=released)) == []


@pytest.mark.parametrize("released", ["2017-07-20", "2017-07", "2017", None])
def test_a_release_that_may_be_older_can_be_its_source(released):
    assert find_only(SEIZED, release(released=released)).release_number == 1


PLAIN = "He was held after a search of the mole with an unregistered lantern."


@pytest.mark.parametrize(
    ("released", "published"),
    [(None, "2017-07-20"), ("2017-07-12", None), ("2017-06-01", "2017-07-20")],
)
def test_without_a_near_date_a_plain_sentence_needs_a_mention_of_the_agency(released, published):
    source = release(text=PLAIN, released=released)
    assert find_in(PLAIN, source, published=published) == []
    assert find_in(f"{PLAIN} So the Harbor Office says.", source, published=published)


def test_part_of_a_sentence_needs_more_than_its_length_without_a_near_date():
    text = "According to the Quay and Harbor Guild and its court."
    passage = "“It is so,” according to the Quay and Harbor Guild and its court."
    assert find_in(passage, release(text=text, released="2015-01-01")) == []
    assert find_in(f"The Harbor Office: {passage}", release(text=text, released="2015-01-01"))


def test_a_plain_sentence_of_a_recent_release_needs_no_mention_of_the_agency():
    assert find_in(PLAIN, release(text=PLAIN))


def test_the_release_with_more_of_the_passage_is_its_source():
    longer, shorter = release(2), release(1, text=MOORED[:80])
    assert find_only(MOORED, shorter, longer).release_number == 2


def test_the_more_faithful_release_is_the_source_and_the_other_is_listed():
    quotation = find_only(MOORED, release(1, text=MOORED.replace("eleven", "twelve")), release(2))
    assert quotation.release_number == 2
    assert [(holder.release_number, holder.grade) for holder in quotation.also_in] == [
        (1, "altered")
    ]


def test_the_release_whose_agency_is_named_near_the_passage_is_its_source():
    releases = release(1), release(2, agencies=("River Office", "RO"), released="2017-07-01")
    assert find_only(f"The RO said so.\n\n> {MOORED}", *releases).release_number == 2
    assert find_only(f"The Harbor Office said so.\n\n> {MOORED}", *releases).release_number == 1


def test_otherwise_the_release_dated_nearest_before_the_article_is():
    releases = release(1, released="2017-07-01"), release(2, released="2017-07-15")
    assert find_only(MOORED, *releases).release_number == 2


def test_otherwise_the_first_release_by_key_is():
    assert find_only(MOORED, release(2), release(1)).release_number == 1


def test_an_earlier_version_is_the_source_only_of_what_no_current_text_contains():
    earlier = release(2, superseded=True, record_key="a", released="2017-07-19")
    assert find_only(MOORED, release(1, record_key="a"), earlier).release_number == 1
    assert find_only(MOORED, release(1, record_key="a", text=SEIZED), earlier).release_number == 2


def test_versions_of_the_source_are_not_listed_as_other_releases():
    earlier = release(2, superseded=True, record_key="a")
    assert find_only(MOORED, release(1, record_key="a"), earlier).also_in == ()


def test_what_four_different_releases_contain_is_quoted_from_none():
    subjects = ["whale", "crane", "ferry", "tunnel", "lantern"]
    releases = [
        release(number, text=" ".join(f"{subject}{n}" for n in range(200)) + f"\n\n{MOORED}")
        for number, subject in enumerate(subjects)
    ]
    assert find_in(MOORED, *releases) == []
    assert find_only(MOORED, *releases[:3]).release_number == 0


def test_re_issues_of_one_release_make_no_boilerplate():
    releases = [release(number, agencies=(f"Office {number}",)) for number in range(6)]
    assert len(find_only(MOORED, *releases).also_in) == 5


@pytest.mark.parametrize(
    ("in_release", "in_article"),
    [
        ("As 8 U.S.C. § 1373 provides, “{}.”", "The law has it that “{}.”"),
        ("The court wrote in its opinion: “{}.”", "As the court wrote: “{}.”"),
        ("In his speech on the quay the minister said: “{}.”", "His speech: “{}.”"),
    ],
)
def test_what_both_texts_take_from_a_third_source_is_shared(in_release, in_article):
    text = f"{SEIZED}\n\n{in_release.format(LAW)}\n\n{MOORED}"
    assert find_only(in_article.format(LAW), release(text=text)).shared


@pytest.mark.parametrize(
    ("in_release", "in_article"),
    [
        ("That report stated that {}.", "The report says “{}.”"),
        ("As Captain Olund told the Pier Gazette last week {}.", "“{},” Captain Olund said."),
        ("{}. Olund is quoted as saying so.", "“{}.”\n\n-- Capt. Jon Olund, in May"),
        ("He loves the words on the base of the lighthouse   {}.", "There it reads: “{}.”"),
        ("Olund has the oath by heart. It reads: “{}.”", "“{}.”"),
        ("The law of the quays provides that {}.", "Under the law, “{}.”"),
        ("{}, Minn. Stat. § 86.", "They know that “{}.”"),
    ],
)
def test_it_is_shared_even_if_the_release_does_not_mark_it(in_release, in_article):
    text = f"{SEIZED}\n\n{in_release.format(LAW)}\n\n{MOORED}"
    assert find_only(in_article.format(LAW), release(text=text)).shared


@pytest.mark.parametrize(
    "text_before",
    [
        "The court wrote that nobody is above the act.”",
        "Nobody knows how the report was found.",
        "The speech of the year, in her address!",
    ],
)
def test_a_finished_sentence_before_the_words_of_the_agency_introduces_nothing(text_before):
    text = f"{SEIZED}\n\n{text_before}\n\n“{LAW}.”\n\n{MOORED}"
    assert not find_only(f"“{LAW},” she said.", release(text=text)).shared


@pytest.mark.parametrize(
    "introduction",
    ["The report of the press office says: ", "The Harbor Office wrote in its report: ", "Still, "],
)
def test_what_the_article_credits_to_the_release_or_its_agency_is_not_shared(introduction):
    text = f"{SEIZED}\n\nThe report says: {LAW}.\n\n{MOORED}"
    assert not find_only(f"{introduction}“{LAW}.” So the Harbor Office.", release(text=text)).shared


def test_whom_a_release_quotes_is_no_third_source_if_the_article_mentions_the_agency():
    text = f"{SEIZED}\n\nAda Olund, president of the Pilots’ Guild, said: “{LAW}.”\n\n{MOORED}"
    passage = f"The Harbor Office has news. “{LAW},” Ada Olund said."
    assert not find_only(passage, release(text=text)).shared


def test_a_short_quote_is_not_tied_to_a_release_by_what_is_shared():
    text = f"{SEIZED}\n\nThe court wrote in its opinion: “{LAW}.”\n\n{MOORED}"
    passage = f"As the court wrote: “{LAW}.” Some are “moored without papers since” then."
    (quotation,) = find_in(passage, release(text=text))
    assert quotation.shared


def test_an_official_of_the_agency_is_no_third_source():
    assert not find_only(f"The director: “{FOUND}.”").shared


def test_a_short_quote_is_found_in_a_release_that_is_quoted_anyway():
    quotations = find_in(f"{MOORED}\n\nShe says nobody who “moors here honestly has” worries.")
    assert [quotation.presentation for quotation in quotations] == ["unmarked", "inline"]


def test_a_short_quote_is_found_in_a_release_that_agency_and_date_make_likely():
    passage = "Nobody who “moors here honestly has anything” need worry, says the Harbor Office."
    assert quoted_text(find_only(passage), passage) == "moors here honestly has anything"
    assert find_in(passage, release(released="2017-05-01")) == []
    assert find_in(passage.replace("Harbor", "River")) == []


def test_a_short_quote_that_three_likely_releases_contain_is_a_common_phrase():
    passage = "Nobody who “moors here honestly has anything” need worry, says the Harbor Office."
    assert find_in(passage, *(release(number) for number in range(3))) == []


def test_an_announced_passage_that_no_release_contains_is_unlocated():
    text = "Their press release has this:\n\n> Nothing of it was ever seen by anyone at all."
    quotation = find_only(text)
    assert (quotation.release_number, quotation.release_span, quotation.grade) == (None, None, None)
    assert quoted_text(quotation, text) == "Nothing of it was ever seen by anyone at all."
    assert quotation.presentation == "block"


@pytest.mark.parametrize(
    "text",
    [
        "A poem:\n\n> Nothing of it was ever seen by anyone at all.",
        "“Nothing of it was ever seen by anyone at all,” I said. Then came the press release.",
        "The press release calls it “a fine night” for all.",
    ],
)
def test_a_passage_without_an_announcement_is_no_quotation(text):
    assert find_in(text) == []


def test_quotations_of_two_releases_come_in_the_order_of_the_article():
    text = f"{MOORED}\n\nBut then there was this.\n\n{SEIZED}"
    releases = release(1, text=SEIZED), release(2, text=MOORED)
    assert [quotation.release_number for quotation in find_in(text, *releases)] == [2, 1]
    assert article(text).text.index(SEIZED) == find_in(text, *releases)[1].article_span.start


def test_an_earlier_quotation_in_the_release_does_not_introduce_the_next_one():
    release_text = f"“A letter is a letter,” said Director Ann Poe. “{FOUND}.”\n\n{MOORED}"
    (quotation,) = find_in(f"The director wrote: “{FOUND}.”", release(text=release_text))
    assert not quotation.shared


PHRASE = "“seized three unregistered boats on Tuesday, July 11”"


def test_an_old_release_of_an_agency_that_is_not_named_needs_more_words():
    passage = f"There was a night when somebody {PHRASE}."
    assert find_in(passage, published="2017-07-18")
    assert not find_in(passage, published="2019-07-20")
    assert find_in(f"So says the Harbor Office: it {PHRASE}.", published="2019-07-20")
    assert find_in(f"> {SEIZED}\n\n> {MOORED}", published="2019-07-20")


def test_what_an_article_says_that_it_says_may_be_the_release_itself():
    passage = "The keeper of the eastern light counted ninety gulls upon the roof before the storm."
    source = release(text=passage, released="2017-07-19")
    quotation = find_only(f"It says:\n\n> {passage}", source)
    assert not quotation.shared


@pytest.mark.parametrize(
    ("in_release", "in_article"),
    [
        ("During her remarks, Chief Ann Poe said: “{}.”", "In his remarks Chief Poe said: “{}.”"),
        ("“{},” said Carl Jones, spokesman of the office.", "Spokesman Carl Jones said: “{}.”"),
        ("Officials in Duluth say that “{}.”", "In cold Duluth, “{}.”"),
    ],
)
def test_what_officials_of_the_agency_say_is_its_own(in_release, in_article):
    text = f"{MOORED}\n\n{in_release.format(FOUND)}"
    assert not find_only(in_article.format(FOUND), release(text=text)).shared

"""Which release a passage comes from, and what is none."""

import pytest

from tests.support.harbor import FOUND, MOORED, SEIZED, article, found, one, release, shown

LAW = "No vessel shall be seized without a written order of the harbor court of first instance"


@pytest.mark.parametrize("released", ["2017-07-21", "2017-08", "2018"])
def test_a_release_dated_after_the_article_is_never_its_source(released):
    assert found(SEIZED, release(released=released)) == []


@pytest.mark.parametrize("released", ["2017-07-20", "2017-07", "2017", None])
def test_a_release_that_may_be_older_is(released):
    assert one(SEIZED, release(released=released)).number == 1


def test_the_release_with_more_of_the_passage_is_chosen():
    longer, shorter = release(2), release(1, text=MOORED[:80])
    assert one(MOORED, shorter, longer).number == 2


def test_the_more_faithful_release_is_chosen_and_the_other_listed():
    quotation = one(MOORED, release(1, text=MOORED.replace("eleven", "twelve")), release(2))
    assert quotation.number == 2
    assert [(other.number, other.grade) for other in quotation.others] == [(1, "altered")]


def test_the_release_whose_agency_is_named_near_the_passage_is_chosen():
    releases = release(1), release(2, agencies=("River Office", "RO"), released="2017-07-01")
    assert one(f"The RO said so.\n\n> {MOORED}", *releases).number == 2
    assert one(f"The Harbor Office said so.\n\n> {MOORED}", *releases).number == 1


def test_else_the_one_dated_nearest_before_the_article():
    releases = release(1, released="2017-07-01"), release(2, released="2017-07-15")
    assert one(MOORED, *releases).number == 2


def test_else_the_first_by_key():
    assert one(MOORED, release(2), release(1)).number == 1


def test_an_earlier_version_is_the_source_only_of_what_no_current_text_holds():
    old = release(2, superseded=True, record="a", released="2017-07-19")
    assert one(MOORED, release(1, record="a"), old).number == 1
    assert one(MOORED, release(1, record="a", text=SEIZED), old).number == 2


def test_versions_of_one_release_are_not_listed_as_others():
    old = release(2, superseded=True, record="a")
    assert one(MOORED, release(1, record="a"), old).others == ()


def test_what_many_different_releases_say_is_quoted_from_none():
    subjects = ["whale", "crane", "ferry", "tunnel", "lantern"]
    releases = [
        release(number, text=" ".join(f"{subject}{n}" for n in range(200)) + f"\n\n{MOORED}")
        for number, subject in enumerate(subjects)
    ]
    assert found(MOORED, *releases) == []
    assert one(MOORED, *releases[:3]).number == 0


def test_re_issues_of_one_release_make_no_boilerplate():
    releases = [release(number, agencies=(f"Office {number}",)) for number in range(6)]
    assert len(one(MOORED, *releases).others) == 5


@pytest.mark.parametrize(
    ("there", "here"),
    [
        ("As 8 U.S.C. § 1373 provides, “{}.”", "The law has it that “{}.”"),
        ("The court wrote in its opinion: “{}.”", "As the court wrote: “{}.”"),
        ("In his speech on the quay the minister said: “{}.”", "His speech: “{}.”"),
    ],
)
def test_what_both_take_from_a_third_source_is_shared(there, here):
    text = f"{SEIZED}\n\n{there.format(LAW)}\n\n{MOORED}"
    assert one(here.format(LAW), release(text=text)).shared


def test_what_an_official_says_in_the_release_of_his_agency_is_the_releases_own():
    assert not one(f"The director: “{FOUND}.”").shared


def test_a_short_quote_is_found_in_a_release_that_is_quoted_anyway():
    quotations = found(f"{MOORED}\n\nShe says nobody who “moors here honestly has” worries.")
    assert [one.presentation for one in quotations] == ["unmarked", "inline"]


def test_a_short_quote_is_found_in_a_release_that_agency_and_date_make_likely():
    passage = "Nobody who “moors here honestly has anything” need worry, says the Harbor Office."
    assert shown(one(passage), passage) == "moors here honestly has anything"
    assert found(passage, release(released="2017-05-01")) == []
    assert found(passage.replace("Harbor", "River")) == []


def test_a_short_quote_that_many_likely_releases_hold_is_a_common_phrase():
    passage = "Nobody who “moors here honestly has anything” need worry, says the Harbor Office."
    assert found(passage, *(release(number) for number in range(3))) == []


def test_a_marked_passage_that_is_announced_and_held_by_none_stays_unlocated():
    text = "Their press release has this:\n\n> Nothing of it was ever seen by anyone at all."
    quotation = one(text)
    assert (quotation.number, quotation.there, quotation.grade) == (None, None, None)
    assert shown(quotation, text) == "Nothing of it was ever seen by anyone at all."
    assert quotation.presentation == "block"


@pytest.mark.parametrize(
    "text",
    [
        "A poem:\n\n> Nothing of it was ever seen by anyone at all.",
        "“Nothing of it was ever seen by anyone at all,” I said. Then came the press release.",
        "The press release calls it “a fine night” for all.",
    ],
)
def test_what_nothing_announces_is_no_quotation(text):
    assert found(text) == []


def test_quotations_of_two_releases_stand_in_the_order_of_the_article():
    text = f"{MOORED}\n\nBut then there was this.\n\n{SEIZED}"
    releases = release(1, text=SEIZED), release(2, text=MOORED)
    assert [quotation.number for quotation in found(text, *releases)] == [2, 1]
    assert article(text).text.index(SEIZED) == found(text, *releases)[1].here.start


def test_what_the_release_quotes_before_is_no_source_of_what_it_quotes_next():
    theirs = f"“A letter is a letter,” said Director Ann Poe. “{FOUND}.”\n\n{MOORED}"
    (quotation,) = found(f"The director wrote: “{FOUND}.”", release(text=theirs))
    assert not quotation.shared


PHRASE = "“seized three unregistered boats on Tuesday, July 11”"


def test_an_old_release_of_an_agency_that_is_not_named_needs_more_words():
    passage = f"There was a night when somebody {PHRASE}."
    assert found(passage)
    assert not found(passage, published="2019-07-20")
    assert found(f"The Harbor Office {PHRASE}.", published="2019-07-20")
    assert found(f"> {SEIZED}\n\n> {MOORED}", published="2019-07-20")

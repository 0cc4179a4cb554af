"""How an agency is quoted, or an author or outlet quotes."""

import re

import pytest

from articles.editions import operations
from articles.linking import profile_figures
from articles.models import Agency, Author, City, Figure, Outlet
from articles.pages.profiles import summarize_profile
from tests.conftest import quietly
from tests.support.records import article, release

BOATS = (
    "Officers of the harbor office seized three unregistered boats on Tuesday after an inspection "
    "that lasted eleven days."
)
ALTERED = BOATS.replace("three", "nine")
WORDS = "The divers recovered forty brass lanterns from beneath the northern pier last winter."


def one(model, name, **more):
    return summarize_profile(model.objects.get(name=name, **more))


@pytest.fixture
def quoted(load):
    """Two releases, of an agency and of its component, and three articles that quote them."""
    load(
        {"kind": "agency", "key": "HO", "name": "Harbor Office"},
        {"kind": "agency", "key": "HO-D", "name": "Divers", "parent": "HO"},
        release(agency="HO", text=BOATS),
        release(key="divers-1", title="Lanterns", agency="HO-D", released="2017-07", text=WORDS),
        article(published="2017-07-18", text=f"They say:\n\n> {BOATS}\n\nAnd: {WORDS}"),
        article(key="b", published="2017-07-24T09:00", text=f"They say: “{ALTERED}”"),
        article(key="c", published="2017-08", outlet="Rope", text=f"Once more:\n\n> {BOATS}"),
    )


def test_an_agency_has_what_is_quoted_of_it_and_of_its_components(quoted):
    whole, part = one(Agency, "Harbor Office"), one(Agency, "Divers")
    assert (whole.quotation_count, whole.article_count, whole.release_count) == (4, 3, 2)
    assert (part.quotation_count, part.article_count, part.release_count) == (1, 1, 1)


def test_grades_and_presentations_are_shares_of_the_quotations(quoted):
    found = one(Agency, "Harbor Office")
    assert [(share.label, share.count, share.percentage) for share in found.grades] == [
        ("verbatim", 3, 75),
        ("altered", 1, 25),
    ]
    assert [(share.label, share.count) for share in found.presentations] == [
        ("block quote", 2),
        ("inline quote", 1),
        ("unmarked copy", 1),
    ]


def test_the_median_is_of_dates_known_to_the_day_half_way_between_two(quoted):
    assert one(Agency, "Harbor Office").median_days == 7
    assert one(Agency, "Divers").median_days is None


def test_an_article_that_quotes_a_release_often_counts_once_for_the_median(load):
    twice = f"> {BOATS}\n\nOnce more:\n\n> {BOATS}\n\nAnd again:\n\n> {BOATS}"
    load(release(text=BOATS), article(published="2017-07-15", text=twice))
    load(article(key="b", published="2017-07-24", text=f"> {BOATS}"))
    assert one(Agency, "Harbor Office").quotation_count == 4
    assert one(Agency, "Harbor Office").median_days == 5.5


def test_what_is_quoted_most_comes_first(quoted):
    found = one(Agency, "Harbor Office")
    assert [(str(one.record), one.article_count) for one in found.leading_releases] == [
        ("Harbor office seizes three boats", 3),
        ("Lanterns", 1),
    ]
    assert [(str(one.record), one.article_count) for one in found.leading_partners] == [
        ("The Lantern", 2),
        ("Rope", 1),
    ]


def test_an_author_and_an_outlet_have_what_they_quote(quoted):
    assert one(Author, "Mara Olund").article_count == 3
    rope = one(Outlet, "Rope")
    assert (rope.quotation_count, rope.median_days) == (1, None)
    assert [str(one.record) for one in rope.leading_partners] == ["Harbor Office"]


def test_a_withdrawn_text_counts_nowhere(quoted, load):
    load(article(key="b", withdrawn="Published by mistake."))
    assert one(Agency, "Harbor Office").article_count == 2
    load(release(agency="HO", text=BOATS, withdrawn="The count was wrong."))
    assert one(Agency, "Harbor Office").article_count == 1


def test_an_agency_that_becomes_one_of_its_own_takes_its_quotations_along(quoted, load):
    load({"kind": "agency", "key": "HO-D", "name": "Divers"})
    assert one(Agency, "Harbor Office").quotation_count == 3
    assert one(Agency, "Divers").quotation_count == 1


def test_two_that_are_merged_have_one_profile(quoted):
    operations.merge("outlet", "Rope", "The Lantern", quietly)
    assert one(Outlet, "Rope").article_count == 3
    assert Figure.objects.filter(kind="outlet", what="articles").count() == 1


def test_an_article_of_another_outlet_leaves_the_profile_of_the_first(quoted, load):
    load(article(key="c", published="2017-08", outlet="Silent", text=f"Once more:\n\n> {BOATS}"))
    assert one(Outlet, "Rope") is None
    assert one(Outlet, "Silent").quotation_count == 1


def test_a_new_article_changes_the_profiles_of_whom_it_quotes_and_of_no_other(quoted, load):
    divers = Agency.objects.get(key="HO-D").pk
    before = list(Figure.objects.filter(kind="agency", owner=divers))
    load(article(key="d", outlet="Fresh", published="2017-07-20", text=f"They say: “{BOATS}”"))
    assert (one(Agency, "Harbor Office").quotation_count, one(Outlet, "Fresh").median_days) == (
        5,
        6,
    )
    assert list(Figure.objects.filter(kind="agency", owner=divers)) == before
    assert not list(profile_figures.find_differences())


def test_a_release_that_comes_later_counts_for_the_articles_that_were_there(quoted, load):
    text = "The keeper of the eastern light counted ninety gulls upon the roof before the storm."
    load(article(key="d", outlet="Fresh", published="2017-09-02", text=f"It says:\n\n> {text}"))
    assert one(Outlet, "Fresh") is None
    load(release(key="gulls", agency="HO-D", released="2017-09-01", text=text))
    assert (one(Outlet, "Fresh").quotation_count, one(Agency, "Divers").quotation_count) == (1, 2)
    assert not list(profile_figures.find_differences())


def test_an_outlet_of_the_longest_name_is_named(load):
    name = "Gazette " * 62 + "über"
    load(release(), article(outlet=name))
    (leading,) = one(Agency, "Harbor Office").leading_partners
    assert str(leading.record) == name


def test_an_article_that_is_found_to_quote_another_release_counts_once(quoted, load):
    load(release(key="again", agency="HO-D", released="2017-07-13", text=ALTERED))
    whole, part = one(Agency, "Harbor Office"), one(Agency, "Divers")
    assert [(share.label, share.count) for share in whole.grades] == [("verbatim", 4)]
    assert (part.quotation_count, part.article_count, part.release_count) == (2, 2, 2)
    assert not list(profile_figures.find_differences())


def test_a_city_and_what_quotes_nothing_have_no_profile(quoted, load):
    assert one(City, "Duluth") is None
    load(article(key="d", outlet="Silent", text="Not a word of theirs."))
    assert one(Outlet, "Silent") is None


def test_thousands_of_days_are_written_with_a_comma(load, client):
    load(release(released="2010-01-01", text=BOATS), article(published="2020-01-01", text=BOATS))
    assert "Median delay: 3,652 days" in client.get("/agencies/harbor-office/").text


def test_the_page_shows_it_but_beside_no_search(quoted, client):
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", client.get("/agencies/ho/").text))
    assert "3 articles quote 4 passages from 2 press releases." in text
    assert "Median delay: 7 days." in text
    assert "How this agency is quoted" not in client.get("/agencies/ho/?q=boats").text

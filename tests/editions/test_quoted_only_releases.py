"""Releases that articles name as their source, and that the archive does not hold."""

import pytest

from articles.linking import profile_figures
from articles.models import PressRelease, Quotation
from articles.pages.links import address_of
from tests.support.records import article, release

FIRST = "The office closed the north gate on Monday after two crates of rope went missing."
SECOND = "Anyone who saw a gray launch near the fuel dock is asked to call the harbor master."
NAMED = {
    "agency": "Harbor Office",
    "city": "Duluth, MN",
    "released": "2017-07-20",
    "title": "North gate closed",
    "url": "https://harbor-office.example/north-gate",
}


def naming(*passages, source=NAMED, **fields):
    blocks = "\n\n".join(f"> {passage}" for passage in passages)
    text = f"The Harbor Office says this.\n\n{blocks}\n\nMake of it what you will, {len(passages)}."
    return article(text=text, quotes=[source]) | fields


def held(**fields):
    text = f"DULUTH — {FIRST}\n\nNobody was hurt.\n\n{SECOND}"
    return release(key="zz-gate", text=text) | {name: NAMED[name] for name in NAMED} | fields


def known_by_quotation():
    return PressRelease.objects.get(known_by_quotation=True)


def sources_of(key):
    return set(
        Quotation.objects.filter(article__key=key).values_list("release__key", "article_start")
    )


def test_a_release_not_held_is_made_of_the_passages_that_the_article_marks(load):
    report = load(naming(FIRST, SECOND))
    made = known_by_quotation()
    assert made.text == f"{FIRST}\n\n{SECOND}"
    assert (made.title, made.url, str(made.released)) == (
        *(NAMED["title"], NAMED["url"], NAMED["released"]),
    )
    assert (str(made.agency), str(made.city)) == ("Harbor Office", "Duluth, MN")
    assert not report.findings


def test_its_passages_are_quotations_of_it(load, client):
    load(naming(FIRST, text=f"They say:\n\n> {FIRST}\n\nThen they go on:\n\n> {SECOND}"))
    made = known_by_quotation()
    assert [one.release for one in Quotation.objects.all()] == [made, made]
    assert "Known only by quotation" in client.get(address_of(made)).text
    assert made.title in client.get("/articles/lantern-1/").text


def test_a_block_quote_of_several_lines_comes_without_its_signs(load):
    load(naming(FIRST.replace(" on ", "\n> on ")))
    assert known_by_quotation().text == FIRST.replace(" on ", "\non ")


def test_two_articles_that_name_a_release_add_up(load):
    load(naming(FIRST), naming(SECOND, FIRST, key="lantern-2", published="2017-08-01"))
    assert known_by_quotation().text == f"{FIRST}\n\n{SECOND}"
    assert {key for key, _ in sources_of("lantern-2")} == {known_by_quotation().key}


def test_an_article_that_quotes_the_same_words_without_naming_anything_is_linked_too(load):
    load(naming(FIRST), article(key="lantern-2", text=f"They wrote: “{FIRST}” Well."))
    assert Quotation.objects.get(article__key="lantern-2").release == known_by_quotation()


def test_loading_the_same_again_changes_nothing(load):
    load(naming(FIRST))
    made = known_by_quotation()
    assert load(naming(FIRST)).edition is None
    load(release())
    assert known_by_quotation().edition_id == made.edition_id == 1


@pytest.mark.parametrize(
    "same",
    [
        {"released": None, "title": "Another title"},
        {"released": "2017-07-21", "title": None},
        {"url": None},
        {"url": None, "title": "NORTH GATE CLOSED"},
        {"url": "https://harbor-office.example/moved", "agency": "HARBOR OFFICE"},
    ],
)
def test_the_release_itself_takes_the_place_of_what_was_known_of_it(load, same):
    load(naming(FIRST, SECOND))
    load(held(**same))
    assert PressRelease.objects.get().key == "zz-gate"
    assert {key for key, _ in sources_of("lantern-1")} == {"zz-gate"}
    assert len(sources_of("lantern-1")) == 2


def test_the_agency_under_whose_name_it_was_known_is_quoted_no_longer(load):
    load(naming(FIRST))
    load(held(agency="Harbor Office, North Pier"))
    assert PressRelease.objects.get().key == "zz-gate"
    assert not list(profile_figures.find_differences())


def test_a_release_known_by_two_names_counts_for_the_agency_that_it_has_now(load):
    """Both names make one key; that of the earlier article is taken."""
    load(naming(FIRST, source={"agency": "Harbor", "title": "Office gate"}))
    assert str(known_by_quotation().agency) == "Harbor"
    source = {"agency": "Harbor Office", "title": "Gate"}
    load(naming(SECOND, source=source, key="earlier-1", published="2017-07-21"))
    assert str(known_by_quotation().agency) == "Harbor Office"
    assert not list(profile_figures.find_differences())


def test_a_release_that_comes_under_the_very_key_replaces_the_text(load):
    load(naming(FIRST))
    load(held(key=known_by_quotation().key))
    found = PressRelease.objects.get()
    assert (found.known_by_quotation, found.text.startswith("DULUTH")) == (False, True)
    assert Quotation.objects.get().release == found


def test_the_release_and_the_article_in_one_load_need_no_making(load):
    load(naming(FIRST), held())
    assert PressRelease.objects.get().key == "zz-gate"
    assert Quotation.objects.get().release.key == "zz-gate"


def test_another_release_of_the_agency_leaves_it_in_place(load):
    load(naming(FIRST))
    load(release())
    assert known_by_quotation().text == FIRST


def test_a_passage_that_is_found_in_a_release_held_is_no_part_of_it(load):
    seized = "Officers of the harbor office seized three unregistered boats on Tuesday after an"
    load(release(), naming(seized, FIRST))
    assert known_by_quotation().text == FIRST


@pytest.mark.parametrize(
    ("source", "finding"),
    [
        (
            {"title": "North gate closed", "released": "2017-07-20"},
            "names a release that isn't in this archive without its agency and its title or date",
        ),
        ({"agency": "Harbor Office"}, "without its agency and its title or date"),
        ({"url": "https://harbor-office.example/x"}, "without its agency and its title or date"),
        ({"release": "harbor-9"}, "quotes.release: 'harbor-9' no release has this key"),
    ],
)
def test_what_is_not_described_well_enough_is_reported_and_not_made(load, source, finding):
    report = load(naming(FIRST, source=source))
    assert [finding in str(problem) for problem in report.findings] == [True]
    assert not PressRelease.objects.exists()
    assert "lantern-1" in report.edition.findings[0]


def test_two_releases_not_held_in_one_article_are_reported_and_not_made(load):
    report = load(naming(FIRST, quotes=[NAMED, NAMED | {"title": "South gate closed", "url": ""}]))
    (finding,) = report.findings
    reason = "names 2 releases that aren't in this archive, but not which passage comes from which"
    assert reason in str(finding)
    assert not PressRelease.objects.exists()


def test_an_article_that_marks_no_passage_is_reported_and_nothing_is_made(load):
    report = load(article(text=FIRST, quotes=[NAMED]))
    assert "marks no passage as quoted from it" in str(report.findings[0])
    assert not PressRelease.objects.exists()


def test_a_release_named_by_its_key_is_as_good_as_held(load):
    report = load(release(), article(quotes=[{"release": "harbor-1"}]))
    assert not report.findings
    assert PressRelease.objects.get().key == "harbor-1"


def test_what_no_article_names_any_longer_goes(load):
    load(naming(FIRST))
    load(naming(FIRST, quotes=[]))
    assert not PressRelease.objects.exists()
    assert not Quotation.objects.exists()


def test_a_passage_that_its_article_no_longer_marks_goes(load):
    load(naming(FIRST, SECOND))
    load(naming(SECOND))
    assert known_by_quotation().text == SECOND
    assert Quotation.objects.get().release == known_by_quotation()


def test_a_withdrawn_article_does_not_speak_on_through_the_release_it_named(load):
    load(naming(FIRST))
    load(naming(FIRST, withdrawn="Printed without consent."))
    assert not PressRelease.objects.exists()


@pytest.mark.parametrize("text", ["Before.\n\n> \n\nAfter.", "Before.\n\n> \n> \n\nAfter."])
def test_an_empty_block_quote_marks_nothing(load, text):
    report = load(article(text=text, quotes=[NAMED]))
    assert "marks no passage" in str(report.findings[0])


def test_a_release_made_of_samples_is_a_sample(load):
    load(naming(FIRST, fiction=True))
    assert known_by_quotation().fiction


def test_the_samples_name_two_releases_that_are_not_held(samples):
    made = PressRelease.objects.filter(known_by_quotation=True)
    assert {str(one.city) for one in made} == {"Toledo, OH", "Fresno, CA"}
    for one in made:
        assert one.quotations.count() == 2
        assert len(one.text.split("\n\n")) == 2

"""The addresses of quotations, and what becomes of them from edition to edition."""

from io import StringIO

import pytest
from django.core.management import call_command

from articles.core.passages import make_passage_slug
from articles.editions import operations
from articles.linking import profile_figures
from articles.models import Figure, FormerAddress, Quotation
from articles.verification import Tally, verify_archive
from tests.conftest import quietly
from tests.support.records import article, release

BOATS = "Officers of the harbor office seized three unregistered boats on Tuesday morning."
LAMPS = "Divers recovered forty brass lanterns from beneath the northern pier last winter."
ROPES = "The rope inspectors counted eleven hundred fathoms of untarred hemp in the loft."
SLUGS = {passage: make_passage_slug(passage) for passage in (BOATS, LAMPS, ROPES)}
QUOTING = article(text=f"Well.\n\n> {BOATS}\n\nSo.\n\n> {LAMPS}\n\nAnd so.\n\n> {ROPES}")
RELEASES = {
    passage: release(key=f"r-{index}", title=f"No. {index}", text=passage)
    for index, passage in enumerate((BOATS, LAMPS, ROPES))
}


@pytest.fixture(autouse=True)
def _verified(db):
    """Whatever a test has loaded is as it should be."""
    yield
    assert [str(difference) for difference in verify_archive(Tally(quietly))] == []


def current():
    return [*Quotation.objects.order_by("number").values_list("slug", "first_edition")]


def former():
    return [
        *FormerAddress.objects.order_by("slug").values_list("slug", "first_edition", "ended_in")
    ]


def test_an_address_is_made_of_the_passage(load):
    load(QUOTING, *RELEASES.values())
    assert current() == [(slug, 1) for slug in SLUGS.values()]
    assert former() == []


def test_an_address_stays_when_an_earlier_quotation_is_found_later(load):
    load(QUOTING, RELEASES[LAMPS])
    load(RELEASES[BOATS], RELEASES[ROPES])
    assert current() == [(SLUGS[BOATS], 2), (SLUGS[LAMPS], 1), (SLUGS[ROPES], 2)]
    assert former() == []


def test_addresses_do_not_depend_on_the_order_of_loading(load, emptied):
    load(QUOTING, *RELEASES.values())
    slugs = [slug for slug, _ in current()]
    emptied()
    for record in (RELEASES[ROPES], QUOTING, RELEASES[BOATS], RELEASES[LAMPS]):
        load(record)
    assert [slug for slug, _ in current()] == slugs
    assert former() == []


def test_the_same_words_a_second_time_are_numbered(load):
    load(article(text=f"> {BOATS}\n\nOnce more:\n\n> {BOATS.upper()}"), RELEASES[BOATS])
    assert [slug for slug, _ in current()] == [SLUGS[BOATS], f"{SLUGS[BOATS]}-2"]


def test_a_change_of_anything_but_the_passages_keeps_their_addresses(load):
    load(QUOTING, *RELEASES.values())
    load(QUOTING | {"title": "Another title"})
    load(QUOTING | {"text": f"It began so.\n\n{QUOTING['text']}"})
    assert current() == [(slug, 1) for slug in SLUGS.values()]
    assert former() == []


def test_a_passage_that_a_changed_text_lost_leaves_a_former_address(load):
    load(QUOTING, *RELEASES.values())
    load(QUOTING | {"text": f"> {BOATS}\n\nNo more."})
    assert current() == [(SLUGS[BOATS], 1)]
    assert former() == sorted((SLUGS[passage], 1, 2) for passage in (LAMPS, ROPES))
    assert FormerAddress.objects.get(slug=SLUGS[ROPES]).passage == ROPES


def test_an_article_whose_changed_text_quotes_nothing_has_no_quotations(load):
    load(QUOTING, *RELEASES.values())
    load(QUOTING | {"text": "Nothing is left."})
    assert current() == []
    assert len(former()) == 3
    figures = sorted(Figure.objects.values_list())
    profile_figures.recount_all()
    assert figures == sorted(Figure.objects.values_list()) == []


def test_a_passage_that_returns_has_its_address_again(load):
    load(QUOTING, *RELEASES.values())
    load(QUOTING | {"text": "Nothing is left."})
    load(QUOTING)
    assert current() == [(slug, 1) for slug in SLUGS.values()]
    assert former() == []


def test_a_passage_that_no_release_is_a_source_of_anymore_leaves_a_former_address(load):
    load(QUOTING, *RELEASES.values())
    load(RELEASES[LAMPS] | {"released": "2020-01-01", "text": "Nothing is left."})
    load(QUOTING | {"published": "2017-01-01"})
    assert current() == []
    assert former() == sorted((slug, 1, 3) for slug in SLUGS.values())


def test_a_passage_that_grows_has_a_new_address_and_the_former_one_leads_to_it(load):
    load(QUOTING, RELEASES[BOATS] | {"text": BOATS[:60]})
    ((slug, _),) = current()
    assert slug != SLUGS[BOATS]
    load(RELEASES[BOATS] | {"key": "whole", "released": "2017-07-15"})
    assert current() == [(SLUGS[BOATS], 2)]
    assert former() == [(slug, 1, 2)]


def test_a_withdrawal_changes_no_address(load):
    load(QUOTING, *RELEASES.values())
    operations.withdraw("r-1", "The count was wrong.", quietly)
    operations.withdraw("lantern-1", "Printed by mistake.", quietly)
    assert current() == [(slug, 1) for slug in SLUGS.values()]
    assert former() == []


def test_linking_everything_again_keeps_all_addresses(load):
    load(QUOTING, *RELEASES.values())
    load(QUOTING | {"text": f"> {BOATS}\n\nSo.\n\n> {LAMPS}"})
    former_addresses = former()
    call_command("link", "--all", stdout=StringIO())
    assert current() == [(SLUGS[BOATS], 1), (SLUGS[LAMPS], 1)]
    assert former() == former_addresses == [(SLUGS[ROPES], 1, 2)]


def test_linking_again_records_the_addresses_that_it_does_not_find_again(load):
    load(QUOTING, *RELEASES.values())
    quotation = Quotation.objects.get(number=3)
    Quotation.objects.filter(pk=quotation.pk).update(
        article_end=quotation.article_end - 6, slug=make_passage_slug(ROPES[:-6])
    )
    call_command("link", "--all", stdout=StringIO())
    assert current() == [(SLUGS[BOATS], 1), (SLUGS[LAMPS], 1), (SLUGS[ROPES], 2)]
    assert former() == [(make_passage_slug(ROPES[:-6]), 1, 2)]


def test_a_dry_run_records_nothing(load):
    load(QUOTING, *RELEASES.values())
    load(QUOTING | {"text": "Nothing is left."}, dry_run=True)
    assert former() == []


def test_a_quotation_of_a_release_that_only_articles_knew_keeps_its_address(load):
    source = {"agency": "Harbor Office", "title": "No. 0", "released": "2017-07-14"}
    load(article(text=f"They say:\n\n> {BOATS}", quotes=[source]))
    assert current() == [(SLUGS[BOATS], 1)]
    load(release(title="No. 0", text=BOATS))
    assert current() == [(SLUGS[BOATS], 1)]
    load(article(text=f"They say:\n\n> {BOATS}"))
    assert current() == [(SLUGS[BOATS], 1)]


def test_a_release_that_no_article_names_anymore_leaves_former_addresses(load):
    source = {"agency": "Harbor Office", "title": "No. 0", "released": "2017-07-14"}
    load(article(text=f"They say:\n\n> {BOATS}", quotes=[source]))
    load(article(text=f"They say:\n\n> {BOATS}"))
    assert current() == []
    assert former() == [(SLUGS[BOATS], 1, 2)]

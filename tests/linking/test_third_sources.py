"""Quotations name their third source, whatever was loaded first."""

import pytest

from articles.editions import operations
from articles.models import Figure, Quotation, ThirdSource
from articles.verification import Tally, verify_archive
from tests.conftest import quietly
from tests.support.records import CHARTER, article, release, third_source

QUOTING = (
    release(text=f"Notice of the harbor office. The charter says: “{CHARTER}”"),
    article(text=f"An old text hangs on the wall.\n\n> {CHARTER}\n\nNobody reads it."),
    third_source(),
)
OTHER_TEXT = "No lantern shall be lit before dusk on the western pier, whatever the fishermen say."


RELEASE, ARTICLE, SOURCE = QUOTING
ORDERS = (
    (RELEASE, ARTICLE, SOURCE),
    (SOURCE, ARTICLE, RELEASE),
    (ARTICLE, SOURCE, RELEASE),
)


def list_kinds(records):
    return "-".join(record["kind"] for record in records)


def named_sources():
    return list(Quotation.objects.order_by("pk").values_list("third_source__key", "shared"))


def assert_right():
    """The archive verifies, and linking all of it again changes nothing."""
    assert list(verify_archive(Tally(quietly))) == []
    linked = named_sources()
    operations.relink(quietly, all_texts=True)
    assert named_sources() == linked


@pytest.mark.parametrize("records", ORDERS, ids=list_kinds)
def test_the_order_of_loading_makes_no_difference(load, records):
    for record in records:
        load(record)
    assert named_sources() == [("harbor-charter", True)]
    assert not Figure.objects.exists()
    assert_right()


def test_all_in_one_load_is_the_same(load):
    load(*QUOTING)
    assert named_sources() == [("harbor-charter", True)]


def test_a_source_that_no_longer_has_the_passage_is_no_longer_named(load):
    load(*QUOTING)
    load(third_source(text=OTHER_TEXT))
    assert [key for key, _ in named_sources()] == [None]
    assert_right()
    load(third_source())
    assert named_sources() == [("harbor-charter", True)]


def test_a_source_that_turns_out_to_be_younger_is_no_longer_named(load):
    load(*QUOTING)
    load(third_source(date="2018"))
    assert [key for key, _ in named_sources()] == [None]


def test_a_second_source_with_the_passage_makes_the_first_one_uncertain(load):
    load(*QUOTING)
    load(third_source(key="code", text=f"A code. {CHARTER} Nets are mended on Fridays only."))
    assert named_sources() == [("harbor-charter", True)]
    load(third_source(text=f"{CHARTER} {OTHER_TEXT}"))
    assert [key for key, _ in named_sources()] == [None]
    assert_right()


def test_a_changed_name_links_nothing_again(load):
    load(*QUOTING)
    before = Quotation.objects.get().pk
    assert load(third_source(name="the Charter")).changed_records == 1
    assert Quotation.objects.get().pk == before
    assert ThirdSource.objects.get().name == "the Charter"


def test_an_article_whose_third_source_no_release_quotes_stays_unlinked(load):
    load(release(), *QUOTING[1:])
    assert not Quotation.objects.exists()


def test_a_passage_that_is_not_the_source_is_the_releases(load):
    load(release(), article(), third_source())
    assert named_sources() == [(None, False)]


def test_a_wrong_source_is_found_by_verification(load):
    load(*QUOTING, third_source(key="code", text=OTHER_TEXT))
    Quotation.objects.update(third_source=ThirdSource.objects.get(key="code"))
    messages = [str(difference) for difference in verify_archive(Tally(quietly))]
    assert messages == [
        "quotation 1 of lantern-1: third_source: expected 'code', found 'harbor-charter'"
    ]

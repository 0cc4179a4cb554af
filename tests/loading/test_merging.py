"""Merging two agencies, cities, outlets or authors that are the same."""

import json

import pytest
from django.core.management import call_command

from articles.editions import operations
from articles.models import Agency, Article, Author, City, Edition, Outlet, PressRelease
from tests.conftest import quietly
from tests.support.records import article, release


def merge(*names):
    return operations.merge(*names, quietly)


def test_texts_and_components_of_the_dropped_agency_move_to_the_kept_one(load, client):
    load(
        release(agency="Harbor Office"),
        release(key="harbor-2", agency="Boat Bureau", components=["Divers"]),
        {"kind": "agency", "key": "Divers", "name": "Divers", "parent": "Boat Bureau"},
    )
    merge("agency", "Harbor Office", "Boat Bureau")
    agency = Agency.objects.get(key="Harbor Office")
    assert {stored.agency for stored in PressRelease.objects.all()} == {agency}
    assert Agency.objects.get(key="Divers").parent == agency
    assert Edition.objects.current().number == 2
    assert client.get("/agencies/harbor-office/").context["listing"].page.total == 2


def test_the_url_of_the_dropped_agency_redirects_permanently(load, client):
    load(release(), release(key="harbor-2", agency="Boat Bureau"))
    merge("agency", "harbor-office", "boat-bureau")
    response = client.get("/agencies/boat-bureau/")
    assert (response.status_code, response["Location"]) == (301, "/agencies/harbor-office/")
    load(release(key="harbor-3", agency="Boat Bureau"))
    assert Agency.objects.get().releases.count() == 3


def test_an_article_with_both_authors_in_its_byline_keeps_one(load):
    load(article(authors=["M. Olund", "Mara Olund", "Nils Hadderby"]))
    merge("author", "Mara Olund", "M. Olund")
    bylines = Article.objects.get().bylines.all()
    assert [(byline.position, str(byline.author)) for byline in bylines] == [
        (1, "Mara Olund"),
        (2, "Nils Hadderby"),
    ]
    assert Author.objects.get(key="Mara Olund").aliases == ["M. Olund"]


@pytest.mark.parametrize(
    ("kind", "model", "field"), [("city", City, "city"), ("outlet", Outlet, "outlet")]
)
def test_cities_and_outlets_merge_too(load, kind, model, field):
    load(release(city="Duluth"), release(key="harbor-2"), article(), article(key="l-2", outlet="L"))
    keep, drop = ("Duluth, MN", "Duluth") if kind == "city" else ("The Lantern", "L")
    merge(kind, keep, drop)
    assert model.objects.get().key == keep


def test_a_component_that_absorbs_its_parent_moves_up(load):
    load(
        release(agency="Port Ministry"),
        {"kind": "agency", "key": "HO", "name": "Harbor Office", "parent": "Port Ministry"},
    )
    merge("agency", "HO", "Port Ministry")
    assert Agency.objects.get().parent is None


def test_the_merged_archive_exports_to_the_same_digest(load, tmp_path):
    load(release(agency="Boat Bureau"), release(key="harbor-2"), article())
    edition = merge("agency", "Harbor Office", "Boat Bureau").edition
    path = tmp_path / "merged.jsonl"
    call_command("export", str(path), verbosity=0)
    agencies = [json.loads(line) for line in path.read_text().splitlines()][:1]
    assert agencies[0]["aliases"] == ["Boat Bureau"]
    for model in (Article, PressRelease, Agency, City, Author, Outlet):
        model.objects.all().delete()
    assert load(path).edition.digest == edition.digest


@pytest.mark.parametrize(
    ("drop", "error"),
    [("Nobody", "there is no agency 'Nobody'"), ("harbor-office", "the same agency already")],
)
def test_a_merger_that_is_impossible_is_explained(load, drop, error):
    load(release())
    with pytest.raises((LookupError, ValueError), match=error):
        merge("agency", "Harbor Office", drop)

"""Whatever is damaged in duplicates, profiles and counts is found."""

import re

import pytest
from django.db import connection

from articles.models import Agency, Article, Author, Duplicate, Edition, Figure, Holding, Outlet
from articles.verification import Tally
from articles.verification.duplicates import check_duplicates
from articles.verification.editions import check_edition
from articles.verification.profiles import check_profiles
from tests.conftest import quietly
from tests.support.module_archive import kept
from tests.support.records import article, release

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True, scope="module")
def archive(django_db_setup, django_db_blocker, tmp_path_factory):
    """Two releases with the same text, and two nearly identical articles that quote it."""
    near_duplicate = article(key="lantern-2", text=article()["text"] + " Nobody at all.")
    records = (release(), release(key="harbor-2", released="2017-07-10"), article(), near_duplicate)
    with kept(django_db_blocker, tmp_path_factory.mktemp("data"), *records):
        yield


@pytest.fixture(autouse=True)
def _data_folder():
    """The module's own."""


def differences():
    found = (
        *check_duplicates(Tally(quietly)),
        *check_profiles(),
        *check_edition(Edition.objects.current()),
    )
    return [str(difference) for difference in found]


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        assert cursor.rowcount > 0


def test_undamaged_relations_have_no_difference():
    assert Duplicate.objects.filter(exact=True).count() == 2
    assert Duplicate.objects.filter(exact=False).count() == 2
    assert Holding.objects.count() == 2
    owners = [Agency.objects.get(), Author.objects.get(), Outlet.objects.get()]
    figures = Figure.objects.filter(what="articles")
    assert [figure.owner for figure in figures] == [owner.pk for owner in owners]
    assert differences() == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("likeness = 0.9", "likeness: expected 0.9, found 1.0"),
        ("exact = false", "exact: expected False, found True"),
        ("other = 'harbor-3'", "texts: expected two, found not both"),
    ],
)
def test_a_change_to_a_duplicate_is_found(change, message):
    sql(f"UPDATE articles_duplicate SET {change} WHERE key = 'harbor-1'")
    key = "harbor-3" if "harbor-3" in change else "harbor-2"
    assert f"duplicate {key} of harbor-1: {message}" in differences()


def test_a_duplicate_whose_texts_are_no_longer_similar_is_found():
    sql("UPDATE articles_article SET text = 'Of ropes, and why.' WHERE key = 'lantern-1'")
    assert [line for line in differences() if line.startswith("duplicate")] == [
        f"duplicate {name}: texts: expected similar ones, found different ones"
        for name in ("lantern-2 of lantern-1", "lantern-1 of lantern-2")
    ]


def test_a_duplicate_that_is_stored_one_way_only_is_found():
    Duplicate.objects.filter(key="harbor-1").delete()
    assert (
        "duplicate harbor-2 of harbor-1: row: expected one, because harbor-2 has one, found none"
        in differences()
    )


@pytest.mark.parametrize("model", [Duplicate, Holding])
def test_missing_rows_show_in_the_counts(model):
    count = model.objects.count()
    model.objects.all().delete()
    field = model._meta.verbose_name_plural
    assert differences() == [f"edition 1: {field}: expected {count}, found 0"]


@pytest.mark.parametrize("kind", ["agency", "author", "outlet"])
@pytest.mark.parametrize("what", Figure.What.values)
def test_a_change_to_a_profile_is_found(kind, what):
    sql("UPDATE articles_figure SET times = times + 1 WHERE kind = %s AND what = %s", kind, what)
    lines = differences()
    assert lines
    for line in lines:
        assert re.fullmatch(rf"profile of {kind} .*: {what}.*: expected (\d), found (?!\1)\d", line)


def test_a_figure_of_another_name_or_of_no_authority_is_found():
    sql("UPDATE articles_figure SET name = 'harbor-9' WHERE kind = 'agency' AND what = 'release'")
    sql("UPDATE articles_figure SET owner = 999999 WHERE kind = 'outlet' AND what = 'articles'")
    assert set(differences()) == {
        "profile of agency Harbor Office: release harbor-1: expected 0, found 2",
        "profile of agency Harbor Office: release harbor-9: expected 2, found 0",
        "profile of outlet The Lantern: articles: expected 0, found 2",
        "profile of outlet with the id 999999: articles: expected 2, found 0",
    }


def test_a_profile_that_no_longer_matches_the_texts_is_found():
    Article.objects.filter(key="lantern-2").update(withdrawn="It was the other one.")
    assert len([line for line in differences() if line.startswith("profile of ")]) >= 3

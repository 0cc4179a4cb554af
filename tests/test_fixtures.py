"""Django fixtures: a load makes the same rows of them as Django's own command."""

import json

import pytest
from django.core.management import call_command
from django.db import connection

from articles.models import Agency, Article, Author, City, Outlet, PressRelease
from tests.conftest import SAMPLES
from tests.support.records import article, release

AUTHORITIES = SAMPLES / "authorities.json"


def make_row(model, **fields):
    return {"model": f"articles.{model}", "fields": fields}


FIXTURE = [
    make_row("agency", key="HO", slug="ho", name="Harbor Office", parent=None),
    make_row("agency", key="HO-D", slug="ho-d", name="Divers", parent=["HO"]),
    make_row("city", key="Duluth, MN", slug="duluth-mn", name="Duluth", state="MN"),
    make_row("outlet", key="The Lantern", slug="the-lantern", name="The Lantern"),
    make_row("author", key="Mara Olund", slug="mara-olund", name="Mara Olund"),
    make_row("author", key="Nils Hadderby", slug="nils-hadderby", name="Nils Hadderby"),
    make_row(
        "pressrelease",
        key="harbor-1",
        title="Harbor office seizes three boats",
        agency=["HO"],
        city=["Duluth, MN"],
        released="2017-07",
        number="7",
        text=release()["text"],
    ),
    make_row("component", release=["harbor-1"], agency=["HO-D"], position=1),
    make_row(
        "article",
        key="lantern-1",
        title="Three boats and a long wait",
        outlet=["The Lantern"],
        published="2017-07-28T10:01",
        text=article()["text"],
        quotes=[{"release": "harbor-1"}],
    ),
    make_row("byline", article=["lantern-1"], author=["Nils Hadderby"], position=2),
    make_row("byline", article=["lantern-1"], author=["Mara Olund"], position=1),
]


@pytest.fixture
def fixture(tmp_path):
    path = tmp_path / "made-up.json"
    path.write_text(json.dumps(FIXTURE))
    return path


def empty_tables():
    connection.check_constraints()
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        cursor.execute(
            f"TRUNCATE {', '.join(table for table in tables if table.startswith('articles'))}"
        )


def list_authorities():
    rows = {
        model: list(model.objects.values_list("key", "slug", "name")) for model in (Author, Outlet)
    }
    rows[City] = list(City.objects.values_list("key", "slug", "name", "state"))
    rows[Agency] = list(Agency.objects.values_list("key", "slug", "name", "parent__key"))
    return rows


def list_texts():
    shared_fields = ("key", "title", "url", "text", "text_digest", "fiction", "withdrawn")
    return [
        *Article.objects.values_list(*shared_fields, "outlet__key", "published", "quotes"),
        *PressRelease.objects.values_list(
            *shared_fields, "agency__key", "city__key", "released", "number"
        ),
        *Article.objects.values_list("bylines__position", "bylines__author__key").order_by(
            "bylines"
        ),
        *PressRelease.objects.values_list("named_components__agency__key"),
    ]


def test_the_sample_authorities_are_the_same_by_either_command(load):
    call_command("loaddata", AUTHORITIES, verbosity=0)
    django_rows = list_authorities()
    empty_tables()
    load(AUTHORITIES)
    assert list_authorities() == django_rows
    assert [len(rows) for rows in django_rows.values()] == [16, 7, 14, 16]


def test_a_load_recognizes_the_authorities_that_loaddata_created(load):
    call_command("loaddata", AUTHORITIES, verbosity=0)
    assert load(AUTHORITIES).authorities == 0


def test_articles_and_releases_are_the_same_by_either_command(load, fixture):
    call_command("loaddata", fixture, verbosity=0)
    django_rows = (list_authorities(), sorted(list_texts(), key=str))
    empty_tables()
    load(fixture)
    assert (list_authorities(), sorted(list_texts(), key=str)) == django_rows
    assert [str(author) for author in Article.objects.get().authors.order_by("bylines")] == [
        *("Mara Olund", "Nils Hadderby"),
    ]


def test_a_fixture_that_was_loaded_can_be_read(load, fixture, client):
    report = load(fixture)
    assert (report.new_records, report.quotations) == (2, 1)
    page = client.get("/articles/lantern-1/").text
    assert "Three boats and a long wait" in page
    assert '<mark class="passage' in page
    assert "Divers" in client.get("/releases/harbor-1/").text


def test_a_load_after_loaddata_makes_an_edition_of_its_rows(load, fixture):
    call_command("loaddata", fixture, verbosity=0)
    report = load(fixture)
    assert report.edition.number == 1
    assert Article.objects.get().edition == PressRelease.objects.get().edition == report.edition
    assert report.quotations == 1


def test_what_dumpdata_writes_loads_to_the_same_archive(load, tmp_path):
    quoting = article(authors=["Nils Hadderby", "Mara Olund"], quotes=[{"release": "harbor-1"}])
    edition = load(release(components=["Divers"], fiction=True), quoting).edition
    path = tmp_path / "dump.json"
    options = {"natural_foreign": True, "natural_primary": True, "indent": 1, "verbosity": 0}
    call_command("dumpdata", "articles", output=str(path), **options)
    empty_tables()
    assert load(path).edition.digest == edition.digest


def test_a_field_that_cannot_be_printed_is_reported_and_the_good_record_is_stored(load, tmp_path):
    path = tmp_path / "odd.jsonl"
    odd_lines = (
        r'{"kind":"article","title":"x","text":"y","a\u0000b":"\u0000","\ud800":1}',
        "[]",
        "{",
    )
    good = json.dumps(article())
    path.write_text("\n".join([*odd_lines, r'{"kind":"\u0000"}', r'{"kind":"x\ud800"}', good]))
    report = load(path, accept_good=True)
    assert report.new_records == 1
    assert len({problem.location for problem in report.rejections}) == 5
    assert report.edition.counts["refused"] == 5

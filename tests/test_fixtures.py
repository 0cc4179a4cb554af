"""Django fixtures: what the stock command loads, a load reads too, and to the same rows."""

import json

import pytest
from django.core.management import call_command
from django.db import connection

from articles.models import Agency, Article, Author, City, Outlet, PressRelease
from tests.conftest import SAMPLES
from tests.support.records import article, release

AUTHORITIES = SAMPLES / "authorities.json"


def row(model, **fields):
    return {"model": f"articles.{model}", "fields": fields}


FIXTURE = [
    row("agency", key="HO", slug="ho", name="Harbor Office", parent=None),
    row("agency", key="HO-D", slug="ho-d", name="Divers", parent=["HO"]),
    row("city", key="Duluth, MN", slug="duluth-mn", name="Duluth", state="MN"),
    row("outlet", key="The Lantern", slug="the-lantern", name="The Lantern"),
    row("author", key="Mara Olund", slug="mara-olund", name="Mara Olund"),
    row("author", key="Nils Hadderby", slug="nils-hadderby", name="Nils Hadderby"),
    row(
        "pressrelease",
        key="harbor-1",
        title="Harbor office seizes three boats",
        agency=["HO"],
        city=["Duluth, MN"],
        released="2017-07",
        number="7",
        text=release()["text"],
    ),
    row("component", release=["harbor-1"], agency=["HO-D"], position=1),
    row(
        "article",
        key="lantern-1",
        title="Three boats and a long wait",
        outlet=["The Lantern"],
        published="2017-07-28T10:01",
        text=article()["text"],
        quotes=[{"release": "harbor-1"}],
    ),
    row("byline", article=["lantern-1"], author=["Nils Hadderby"], position=2),
    row("byline", article=["lantern-1"], author=["Mara Olund"], position=1),
]


@pytest.fixture
def fixture(tmp_path):
    path = tmp_path / "made-up.json"
    path.write_text(json.dumps(FIXTURE))
    return path


def emptied():
    connection.check_constraints()
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        cursor.execute(f"TRUNCATE {', '.join(one for one in tables if one.startswith('articles'))}")


def authorities():
    rows = {
        model: list(model.objects.values_list("key", "slug", "name")) for model in (Author, Outlet)
    }
    rows[City] = list(City.objects.values_list("key", "slug", "name", "state"))
    rows[Agency] = list(Agency.objects.values_list("key", "slug", "name", "parent__key"))
    return rows


def texts():
    both = ("key", "title", "url", "text", "text_digest", "fiction", "withdrawn")
    return [
        *Article.objects.values_list(*both, "outlet__key", "published", "quotes"),
        *PressRelease.objects.values_list(*both, "agency__key", "city__key", "released", "number"),
        *Article.objects.values_list("bylines__position", "bylines__author__key").order_by(
            "bylines"
        ),
        *PressRelease.objects.values_list("named_components__agency__key"),
    ]


def test_the_samples_authorities_are_the_same_by_either_way(load):
    call_command("loaddata", AUTHORITIES, verbosity=0)
    stock = authorities()
    emptied()
    load(AUTHORITIES)
    assert authorities() == stock
    assert [len(rows) for rows in stock.values()] == [16, 7, 14, 16]


def test_authorities_that_the_stock_command_loaded_are_known_to_a_load(load):
    call_command("loaddata", AUTHORITIES, verbosity=0)
    assert load(AUTHORITIES).authorities == 0


def test_articles_and_releases_are_the_same_by_either_way(load, fixture):
    call_command("loaddata", fixture, verbosity=0)
    stock = (authorities(), sorted(texts(), key=str))
    emptied()
    load(fixture)
    assert (authorities(), sorted(texts(), key=str)) == stock
    assert [str(one) for one in Article.objects.get().authors.order_by("bylines")] == [
        *("Mara Olund", "Nils Hadderby"),
    ]


def test_a_fixture_that_was_loaded_can_be_read(load, fixture, client):
    report = load(fixture)
    assert (report.new, report.quotations) == (2, 1)
    page = client.get("/articles/lantern-1/").text
    assert "Three boats and a long wait" in page
    assert '<mark class="passage' in page
    assert "Divers" in client.get("/releases/harbor-1/").text


def test_a_load_after_the_stock_command_makes_an_edition_of_what_it_left(load, fixture):
    call_command("loaddata", fixture, verbosity=0)
    report = load(fixture)
    assert report.edition.number == 1
    assert Article.objects.get().edition == PressRelease.objects.get().edition == report.edition
    assert report.quotations == 1


def test_what_the_stock_command_dumps_is_the_same_archive_again(load, tmp_path):
    quoting = article(authors=["Nils Hadderby", "Mara Olund"], quotes=[{"release": "harbor-1"}])
    first = load(release(components=["Divers"], fiction=True), quoting).edition
    path = tmp_path / "dump.json"
    options = {"natural_foreign": True, "natural_primary": True, "indent": 1, "verbosity": 0}
    call_command("dumpdata", "articles", output=str(path), **options)
    emptied()
    assert load(path).edition.digest == first.digest


def test_a_field_that_cannot_be_printed_is_reported_and_the_rest_lands(load, tmp_path):
    path = tmp_path / "odd.jsonl"
    odd = (r'{"kind":"article","title":"x","text":"y","a\u0000b":"\u0000","\ud800":1}', "[]", "{")
    good = json.dumps(article())
    path.write_text("\n".join([*odd, r'{"kind":"\u0000"}', r'{"kind":"x\ud800"}', good]))
    report = load(path, accept_good=True)
    assert report.new == 1
    assert len({problem.location for problem in report.rejected}) == 5
    assert report.edition.counts["refused"] == 5

"""The catalog on disk: rebuilt if damaged, swapped in once complete, readable until closed."""

import io
import json
import shutil

import pytest
from django.core.management import call_command

from articles.catalog.index import audit, builds
from articles.catalog.index.cards import AuthorityLink, Card
from articles.catalog.index.catalog import is_up_to_date
from articles.catalog.results.catalog_query import CatalogQuery
from articles.core.dates import PartialDate
from articles.editions import operations
from articles.editions.report import RejectedError
from articles.models import Edition
from tests.support.records import article, release

SECOND = release(key="harbor-2", title="Harbor office counts its ropes", released="2017-08-01")
THIRD = release(key="harbor-3", title="Harbor office paints its boats", released="2017-09-01")


@pytest.fixture
def folder(settings):
    return settings.ARCHIVE_DATA / "catalog"


@pytest.fixture
def archive(load):
    return load(release(), article())


def ensure():
    """Ensure that the catalog is up to date; return the messages."""
    messages = []
    operations.ensure_catalog(messages.append)
    return messages


def build_names(folder):
    return {path.name for path in folder.iterdir() if path.is_dir() and not path.is_symlink()}


def stamp(folder, **changes):
    path = folder / "current" / "edition.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))


def largest(folder):
    return max((folder / "current" / "index").iterdir(), key=lambda path: path.stat().st_size)


def truncate(folder):
    file = largest(folder)
    file.write_bytes(file.read_bytes()[:-1])


DAMAGES = {
    "missing": shutil.rmtree,
    "its link missing": lambda folder: (folder / "current").unlink(),
    "its build missing": lambda folder: shutil.rmtree((folder / "current").resolve()),
    "its index missing": lambda folder: shutil.rmtree(folder / "current" / "index"),
    "its stamp missing": lambda folder: (folder / "current" / "edition.json").unlink(),
    "its stamp cut short": lambda folder: (folder / "current" / "edition.json").write_text("{"),
    "its stamp a list": lambda folder: (folder / "current" / "edition.json").write_text("[]"),
    "its stamp empty": lambda folder: (folder / "current" / "edition.json").write_text("{}"),
    "of another edition": lambda folder: stamp(folder, edition=7),
    "of another digest": lambda folder: stamp(folder, digest="0" * 64),
    "of another version": lambda folder: stamp(folder, version=0),
    "without labels": lambda folder: (folder / "current" / "labels.json").unlink(),
    "truncated": truncate,
    "lacking a file": lambda folder: largest(folder).unlink(),
    "with a file too many": lambda folder: (folder / "current" / "index" / "more").touch(),
}


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_catalog_is_built_again(folder, client, damage):
    damage(folder)
    assert ensure() == ["building the catalog", "cataloged 2 records"]
    assert is_up_to_date(Edition.objects.get())
    assert client.get("/search/").context["listing"].page.total == 2
    assert ensure() == []


@pytest.mark.usefixtures("archive")
def test_labels_that_differ_from_the_archives_names_are_a_fault(folder):
    edition = Edition.objects.get()
    assert list(audit.find_faults(audit.open_current(), edition)) == []
    path = folder / "current" / "labels.json"
    path.write_text(path.read_text().replace("Harbor Office", "Harbour Office"))
    assert [fault[0] for fault in audit.find_faults(audit.open_current(), edition)] == ["labels"]


@pytest.mark.usefixtures("archive")
def test_an_undamaged_catalog_is_left_alone(folder):
    earlier_builds = build_names(folder)
    assert ensure() == []
    assert build_names(folder) == earlier_builds


def test_an_empty_archive_needs_no_catalog(db, folder):
    assert ensure() == []
    assert not folder.exists()


@pytest.mark.usefixtures("archive")
def test_the_old_catalog_is_read_until_the_new_one_is_swapped_in(load, client, monkeypatch):
    totals = []
    build_catalog = builds.build_catalog

    def build_and_search(*arguments):
        build = build_catalog(*arguments)
        totals.append(client.get("/search/").context["listing"].page.total)
        return build

    monkeypatch.setattr(builds, "build_catalog", build_and_search)
    load(SECOND)
    assert totals == [2]
    assert client.get("/search/").context["listing"].page.total == 3


@pytest.mark.usefixtures("archive")
def test_a_reader_with_an_old_catalog_open_goes_on_reading_it(load, folder):
    old_query = CatalogQuery.all_records()
    assert old_query.page(1).total == 2
    for record in (SECOND, THIRD):
        load(record)
    assert not old_query.catalog.folder.exists()
    assert [hit.card.key for hit in old_query.page(1).hits] == ["lantern-1", "harbor-1"]
    assert dict(old_query.counts("kind")["kind"]) == {"article": 1, "release": 1}
    assert CatalogQuery.all_records().page(1).total == 4


@pytest.mark.usefixtures("archive")
def test_old_builds_are_removed(load, folder):
    (folder / "99-abandoned").mkdir()
    for record in (SECOND, THIRD, release(text="The office takes it all back.")):
        load(record)
    assert len(build_names(folder)) == 2
    assert (folder / "current").readlink().name in build_names(folder)
    assert "99-abandoned" not in build_names(folder)


@pytest.mark.usefixtures("archive")
def test_a_load_that_fails_leaves_the_catalog_as_it_was(load, folder, client):
    earlier_build = (folder / "current").readlink()
    with pytest.raises(RejectedError):
        load(SECOND, release(title=5))
    assert (folder / "current").readlink() == earlier_build
    assert client.get("/search/").context["listing"].page.total == 2


@pytest.mark.usefixtures("archive")
def test_the_health_page_reports_a_catalog_that_is_not_of_the_edition(folder, client):
    assert client.get("/healthz").status_code == 200
    (folder / "current").unlink()
    response = client.get("/healthz")
    assert (response.status_code, response.text) == (503, "edition 1, catalog None\n")
    assert client.get("/").status_code == client.get("/search/").status_code == 404
    ensure()
    assert client.get("/healthz").text == "edition 1, catalog 1\n"


def test_an_agency_within_agencies_is_listed_once_under_each(load, client):
    load(
        {"kind": "agency", "key": "a", "name": "A"},
        {"kind": "agency", "key": "b", "name": "B", "parent": "a"},
        {"kind": "agency", "key": "c", "name": "C", "parent": "b"},
        release(agency="c", components=["a", "b"]),
    )
    for slug in ("a", "b", "c"):
        assert client.get(f"/agencies/{slug}/").context["listing"].page.total == 1


def test_agencies_that_are_part_of_each_other_do_not_hang_the_archive(load, client):
    agencies = (
        {"kind": "agency", "key": "a", "name": "A", "parent": "b"},
        {"kind": "agency", "key": "b", "name": "B", "parent": "a"},
    )
    load(*agencies, release(agency="a"), accept_good=True)
    response = client.get("/agencies/a/")
    assert response.status_code == 200
    assert response.context["listing"].page.total == 1


def test_words_too_long_to_index_are_shown_and_the_others_can_be_found(load, client):
    load(release(text=f"Before {'x' * 70_000} after."))
    assert client.get("/search/", {"q": "before after"}).context["listing"].page.total == 1
    assert "x" * 70_000 in client.get("/releases/harbor-1/").text


def test_a_card_survives_being_stored_as_json():
    place = AuthorityLink("Duluth, MN", "duluth-mn")
    office = AuthorityLink("Harbor “Office”", "ho")
    cards = (
        Card(
            "release", "r", "Title", PartialDate("2017-07"), agency=office, city=place, fiction=True
        ),
        Card(
            "article", "a", "🚤", None, authors=(AuthorityLink("Mara", "mara"),) * 2, outlet=office
        ),
    )
    assert [Card.from_json(card.as_json()) for card in cards] == list(cards)


@pytest.mark.usefixtures("archive")
def test_the_catalog_command_rebuilds_only_a_damaged_catalog_unless_told_to(folder):
    earlier_builds = build_names(folder)
    out = io.StringIO()
    call_command("catalog", stdout=out)
    assert out.getvalue() == "The catalog is up to date: Edition 1.\n"
    assert build_names(folder) == earlier_builds
    call_command("catalog", "--rebuild", stdout=out)
    assert build_names(folder) > earlier_builds
    truncate(folder)
    call_command("catalog", stdout=out)
    assert is_up_to_date(Edition.objects.get())

"""A catalog brought in step by a small edition is the one that building it anew would give."""

import os

import pytest

from articles.catalog.index import audit, builds
from articles.catalog.index.schema import FACETS
from articles.catalog.results.catalog_query import CatalogQuery
from articles.models import Edition
from tests.conftest import quietly
from tests.support.records import article, release

AGENCIES = (
    {"kind": "agency", "key": "PM", "name": "Port Ministry"},
    {"kind": "agency", "key": "HO", "name": "Harbor Office", "parent": "PM"},
)
PASSAGE = release()["text"].partition("\n")[0]
OTHER = release(
    key="rope-1",
    agency="Rope Board",
    title="Ropes are counted",
    released="2017-07-01",
    text="The board counted every rope on every pier and found that nine of them were too short.",
)


@pytest.fixture
def archive(load):
    second = article(key="lantern-2", authors=["Nils Hadderby"], text="Nobody quotes anybody here.")
    load(*AGENCIES, release(agency="HO"), OTHER, article(), second)


def documents(filed):
    return sorted((one.kind, one.key, one.digest) for one in filed)


CHANGES = {
    "a new record": [article(key="lantern-3", title="More", text=f"So:\n\n> {PASSAGE}\n\nWell.")],
    "a changed article that quotes no more": [article(text="It was all taken back.")],
    "a changed release that is quoted no more": [release(agency="HO", text="All taken back.")],
    "a release of another agency": [release(agency="Rope Board")],
    "an article that quotes another release": [article(text=f"They say:\n\n> {OTHER['text']}")],
    "a withdrawn release": [release(agency="HO", withdrawn="It was wrong.")],
    "a withdrawn article": [article(withdrawn="It was wrong.")],
    "an agency of another name": [{"kind": "agency", "key": "PM", "name": "Ministry of Ports"}],
    "an agency with an alias": [
        {"kind": "agency", "key": "HO", "name": "Harbor Office", "parent": "PM", "aliases": ["H"]}
    ],
    "an agency taken out of another": [{"kind": "agency", "key": "HO", "name": "Harbor Office"}],
    "an author of another name": [{"kind": "author", "key": "Mara Olund", "name": "M. Olund"}],
    "a release known by quotation": [
        article(
            key="lantern-4",
            text="> The board has no opinion on ropes of any kind whatsoever.",
            quotes=[{"agency": "Rope Board", "title": "No opinion"}],
        )
    ],
}


@pytest.fixture
def change(load, monkeypatch):
    """Load records, and bring the catalog in step with them; what was said of it."""

    def changed(*records):
        with monkeypatch.context() as patched:
            patched.setattr(builds, "build", lambda *given: None)
            load(*records)
        said = []
        builds.swap_in(builds.build(Edition.objects.current(), said.append))
        return said[-1]

    return changed


def everything():
    """All that can be asked of the catalog that readers see."""
    query = CatalogQuery.of_all()
    hits = [(hit.card, hit.snippet) for hit in query.page(1).hits]
    counts = {facet: sorted(found) for facet, found in query.counts(*FACETS).items()}
    named = [query.search(f"agency:{name}").total for name in ("ports", "port", "H", "rope")]
    return sorted(map(repr, hits)), counts, named


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("records", CHANGES.values(), ids=CHANGES)
def test_what_a_load_changes_is_changed_in_the_catalog(change, records):
    assert "that changed" in change(*records)
    edition = Edition.objects.current()
    updated = everything()
    assert documents(audit.held(builds.current())) == documents(audit.expected())
    assert list(audit.faults(audit.opened_anew(), edition)) == []
    assert builds.is_current(edition)
    builds.swap_in(builds.build_anew(edition, quietly))
    assert updated == everything()


@pytest.mark.usefixtures("archive")
def test_a_reader_of_the_catalog_before_goes_on_reading_it(change):
    old = CatalogQuery.of_all()
    before = everything()
    change(article(text="It was all taken back."))
    assert everything() != before
    assert old.page(1).total == 4
    assert sum("harbor office seized" in "".join(t for t, _ in h.snippet) for h in old.page(1).hits)


@pytest.mark.usefixtures("archive")
def test_only_what_is_new_is_written(change):
    before = builds.current().folder / "index"
    change(article(key="lantern-3", title="More"))
    after = builds.current().folder / "index"
    shared = [file for file in before.iterdir() if os.path.lexists(after / file.name)]
    linked = [file.name for file in shared if file.samefile(after / file.name)]
    assert [name for name in linked if name.endswith((".store", ".idx", ".pos", ".term"))]
    assert not {"meta.json", ".managed.json"} & set(linked)


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("harm", ["no names", "another edition", "no catalog"])
def test_a_catalog_that_cannot_be_updated_is_built_anew(change, harm):
    folder = builds.current().folder
    if harm == "no names":
        (folder / "names.json").unlink()
    elif harm == "no catalog":
        (folder.parent / "current").unlink()
    else:
        stamp = folder / "edition.json"
        stamp.write_text(stamp.read_text().replace('"edition": 1', '"edition": 7'))
        builds._opened.clear()
    assert change(article(key="lantern-3", title="More")) == "catalogued 5 records"


@pytest.mark.usefixtures("archive")
def test_where_much_has_changed_the_catalog_is_built_anew(change, monkeypatch):
    monkeypatch.setattr(builds, "_FEW", 1)
    changed = [article(key=f"lantern-{number}", title="More") for number in range(3, 9)]
    assert change(*changed) == "catalogued 10 records"


@pytest.mark.usefixtures("archive")
def test_without_links_the_files_are_copied(change, monkeypatch):
    def refuse(*paths):
        raise OSError("no links here")

    monkeypatch.setattr(os, "link", refuse)
    assert "that changed" in change(article(key="lantern-3", title="More"))
    assert CatalogQuery.of_all().total == 5

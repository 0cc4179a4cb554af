"""A catalog updated by a small edition is the one that building from scratch would give."""

import os

import pytest

from articles.catalog.index import audit, builds
from articles.catalog.index import catalog as catalogs
from articles.catalog.index.catalog import current_catalog, is_up_to_date
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


def digests_of(documents):
    return sorted((document.kind, document.key, document.digest) for document in documents)


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
    """Load records, then update the catalog; returns the last message about it."""

    def load_and_update(*records):
        with monkeypatch.context() as patched:
            patched.setattr(builds, "build_catalog", lambda *arguments: None)
            load(*records)
        messages = []
        builds.swap_in(builds.build_catalog(Edition.objects.current(), messages.append))
        return messages[-1]

    return load_and_update


def catalog_content():
    """All that can be asked of the catalog that readers see."""
    query = CatalogQuery.all_records()
    hits = [(hit.card, hit.snippet) for hit in query.page(1).hits]
    counts = {facet: sorted(values) for facet, values in query.counts(*FACETS).items()}
    totals = [query.search(f"agency:{name}").total for name in ("ports", "port", "H", "rope")]
    return sorted(map(repr, hits)), counts, totals


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("records", CHANGES.values(), ids=CHANGES)
def test_what_a_load_changes_is_changed_in_the_catalog(change, records):
    assert "changed records" in change(*records)
    edition = Edition.objects.current()
    updated = catalog_content()
    indexed = audit.indexed_documents(current_catalog())
    assert digests_of(indexed) == digests_of(audit.expected_documents())
    assert list(audit.find_faults(audit.open_current(), edition)) == []
    assert is_up_to_date(edition)
    builds.swap_in(builds.build_from_scratch(edition, quietly))
    assert updated == catalog_content()


@pytest.mark.usefixtures("archive")
def test_a_reader_of_the_previous_catalog_goes_on_reading_it(change):
    previous = CatalogQuery.all_records()
    previous_content = catalog_content()
    change(article(text="It was all taken back."))
    assert catalog_content() != previous_content
    assert previous.page(1).total == 4
    snippets = ["".join(part.text for part in hit.snippet) for hit in previous.page(1).hits]
    assert [snippet for snippet in snippets if "harbor office seized" in snippet]


@pytest.mark.usefixtures("archive")
def test_only_new_files_are_written(change):
    previous_index = current_catalog().folder / "index"
    change(article(key="lantern-3", title="More"))
    index = current_catalog().folder / "index"
    shared = [file for file in previous_index.iterdir() if os.path.lexists(index / file.name)]
    linked = [file.name for file in shared if file.samefile(index / file.name)]
    assert [name for name in linked if name.endswith((".store", ".idx", ".pos", ".term"))]
    assert not {"meta.json", ".managed.json"} & set(linked)


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("harm", ["no authorities", "another edition", "no catalog"])
def test_a_catalog_that_cannot_be_updated_is_built_from_scratch(change, harm):
    folder = current_catalog().folder
    if harm == "no authorities":
        (folder / "authorities.json").unlink()
    elif harm == "no catalog":
        (folder.parent / "current").unlink()
    else:
        stamp = folder / "edition.json"
        stamp.write_text(stamp.read_text().replace('"edition": 1', '"edition": 7'))
        catalogs._open_catalog.cache_clear()
    assert change(article(key="lantern-3", title="More")) == "cataloged 5 records"


@pytest.mark.usefixtures("archive")
def test_if_many_records_changed_the_catalog_is_built_from_scratch(change, monkeypatch):
    monkeypatch.setattr(builds, "_MIN_REBUILD_CHANGES", 1)
    changed = [article(key=f"lantern-{number}", title="More") for number in range(3, 9)]
    assert change(*changed) == "cataloged 10 records"


@pytest.mark.usefixtures("archive")
def test_without_hard_links_the_files_are_copied(change, monkeypatch):
    def refuse_link(*paths):
        raise OSError("no links here")

    monkeypatch.setattr(os, "link", refuse_link)
    assert "changed records" in change(article(key="lantern-3", title="More"))
    assert CatalogQuery.all_records().total == 5

"""A list streamed in batches is the same as its pages, one after the other."""

from itertools import product

import pytest

from articles.catalog.index import scan
from articles.catalog.index.audit import indexed_documents
from articles.catalog.results.catalog_query import SORTS, CatalogQuery
from tests.support.module_archive import archive_of
from tests.support.records import article, release

pytestmark = pytest.mark.django_db

DATES = ("2016", "2016-01", "2016-01-01", "2016-03-09", "2017-07", "2017-07-28", "2018", None)
TEXTS = (
    "The boat was moored beside the old pier.",
    "A boat and another boat were towed away.",
    "Nobody at the pier saw the ropes.",
)
COMBINATIONS = [*product(range(3), DATES, TEXTS)]
QUOTED = [release(key=f"q-{number}", released="2017-07-14") for number in range(2)]
COLLECTION = (
    *QUOTED,
    *(article(key=f"a-{number}", quotes=[{"release": "q-0"}]) for number in range(3)),
    *(
        release(key=f"r-{number}", title="", released=date, text=f"{text} {date} {copy}")
        for number, (copy, date, text) in enumerate(COMBINATIONS)
    ),
)


archive, _data_folder = archive_of(*COLLECTION)


def keys_of_pages(query):
    pages = (query.page(number) for number in range(1, query.page(1).page_count + 1))
    return [hit.card.key for page in pages for hit in page.hits]


@pytest.fixture
def search_depths(monkeypatch):
    """How far into its results each search of the current catalog has to look."""
    depths = []

    class WatchedSearcher:
        def __init__(self, searcher):
            self._searcher = searcher

        def __getattr__(self, name):
            return getattr(self._searcher, name)

        def search(self, query, limit, **options):
            depths.append(limit + options.get("offset", 0))
            return self._searcher.search(query, limit, **options)

    catalog = CatalogQuery.all_records().catalog
    monkeypatch.setitem(vars(catalog), "searcher", WatchedSearcher(catalog.searcher))
    return depths


@pytest.mark.parametrize("words", ["", "boat", "boat OR pier", "boat -ropes after:2015"])
@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("batch_size", [1, 7, 20, 1000])
def test_a_list_in_batches_is_the_list_of_the_pages(monkeypatch, words, sort, batch_size):
    monkeypatch.setattr(scan, "BATCH_SIZE", batch_size)
    query = CatalogQuery.all_records().search(words).sorted_by(sort)
    keys = [card.key for card in query.cards()]
    assert keys == keys_of_pages(query)
    assert len(set(keys)) == len(keys) == query.total > 20


@pytest.mark.parametrize("sort", ["newest", "oldest", "quoted"])
def test_no_batch_of_a_list_by_date_looks_past_the_months_before_it(
    monkeypatch, search_depths, sort
):
    monkeypatch.setattr(scan, "BATCH_SIZE", 10)
    query = CatalogQuery.all_records().sorted_by(sort)
    months = [sum(counts.values()) for date, counts in query.periods().items() if len(date) == 7]
    assert len(list(query.cards())) == query.total > 70
    assert max(search_depths) <= 10 + 2 * max(months)


@pytest.mark.parametrize("batch_size", [1, 10, 1000])
def test_verification_reads_every_document_once(monkeypatch, batch_size):
    monkeypatch.setattr(scan, "BATCH_SIZE", batch_size)
    documents = indexed_documents(CatalogQuery.all_records().catalog)
    records = [(document.kind, document.key) for document in documents]
    assert sorted(records) == sorted((record["kind"], record["key"]) for record in COLLECTION)

"""The whole of a list, asked for in batches, is what its pages show one after the other."""

from itertools import product

import pytest

from articles.catalog.index import scan
from articles.catalog.index.audit import held
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
EVERY = [*product(range(3), DATES, TEXTS)]
QUOTED = [release(key=f"q-{number}", released="2017-07-14") for number in range(2)]
COLLECTION = (
    *QUOTED,
    *(article(key=f"a-{number}", quotes=[{"release": "q-0"}]) for number in range(3)),
    *(
        release(key=f"r-{number}", title="", released=date, text=f"{text} {date} {copy}")
        for number, (copy, date, text) in enumerate(EVERY)
    ),
)


archive, _data_folder = archive_of(*COLLECTION)


def leafed(query):
    pages = (query.page(number) for number in range(1, query.page(1).count + 1))
    return [hit.card.key for page in pages for hit in page.hits]


@pytest.fixture
def asked(monkeypatch):
    """How far into what it finds each search of the current catalog has to look."""
    depths = []

    class Watched:
        def __init__(self, searcher):
            self._searcher = searcher

        def __getattr__(self, name):
            return getattr(self._searcher, name)

        def search(self, query, limit, **options):
            depths.append(limit + options.get("offset", 0))
            return self._searcher.search(query, limit, **options)

    catalog = CatalogQuery.of_all().catalog
    monkeypatch.setitem(vars(catalog), "searcher", Watched(catalog.searcher))
    return depths


@pytest.mark.parametrize("words", ["", "boat", "boat OR pier", "boat -ropes after:2015"])
@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("batch", [1, 7, 20, 1000])
def test_a_list_in_batches_is_the_list_of_the_pages(monkeypatch, words, sort, batch):
    monkeypatch.setattr(scan, "BATCH", batch)
    query = CatalogQuery.of_all().search(words).ordered(sort)
    whole = [card.key for card in query.cards()]
    assert whole == leafed(query)
    assert len(set(whole)) == len(whole) == query.total > 20


@pytest.mark.parametrize("sort", ["newest", "oldest", "quoted"])
def test_no_batch_of_a_list_by_date_looks_past_the_months_before_it(monkeypatch, asked, sort):
    monkeypatch.setattr(scan, "BATCH", 10)
    query = CatalogQuery.of_all().ordered(sort)
    months = [sum(counts.values()) for date, counts in query.periods().items() if len(date) == 7]
    assert len(list(query.cards())) == query.total > 70
    assert max(asked) <= 10 + 2 * max(months)


@pytest.mark.parametrize("batch", [1, 10, 1000])
def test_verification_reads_every_document_once(monkeypatch, batch):
    monkeypatch.setattr(scan, "BATCH", batch)
    filed = [(one.kind, one.key) for one in held(CatalogQuery.of_all().catalog)]
    assert sorted(filed) == sorted((one["kind"], one["key"]) for one in COLLECTION)

"""Random queries of the samples find what a slow, plain scan of every text finds."""

import pytest

from tests.benchmarks.catalog.asking import collection, difference, questions
from tests.conftest import SAMPLES
from tests.support.module_archive import archive_of

pytestmark = pytest.mark.django_db


archive, _data_folder = archive_of(SAMPLES, fiction=True)


def test_random_queries_find_and_count_what_a_scan_of_every_text_does():
    records = collection()
    differences = [difference(query, records) for query in questions(records, 150, seed=7)]
    assert list(filter(None, differences)) == []

"""Random questions to the samples are answered as a slow, plain scan of every text answers them."""

import pytest

from tests.benchmarks.catalog.asking import collection, difference, questions
from tests.conftest import SAMPLES
from tests.support.module_archive import archive_of

pytestmark = pytest.mark.django_db


archive, _data_folder = archive_of(SAMPLES, fiction=True)


def test_random_questions_find_and_count_what_a_scan_of_every_text_does():
    held = collection()
    wrong = [difference(question, held) for question in questions(held, 150, seed=7)]
    assert [one for one in wrong if one] == []

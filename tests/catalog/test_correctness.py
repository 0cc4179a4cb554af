"""Random questions to the samples are answered as a slow, plain scan of every text answers them."""

import pytest

from tests.benchmarks.catalog.asking import collection, difference, questions
from tests.conftest import SAMPLES
from tests.kept import kept

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True, scope="module")
def archive(django_db_setup, django_db_blocker, tmp_path_factory):
    with kept(django_db_blocker, tmp_path_factory.mktemp("data"), SAMPLES, fiction=True):
        yield


@pytest.fixture(autouse=True)
def _data_folder():
    """The module's own."""


def test_random_questions_find_and_count_what_a_scan_of_every_text_does():
    held = collection()
    wrong = [difference(question, held) for question in questions(held, 150, seed=7)]
    assert [one for one in wrong if one] == []

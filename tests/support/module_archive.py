"""An archive that is loaded once for all the tests of a module, which only read it.

archive, _data_folder = archive_of(SAMPLES, fiction=True)
"""

from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings

from articles.editions import operations
from articles.editions.load import LoadRequest
from tests.conftest import quietly
from tests.support.records import write_records


@contextmanager
def kept(blocker, folder, *given, **options):
    """The report of the load, while the archive stands; `given` as the fixture `load` takes it."""
    if isinstance(given[0], dict):
        given = [write_records(folder / "records.jsonl", *given)]
    paths = [Path(path) for path in given]
    with blocker.unblock(), override_settings(ARCHIVE_DATA=folder), transaction.atomic():
        yield operations.load(LoadRequest(paths, **options), quietly)
        transaction.set_rollback(True)


def archive_of(*given, **options):
    """The two fixtures of such a module, by the names `archive` and `_data_folder`."""

    @pytest.fixture(autouse=True, scope="module")
    def archive(django_db_setup, django_db_blocker, tmp_path_factory):
        with kept(django_db_blocker, tmp_path_factory.mktemp("data"), *given, **options) as report:
            yield report

    @pytest.fixture(autouse=True)
    def data_folder():
        """The module's own, not one for each test."""

    return archive, data_folder

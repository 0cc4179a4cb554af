"""An archive for tests to damage, and what the checks say about it.

archive, _data_folder = damaged_archive.archive, damaged_archive.data_folder
"""

import shutil

import pytest
from django.db import connection

from articles.editions import operations
from articles.editions.load import LoadRequest
from articles.verification import Tally, verify_archive
from tests.conftest import quietly
from tests.support.module_archive import kept
from tests.support.records import article, release, write_records

TWICE = "\n\n".join([article()["text"]] * 2)
LIES = "> It is all lies, and the office has known about every one of them."
COLLECTION = (
    release(),
    release(key="harbor-2", agency="Lake Patrol", city=None, title=None, components=["Divers"]),
    article(authors=["Mara Olund", "Nils Hadderby"]),
    article(key="lantern-2", title="Twice said", text=TWICE),
    article(key="lantern-3", text=LIES, quotes=[{"agency": "Rope Board", "title": "Ropes"}]),
)


@pytest.fixture(autouse=True, scope="module")
def archive(django_db_setup, django_db_blocker, tmp_path_factory):
    """The data folder of an archive after loads, a withdrawal and a merger."""
    folder = tmp_path_factory.mktemp("data")
    with kept(django_db_blocker, folder, *COLLECTION):
        changed = release(title="Harbor office seizes three more boats")
        operations.load(LoadRequest([write_records(folder / "changed.jsonl", changed)]), quietly)
        operations.withdraw("harbor-2", "The count was wrong.", quietly)
        operations.merge("agency", "Harbor Office", "Lake Patrol", quietly)
        yield folder


@pytest.fixture(autouse=True)
def data_folder(settings, archive, tmp_path):
    """A copy for each test to damage."""
    settings.ARCHIVE_DATA = tmp_path / "data"
    shutil.copytree(archive, settings.ARCHIVE_DATA, symlinks=True)


def differences():
    return list(verify_archive(Tally(quietly)))


def messages():
    return [str(difference) for difference in differences()]


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        assert cursor.rowcount > 0

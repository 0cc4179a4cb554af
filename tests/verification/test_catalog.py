"""Whatever is damaged in the catalog is found and named."""

import json

import pytest

from articles.catalog.index import builds
from articles.catalog.index.catalog import current_catalog
from articles.models import Edition, PressRelease
from tests.conftest import quietly
from tests.test_bags import flip_bit
from tests.verification import damaged_archive
from tests.verification.damaged_archive import differences, messages

pytestmark = pytest.mark.django_db

archive, _data_folder = damaged_archive.archive, damaged_archive.data_folder


def test_a_flipped_byte_is_found_in_every_file_of_the_index():
    for path in sorted((current_catalog().folder / "index").iterdir()):
        content = path.read_bytes()
        if content:
            flip_bit(path)
            (difference,) = differences()
            assert (difference.kind, difference.field) == ("catalog", path.name)
            path.write_bytes(content)
    assert differences() == []


def test_a_missing_or_superfluous_file_of_the_index_is_found():
    folder = current_catalog().folder / "index"
    (folder / "more").write_text("x")
    assert any("catalog: more: expected no file, found" in line for line in messages())
    (folder / "more").unlink()
    (folder / "meta.json").unlink()
    assert any(line.endswith("found no file") for line in messages())


@pytest.mark.parametrize("change", [{"edition": 7}, {"digest": "0" * 64}, {"version": 0}])
def test_a_catalog_of_another_edition_is_found(change):
    path = current_catalog().folder / "edition.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    ((name, value),) = change.items()
    (difference,) = differences()
    expected = "catalog", name, str(value)
    assert (difference.kind, difference.field, difference.actual) == expected


@pytest.mark.parametrize("stamp", ["{", "[]", "{}", ""])
def test_an_unreadable_stamp_is_found(stamp):
    (current_catalog().folder / "edition.json").write_text(stamp)
    (difference,) = differences()
    assert (difference.kind, difference.field) == ("catalog", "stamp and index")


def test_a_missing_catalog_is_found(settings):
    (settings.ARCHIVE_DATA / "catalog" / "current").unlink()
    assert messages() == [
        "catalog: catalog: expected that of Edition 4, "
        "found There is no catalog; `manage.py serve` builds it."
    ]


def test_a_record_that_only_the_catalog_contains_is_found():
    withdrawn = PressRelease.objects.filter(key="harbor-2")
    withdrawn.update(withdrawn="")
    builds.swap_in(builds.build_catalog(Edition.objects.current(), quietly))
    withdrawn.update(withdrawn="The count was wrong.")
    found = [difference for difference in differences() if difference.kind == "catalog"]
    assert [(difference.key, difference.field, difference.expected) for difference in found][
        :2
    ] == [
        ("", "documents", "5"),
        ("release harbor-2", "document", "no document"),
    ]

"""A bag contains the whole archive with its history; a damaged bag is rejected."""

import hashlib
import json

import pytest
from django.conf import settings
from django.core.management import CommandError

from articles.editions import operations
from articles.editions.report import RejectedError
from articles.models import Article, EarlierVersion, PressRelease, Quotation
from articles.pages.links import address_of
from articles.verification import Tally, verify_archive
from tests.conftest import quietly
from tests.support.records import article, release


def count_rows():
    return [model.objects.count() for model in (Article, PressRelease, Quotation)]


def list_versions():
    versions = EarlierVersion.objects.order_by("kind", "key", "number")
    return list(versions.values_list("kind", "key", "number", "digest", "line"))


def list_files(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def read_manifest(bag, manifest):
    """Return the digests that a manifest lists, and the digests of those files."""
    listed = dict(line.split("  ")[::-1] for line in (bag / manifest).read_text().splitlines())
    return listed, {name: hashlib.sha256((bag / name).read_bytes()).hexdigest() for name in listed}


def rejections_of(load, bag):
    """Load the bag, which is rejected; return the problems."""
    with pytest.raises(RejectedError) as error:
        load(bag)
    return error.value.report.rejections


@pytest.fixture
def archive_with_history(load):
    """An archive with changed, withdrawn and merged records."""
    load(release(), article(), release(key="harbor-2", agency="Lake Patrol", city=None))
    load(release(text=release()["text"] + "\n\nThe boats are back."), article(title="Two boats"))
    operations.withdraw("harbor-2", "The count was wrong.", quietly)
    return operations.merge("agency", "Harbor Office", "Lake Patrol", quietly).edition


def test_a_bag_loaded_into_an_empty_archive_is_the_same_archive_with_its_history(
    archive_with_history, export, emptied, load, client
):
    bag, versions, counts = export("bag"), list_versions(), count_rows()
    assert len(versions) == 3
    emptied()
    report = load(bag)
    assert not report.rejections
    assert report.edition.digest == archive_with_history.digest
    assert list_versions() == versions
    assert count_rows() == counts
    response = client.get("/releases/harbor-2/")
    assert response.status_code == 410
    assert "The count was wrong." in response.text
    assert client.get("/agencies/lake-patrol/").status_code == 301
    second_bag = export("again")
    for path in list_files(bag / "data"):
        assert (second_bag / "data" / path).read_bytes() == (bag / "data" / path).read_bytes()


def test_the_samples_loaded_from_a_bag_verify_without_a_difference(samples, export, emptied, load):
    assert list(verify_archive(Tally(quietly))) == []
    bag = export("bag")
    emptied()
    assert load(bag).edition.digest == samples.edition.digest
    assert list(verify_archive(Tally(quietly))) == []


def test_a_bag_follows_the_standard(archive_with_history, export):
    bag = export("bag")
    payload = [f"data/{name}.jsonl" for name in ("articles", "authorities", "releases", "versions")]
    tags = ["bag-info.txt", "bagit.txt", "manifest-sha256.txt"]
    assert list_files(bag) == {*payload, *tags, "tagmanifest-sha256.txt"}
    assert (bag / "bagit.txt").read_text() == (
        "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    )
    for manifest, names in (("manifest-sha256.txt", payload), ("tagmanifest-sha256.txt", tags)):
        listed_digests, digests = read_manifest(bag, manifest)
        assert list(listed_digests) == names
        assert listed_digests == digests
    assert oct(bag.stat().st_mode)[-3:] == "755"


def test_a_bag_names_its_edition_and_its_size(archive_with_history, export):
    bag = export("bag")
    info = dict(line.split(": ") for line in (bag / "bag-info.txt").read_text().splitlines())
    size = sum(path.stat().st_size for path in (bag / "data").iterdir())
    assert info["Source-Organization"] == "Blockquote"
    assert info["Edition-Number"] == "4"
    assert info["Edition-Digest"] == archive_with_history.digest
    assert info["Payload-Oxum"] == f"{size}.4"
    assert info["External-Identifier"] == settings.ARCHIVE_URL + address_of(archive_with_history)
    assert len(info["Bagging-Date"]) == len("2017-07-28")


def test_a_kind_without_records_has_no_file_in_the_bag(load, export, emptied):
    edition = load(release()).edition
    bag = export("bag")
    assert list_files(bag / "data") == {"authorities.jsonl", "releases.jsonl"}
    emptied()
    assert load(bag).edition.digest == edition.digest


def test_an_empty_folder_becomes_the_bag_and_any_other_is_left_alone(load, export, tmp_path):
    load(release())
    (tmp_path / "bag").mkdir()
    files = list_files(export("bag"))
    with pytest.raises(CommandError, match="already exists and is not an empty folder"):
        export("bag")
    with pytest.raises(CommandError, match="already exists and is not an empty folder"):
        export("bag/bagit.txt")
    assert list_files(tmp_path / "bag") == files


def test_an_interrupted_export_leaves_nothing(load, export, tmp_path, monkeypatch):
    load(release())
    monkeypatch.setattr("articles.exchange.schema.to_line", lambda record: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        export("bag")
    assert {path.name for path in tmp_path.iterdir()} == {"records.jsonl"}


def flip_bit(path):
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def remove(path):
    path.unlink()


@pytest.mark.parametrize(
    "name", ["data/releases.jsonl", "data/authorities.jsonl", "bag-info.txt", "manifest-sha256.txt"]
)
@pytest.mark.parametrize("damage", [flip_bit, remove])
def test_a_damaged_bag_is_rejected_with_the_name_of_the_file(load, export, emptied, name, damage):
    load(release(), article())
    bag = export("bag")
    emptied()
    damage(bag / name)
    assert str(bag / name) in {problem.location for problem in rejections_of(load, bag)}
    assert not PressRelease.objects.exists()


def test_a_file_that_the_bag_s_manifest_does_not_list_is_rejected(load, export):
    load(release())
    bag = export("bag")
    (bag / "data" / "more.jsonl").write_text(json.dumps(article()))
    (problem,) = rejections_of(load, bag)
    assert str(problem) == f"{bag}/data/more.jsonl: is not listed in the bag's manifest"


@pytest.mark.parametrize("line", ["0 ../../outside", "0 /etc/hostname", "0", "", "0 data/../../x"])
def test_a_manifest_never_leads_outside_its_bag(load, export, line):
    load(release())
    bag = export("bag")
    (bag / "manifest-sha256.txt").write_text(f"{line}\n0 data/releases.jsonl\n")
    messages = [str(problem) for problem in rejections_of(load, bag)]
    reason = "manifest-sha256.txt: can't be read: line 1 does not name a file inside the bag"
    assert any(reason in message for message in messages)


def test_a_bag_from_another_tool_is_read(load, tmp_path):
    payload = tmp_path / "foreign" / "data" / "deep" / "100%.jsonl"
    payload.parent.mkdir(parents=True)
    payload.write_text(json.dumps(release()))
    (tmp_path / "foreign" / "bagit.txt").write_text("BagIt-Version: 0.97\n")
    digest = hashlib.sha512(payload.read_bytes()).hexdigest().upper()
    (tmp_path / "foreign" / "manifest-sha512.txt").write_text(
        f"{digest} *data/deep/100%25.jsonl\r\n", newline=""
    )
    assert load(tmp_path).new_records == 1


@pytest.mark.parametrize(
    ("manifest", "reason"),
    [
        ("manifest-crc32.txt", "'crc32' is not a supported checksum algorithm; supported: md5"),
        ("notes.txt", "is a bag without a readable payload manifest"),
    ],
)
def test_a_bag_whose_manifest_cannot_be_checked_is_rejected(load, export, manifest, reason):
    load(release())
    bag = export("bag")
    (bag / "tagmanifest-sha256.txt").unlink()
    (bag / "manifest-sha256.txt").rename(bag / manifest)
    assert reason in " ".join(map(str, rejections_of(load, bag)))

"""A bag holds the whole archive with its past, and one that came to harm is refused."""

import hashlib
import json

import pytest
from django.conf import settings
from django.core.management import CommandError

from articles.editions import operations
from articles.editions.report import RejectedError
from articles.models import Article, EarlierVersion, PressRelease, Quotation
from articles.pages.links import address_of
from articles.verification import Tally, verify
from tests.conftest import quietly
from tests.support.records import article, release


def counts():
    return [model.objects.count() for model in (Article, PressRelease, Quotation)]


def versions():
    kept = EarlierVersion.objects.order_by("kind", "key", "number")
    return list(kept.values_list("kind", "key", "number", "digest", "line"))


def tree(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def sums(bag, manifest):
    """What a manifest lists, and what is true of those files."""
    listed = dict(line.split("  ")[::-1] for line in (bag / manifest).read_text().splitlines())
    return listed, {name: hashlib.sha256((bag / name).read_bytes()).hexdigest() for name in listed}


@pytest.fixture
def lived_in(load):
    """An archive that has been loaded into, changed, withdrawn from and merged in."""
    load(release(), article(), release(key="harbor-2", agency="Lake Patrol", city=None))
    load(release(text=release()["text"] + "\n\nThe boats are back."), article(title="Two boats"))
    operations.withdraw("harbor-2", "The count was wrong.", quietly)
    return operations.merge("agency", "Harbor Office", "Lake Patrol", quietly).edition


def test_a_bag_loaded_again_is_the_same_archive_with_all_that_it_went_through(
    lived_in, export, emptied, load, client
):
    bag, kept, held = export("bag"), versions(), counts()
    assert len(kept) == 3
    emptied()
    report = load(bag)
    assert not report.rejected
    assert report.edition.digest == lived_in.digest
    assert versions() == kept
    assert counts() == held
    response = client.get("/releases/harbor-2/")
    assert response.status_code == 410
    assert "The count was wrong." in response.text
    assert client.get("/agencies/lake-patrol/").status_code == 301
    again = export("again")
    for path in tree(bag / "data"):
        assert (again / "data" / path).read_bytes() == (bag / "data" / path).read_bytes()


def test_the_samples_out_of_a_bag_have_no_difference(samples, export, emptied, load):
    assert list(verify(Tally(quietly))) == []
    bag = export("bag")
    emptied()
    assert load(bag).edition.digest == samples.edition.digest
    assert list(verify(Tally(quietly))) == []


def test_a_bag_is_one_as_the_standard_has_it(lived_in, export):
    bag = export("bag")
    payload = [f"data/{name}.jsonl" for name in ("articles", "authorities", "releases", "versions")]
    tags = ["bag-info.txt", "bagit.txt", "manifest-sha256.txt"]
    assert tree(bag) == {*payload, *tags, "tagmanifest-sha256.txt"}
    assert (bag / "bagit.txt").read_text() == (
        "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    )
    for manifest, names in (("manifest-sha256.txt", payload), ("tagmanifest-sha256.txt", tags)):
        listed, true = sums(bag, manifest)
        assert list(listed) == names
        assert listed == true
    assert oct(bag.stat().st_mode)[-3:] == "755"


def test_a_bag_says_which_edition_it_holds_and_how_much(lived_in, export):
    bag = export("bag")
    info = dict(line.split(": ") for line in (bag / "bag-info.txt").read_text().splitlines())
    size = sum(path.stat().st_size for path in (bag / "data").iterdir())
    assert info["Source-Organization"] == "Blockquote"
    assert info["Edition-Number"] == "4"
    assert info["Edition-Digest"] == lived_in.digest
    assert info["Payload-Oxum"] == f"{size}.4"
    assert info["External-Identifier"] == settings.ARCHIVE_URL + address_of(lived_in)
    assert len(info["Bagging-Date"]) == len("2017-07-28")


def test_a_kind_of_record_that_is_not_held_has_no_file_in_the_bag(load, export, emptied):
    edition = load(release()).edition
    bag = export("bag")
    assert tree(bag / "data") == {"authorities.jsonl", "releases.jsonl"}
    emptied()
    assert load(bag).edition.digest == edition.digest


def test_an_empty_folder_becomes_the_bag_and_a_filled_one_is_left_alone(load, export, tmp_path):
    load(release())
    (tmp_path / "bag").mkdir()
    before = tree(export("bag"))
    with pytest.raises(CommandError, match="already exists and is not an empty folder"):
        export("bag")
    with pytest.raises(CommandError, match="already exists and is not an empty folder"):
        export("bag/bagit.txt")
    assert tree(tmp_path / "bag") == before


def test_a_bag_that_breaks_off_leaves_nothing(load, export, tmp_path, monkeypatch):
    load(release())
    monkeypatch.setattr("articles.exchange.schema.to_line", lambda record: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        export("bag")
    assert {path.name for path in tmp_path.iterdir()} == {"records.jsonl"}


def flip(path):
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def lose(path):
    path.unlink()


@pytest.mark.parametrize(
    "name", ["data/releases.jsonl", "data/authorities.jsonl", "bag-info.txt", "manifest-sha256.txt"]
)
@pytest.mark.parametrize("harm", [flip, lose])
def test_a_bag_that_came_to_harm_is_refused_with_the_name_of_the_file(
    load, export, emptied, name, harm
):
    load(release(), article())
    bag = export("bag")
    emptied()
    harm(bag / name)
    with pytest.raises(RejectedError) as refusal:
        load(bag)
    assert str(bag / name) in {problem.location for problem in refusal.value.report.rejected}
    assert not PressRelease.objects.exists()


def test_a_file_that_no_manifest_of_the_bag_lists_is_refused(load, export):
    load(release())
    bag = export("bag")
    (bag / "data" / "more.jsonl").write_text(json.dumps(article()))
    with pytest.raises(RejectedError) as refusal:
        load(bag)
    (problem,) = refusal.value.report.rejected
    assert str(problem) == f"{bag}/data/more.jsonl: is not in the bag's manifest"


@pytest.mark.parametrize("line", ["0 ../../outside", "0 /etc/hostname", "0", "", "0 data/../../x"])
def test_a_manifest_leads_nowhere_outside_of_its_bag(load, export, line):
    load(release())
    bag = export("bag")
    (bag / "manifest-sha256.txt").write_text(f"{line}\n0 data/releases.jsonl\n")
    with pytest.raises(RejectedError) as refusal:
        load(bag)
    told = [str(problem) for problem in refusal.value.report.rejected]
    assert any("manifest-sha256.txt: cannot be read: line 1 names no file" in one for one in told)


def test_a_bag_that_another_tool_packed_is_read_too(load, tmp_path):
    payload = tmp_path / "theirs" / "data" / "deep" / "100%.jsonl"
    payload.parent.mkdir(parents=True)
    payload.write_text(json.dumps(release()))
    (tmp_path / "theirs" / "bagit.txt").write_text("BagIt-Version: 0.97\n")
    digest = hashlib.sha512(payload.read_bytes()).hexdigest().upper()
    (tmp_path / "theirs" / "manifest-sha512.txt").write_text(
        f"{digest} *data/deep/100%25.jsonl\r\n", newline=""
    )
    assert load(tmp_path).new == 1


@pytest.mark.parametrize(
    ("manifest", "reason"),
    [
        ("manifest-crc32.txt", "'crc32' is none of md5"),
        ("notes.txt", "is a bag without a manifest"),
    ],
)
def test_a_bag_whose_manifest_cannot_be_checked_is_refused(load, export, manifest, reason):
    load(release())
    bag = export("bag")
    (bag / "tagmanifest-sha256.txt").unlink()
    (bag / "manifest-sha256.txt").rename(bag / manifest)
    with pytest.raises(RejectedError) as refusal:
        load(bag)
    assert reason in " ".join(map(str, refusal.value.report.rejected))

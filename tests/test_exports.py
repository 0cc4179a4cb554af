"""Exports contain the whole archive, and loading one restores it."""

import gzip
import json

import pytest
from django.core.management import CommandError

from articles.models import Article, City, EarlierVersion, Edition, PressRelease, Quotation
from tests.support.records import article, release


def lines(path):
    return path.read_bytes().splitlines()


def counts():
    return [model.objects.count() for model in (Article, PressRelease, Quotation)]


def test_the_samples_exported_and_loaded_again_are_the_same_archive(samples, export, emptied, load):
    path, stored = export("first.jsonl"), counts()
    emptied()
    report = load(path)
    assert not report.rejections
    assert report.edition.digest == samples.edition.digest
    assert counts() == stored
    assert export("second.jsonl").read_bytes() == path.read_bytes()


def test_an_export_loaded_into_its_own_archive_changes_nothing(samples, export, load):
    report = load(export("all.jsonl"))
    assert report.edition is None
    assert (report.new_records, report.changed_records) == (0, 0)
    assert report.unchanged_records == report.records - 53 - EarlierVersion.objects.count() > 80


def test_every_field_survives_an_export(load, export, emptied):
    records = [
        {"kind": "agency", "key": "HO", "name": "Harbor “Office” & Sons", "parent": "PM"},
        {"kind": "city", "key": "duluth", "name": "Duluth", "state": "MN"},
        {"kind": "outlet", "key": "the-lantern", "name": "The Lantern"},
        {"kind": "author", "key": "mo", "name": "Mara Olund"},
        release(agency="HO", components=["PM", "Divers"], city="duluth", number="7/17", title=None),
        release(
            key="gone", agency="HO", city=None, text="Wrong.", withdrawn="A slip.", released="2017"
        ),
        article(
            authors=["mo", "Nils Hadderby"],
            outlet="the-lantern",
            url="https://lantern.example/3?a=b&c=d",
            published="2017-07-28T10:01:30-05:00",
            text="Back\\slash, tab\there, line\nbreak, \u2028 and \u0085 and 🚤.\n\n> Quoted.",
            quotes=[{"release": "harbor-1"}, {"agency": "HO", "released": "2016-03"}],
            fiction=True,
        ),
    ]
    edition = load(*records).edition
    exported = [json.loads(line) for line in lines(export("a.jsonl"))]
    for record in records:
        (match,) = [
            {name: value for name, value in candidate.items() if name != "provenance"}
            for candidate in exported
            if (candidate["kind"], candidate["key"]) == (record["kind"], record["key"])
        ]
        assert {name: value for name, value in match.items() if value not in (None, [])} == {
            name: value for name, value in record.items() if value is not None
        }
    emptied()
    assert load(export_of(exported, export)).edition.digest == edition.digest


@pytest.mark.parametrize("order", [list, reversed])
def test_cities_with_the_same_name_stay_separate(load, export, emptied, order):
    cities = ("Port Elm", "Port Elm, MN", "Port Elm, WI")
    edition = load(*(release(key=f"r-{n}", city=city) for n, city in enumerate(cities))).edition
    exported = [json.loads(line) for line in lines(export("a.jsonl"))]
    emptied()
    reloaded = load(*order(exported)).edition
    assert sorted(map(str, City.objects.all())) == list(cities)
    assert reloaded.digest == edition.digest


def export_of(exported, export):
    path = export("empty.jsonl")
    path.write_text("".join(json.dumps(record) + "\n" for record in reversed(exported)))
    return path


def test_authorities_come_first_and_records_by_kind_and_key(samples, export):
    exported = [json.loads(line) for line in lines(export("a.jsonl"))]
    kinds = [record["kind"] for record in exported]
    assert list(dict.fromkeys(kinds)) == [
        *("agency", "city", "outlet", "author", "release", "article", "version"),
    ]
    keys = [record["key"] for record in exported if record["kind"] == "article"]
    assert keys == sorted(keys)


def test_a_release_known_only_by_quotation_is_not_exported(samples, export):
    assert PressRelease.objects.filter(known_by_quotation=True).exists()
    exported = lines(export("a.jsonl"))
    releases = [line for line in exported if line.startswith(b'{"kind":"release"')]
    assert len(releases) == PressRelease.objects.filter(known_by_quotation=False).count()


def test_a_compressed_export_has_the_same_lines_and_the_same_bytes_each_time(load, export):
    load(release(), article())
    plain, compressed = export("a.jsonl"), export("a.jsonl.gz")
    assert gzip.decompress(compressed.read_bytes()) == plain.read_bytes()
    assert export("under-another-name.jsonl.gz").read_bytes() == compressed.read_bytes()


def test_an_export_replaces_an_older_one(load, export):
    load(release())
    earlier = export("a.jsonl").read_bytes()
    load(article())
    assert export("a.jsonl").read_bytes().startswith(earlier[:20])
    assert len(export("a.jsonl").read_bytes()) > len(earlier)


def test_an_empty_archive_gives_an_empty_file(db, export):
    assert export("a.jsonl").read_bytes() == b""
    assert not Edition.objects.exists()


def test_a_folder_that_cannot_be_exported_is_named(db, export, tmp_path):
    (tmp_path / "file").touch()
    for name in ("missing/a.jsonl", "file/a.jsonl", "missing/bag", "file/bag"):
        with pytest.raises(CommandError, match=str(tmp_path / name.split("/", maxsplit=1)[0])):
            export(name)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_folder_is_not_replaced_by_a_file(load, export, tmp_path):
    load(release())
    (tmp_path / "a.jsonl").mkdir()
    with pytest.raises(CommandError, match="directory"):
        export("a.jsonl")
    assert {path.name for path in tmp_path.iterdir()} == {"a.jsonl", "records.jsonl"}


def test_an_export_that_fails_leaves_the_older_one_and_nothing_else(
    load, export, tmp_path, monkeypatch
):
    load(release())
    earlier = export("a.jsonl").read_bytes()
    monkeypatch.setattr("articles.exchange.schema.to_line", lambda record: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        export("a.jsonl")
    assert (tmp_path / "a.jsonl").read_bytes() == earlier
    assert {path.name for path in tmp_path.iterdir()} == {"a.jsonl", "records.jsonl"}

"""What a load says: to people, to machines, and in the file of what it refused."""

import json

import pytest
from django.core.management import CommandError, call_command

from articles.editions.rejected import RejectedRecords
from articles.models import Edition, PressRelease
from tests.support.records import article, release, write_records

pytestmark = pytest.mark.django_db


def test_a_dry_run_reports_and_changes_nothing(tmp_path, capsys):
    path = write_records(tmp_path / "a.jsonl", release(), article())
    call_command("load", path, "--dry-run")
    output = capsys.readouterr().out
    assert "2 records read: 2 new, 0 changed, 0 unchanged" in output
    assert "Dry run: nothing was changed." in output
    assert not PressRelease.objects.exists()
    assert not Edition.objects.exists()


def test_the_report_for_machines_names_place_field_value_and_reason(tmp_path):
    path = write_records(tmp_path / "a.jsonl", release(), article(title=3, published="2017-02-30"))
    with pytest.raises(CommandError):
        call_command("load", path, "--report", tmp_path / "report.json")
    report = json.loads((tmp_path / "report.json").read_text())
    assert (report["read"], report["refused_records"], report["edition"]) == (2, 1, None)
    assert report["refused"] == [
        {"where": f"{path}:2", "field": "title", "value": "3", "reason": "is not text"},
        {
            "where": f"{path}:2",
            "field": "published",
            "value": "2017-02-30",
            "reason": "day is out of range for month",
        },
    ]


def test_what_was_refused_can_be_mended_and_loaded(tmp_path):
    bad = article(title="", text="“Quoted” – as it was.")
    path = write_records(tmp_path / "a.jsonl", release(), bad)
    refused = tmp_path / "refused.jsonl"
    call_command("load", path, "--accept-good", "--refused", refused)
    assert json.loads(refused.read_text()) == bad
    refused.write_text(refused.read_text().replace('"title": ""', '"title": "Mended"'))
    call_command("load", refused)
    assert Edition.objects.current().counts["articles"] == 1


def test_rejected_records_are_written_beside_the_data_and_the_path_is_told(
    tmp_path, settings, monkeypatch, capsys
):
    monkeypatch.chdir(tmp_path)
    path = write_records(tmp_path / "a.jsonl", release(), article(title=""))
    call_command("load", path, "--accept-good")
    [written] = (settings.ARCHIVE_DATA / "refused").iterdir()
    assert json.loads(written.read_text()) == article(title="")
    assert f"rejected records written to {written}" in capsys.readouterr().out
    assert list(tmp_path.glob("*")) == [path]


def test_refused_records_are_kept_byte_for_byte_however_many_they_are(tmp_path):
    refused = RejectedRecords()
    odd = b' {"a" :\t1.50, "b": "\xff\r"} '
    refused.add_line(odd)
    for number in range(3):
        refused.add_record({"text": "a" * 2**19, "half": "\ud800", "number": number})
    refused.write_to(tmp_path / "refused.jsonl")
    first, *others = (tmp_path / "refused.jsonl").read_bytes().split(b"\n")[:-1]
    assert (first, len(refused)) == (odd, 4)
    assert [json.loads(line)["number"] for line in others] == [0, 1, 2]
    assert json.loads(others[0])["half"] == "\ud800"


def test_a_record_says_where_it_was_read_without_this_machines_folders(load, tmp_path):
    folder = tmp_path / "box"
    folder.mkdir()
    write_records(folder / "a.jsonl", release())
    load(folder)
    assert PressRelease.objects.get().source == "box/a.jsonl:1"


def test_a_dry_run_writes_no_rejected_records_that_nobody_asked_for(tmp_path, settings):
    path = write_records(tmp_path / "a.jsonl", release(), article(title=""))
    call_command("load", path, "--accept-good", "--dry-run")
    assert not (settings.ARCHIVE_DATA / "refused").exists()
    call_command("load", path, "--accept-good", "--dry-run", "--refused", tmp_path / "r.jsonl")
    assert json.loads((tmp_path / "r.jsonl").read_text()) == article(title="")

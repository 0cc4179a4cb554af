"""Third sources: loaded like authorities, exported, and read again."""

import json

import pytest
from django.conf import settings
from django.core.management import call_command

from articles.editions.report import RejectedError, report_fields
from articles.exchange import from_models, schema
from articles.models import Article, Edition, Quotation, ThirdSource
from tests.support.records import article, release, third_source

SOURCES = settings.BASE_DIR / "fixtures" / "sources"


def test_new_changed_and_unchanged_sources_are_counted(load):
    report = load(third_source(), third_source(key="code"))
    assert (report.new_records, report.edition.counts["sources"]) == (2, 2)
    report = load(third_source(), third_source(key="code", note=None))
    assert (report.changed_records, report.unchanged_records) == (1, 1)
    assert ThirdSource.objects.get(key="code").note == ""
    report = load(third_source(), third_source())
    assert (report.edition, report.unchanged_records) == (None, 2)


def test_a_source_may_have_no_more_than_a_key_a_name_and_a_text(load):
    load({"kind": "source", "key": "k", "name": "n", "text": "t"})
    [record] = from_models.iter_third_sources()
    assert (record.author, record.date, record.url, record.note) == (None, None, None, None)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"key": None}, "key: 'None' is not text"),
        ({"key": "Harbor Charter"}, "key: 'Harbor Charter' may contain only lowercase letters"),
        ({"name": " "}, "name: is empty"),
        ({"text": "\n"}, "text: is empty"),
        ({"date": "May 1911"}, "date: 'May 1911' is not a date"),
        ({"url": "harbor.example"}, "url: 'harbor.example' is not a web address"),
        ({"aliases": []}, "aliases: '[]' is not a field of this kind of record"),
    ],
)
def test_a_wrong_source_is_one_clear_error_and_nothing_is_stored(load, fields, message):
    with pytest.raises(RejectedError) as rejection:
        load(release(), third_source(**fields))
    (problem,) = rejection.value.report.rejections
    assert "records.jsonl:2: " in str(problem)
    assert message in str(problem)
    assert not ThirdSource.objects.exists()
    assert not Edition.objects.exists()


def test_two_sources_with_one_key_are_both_rejected(load):
    records = third_source(), third_source(text="Another text."), third_source(key="code")
    with pytest.raises(RejectedError) as rejection:
        load(*records)
    problems = rejection.value.report.rejections
    assert [str(problem).partition("records.jsonl")[2] for problem in problems] == [
        f":1: key: 'harbor-charter' is also used by {problems[1].location} with different content",
        f":2: key: 'harbor-charter' is also used by {problems[0].location} with different content",
    ]
    report = load(*records, accept_good=True)
    assert (report.new_records, report_fields(report)["refused_records"]) == (1, 2)
    assert ThirdSource.objects.get().key == "code"


def test_a_date_in_the_future_is_reported_and_an_old_one_is_not(load):
    findings = load(third_source(), third_source(key="code", date="2999")).findings
    assert [(finding.field, finding.reason) for finding in findings] == [
        ("date", "is in the future")
    ]


def test_a_dry_run_stores_no_source(load):
    assert load(third_source(), dry_run=True).new_records == 1
    assert not ThirdSource.objects.exists()


def test_sources_survive_an_export(load, export, emptied):
    edition = load(release(), third_source(), article()).edition
    path = export("a.jsonl")
    assert third_source() in [json.loads(line) for line in path.read_bytes().splitlines()]
    emptied()
    assert load(path).edition.digest == edition.digest
    assert export("b.jsonl").read_bytes() == path.read_bytes()


def test_sources_have_a_file_of_their_own_in_a_bag(load, export):
    load(release(), third_source())
    folder = export("bag") / "data"
    assert sorted(path.name for path in folder.iterdir()) == [
        *("authorities.jsonl", "releases.jsonl", "sources.jsonl")
    ]


def test_what_dumpdata_writes_of_sources_loads_to_the_same_archive(load, emptied, tmp_path):
    edition = load(third_source()).edition
    path = tmp_path / "dump.json"
    options = {"natural_foreign": True, "natural_primary": True, "verbosity": 0}
    call_command("dumpdata", "articles", output=str(path), **options)
    emptied()
    assert load(path).edition.digest == edition.digest


def test_a_changed_source_gives_another_digest(load):
    digest = load(third_source()).edition.digest
    assert load(third_source(note="The second article.")).edition.digest != digest


@pytest.fixture(scope="module")
def records():
    lines = [line for path in SOURCES.glob("*.jsonl") for line in path.read_text().splitlines()]
    return [schema.validate_record(json.loads(line), "") for line in lines]


def test_the_sources_that_come_with_the_archive_are_named_for_a_sentence(records):
    for record in records:
        assert isinstance(record, schema.ThirdSource)
        assert record.name.startswith(("the ", "“")) or record.name[0].isupper()
        assert "'" not in record.text
    assert len({record.key for record in records}) == len(records) > 80


def test_every_file_of_sources_is_in_their_readme_with_its_number_of_records():
    readme = (SOURCES / "README.md").read_text()
    for path in SOURCES.glob("*.jsonl"):
        assert f"| `{path.name}` | {len(path.read_text().splitlines())} |" in readme


def test_the_amendments_are_all_there_in_order_of_their_dates(records):
    amendments = {
        int(record.key.rpartition("-")[2]): record.date
        for record in records
        if "amendment" in record.key
    }
    assert sorted(amendments) == list(range(1, 28))
    dates = [str(amendments[number]) for number in sorted(amendments)]
    assert dates == sorted(dates)


def test_the_samples_quote_a_source(load):
    report = load(settings.BASE_DIR / "fixtures" / "samples", SOURCES, fiction=True)
    assert not report.rejections
    quotation = Quotation.objects.get(third_source__isnull=False)
    assert quotation.article == Article.objects.get(
        key="the-ninth-bench-2016-11-14-what-consent-weighs"
    )
    assert str(quotation.third_source) == "the Fourth Amendment to the United States Constitution"

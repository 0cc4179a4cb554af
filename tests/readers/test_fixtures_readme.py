"""The examples in fixtures/README.md load, and it names every suffix and every field."""

import json
import re

import pytest
from django.conf import settings

from articles.exchange import schema
from articles.models import Agency, Article, Author, City, EarlierVersion, Outlet, PressRelease
from articles.readers import FORMATS, load_map
from articles.readers.mapping import RECORD_FIELDS
from tests.support.reading import read_file, validate_all

README = (settings.BASE_DIR / "fixtures" / "README.md").read_text()
MAX_LINES = 150
MODELS = (
    *(schema.Release, schema.Article, schema.Version, schema.Source, schema.Provenance),
    *(schema.Agency, schema.City, schema.Outlet, schema.Author, schema.ThirdSource),
)
SECTION, FORMAT_SECTION = README.partition("\n## Formats\n")[::2]
"""The section on the exchange format with what is before it, and those after it."""


def examples(language):
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def load_example_map(tmp_path):
    [toml] = examples("toml")
    path = tmp_path / "harbor.toml"
    path.write_text(toml)
    return load_map(path)


def test_it_is_read_in_a_few_minutes():
    assert len(README.splitlines()) <= MAX_LINES


@pytest.mark.parametrize("suffix", [suffix for suffixes in FORMATS.values() for suffix in suffixes])
def test_every_suffix_has_its_place_in_the_table_of_formats(suffix):
    assert re.search(rf"^\| .*`{re.escape(suffix)}`", FORMAT_SECTION, re.MULTILINE)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_has_a_row_in_the_table_of_formats(name):
    assert f"| `{name}` |" in FORMAT_SECTION


@pytest.mark.parametrize(
    "field", sorted({field for model in MODELS for field in model.model_fields})
)
def test_every_field_of_the_exchange_format_is_explained(field):
    assert f"`{field}`" in SECTION


@pytest.mark.parametrize("kind", schema.KINDS)
def test_every_kind_of_record_has_an_example(tmp_path, kind):
    records = validate_all(read_file(tmp_path, "all.jsonl", "".join(examples("json"))))
    assert kind in [record.kind for record in records]


def test_every_field_of_a_record_but_provenance_and_withdrawn_has_an_example():
    records = [json.loads(line) for example in examples("json") for line in example.splitlines()]
    fields = {field for record in records for field in record}
    assert RECORD_FIELDS - fields == {"provenance", "withdrawn"}


def test_the_examples_of_records_load(load, tmp_path):
    path = tmp_path / "examples.jsonl"
    path.write_text("".join(examples("json")))
    report = load(path)
    assert not report.rejections
    assert not report.findings
    assert Article.objects.get(key="lantern-three-boats").fiction
    release = PressRelease.objects.get(key="ho-17-204")
    assert str(release.agency.parent) == "Port Ministry"
    assert EarlierVersion.objects.get().key == release.key
    assert (
        PressRelease.objects.get(known_by_quotation=True).title == "Harbor Office counts its boats"
    )
    assert {str(row) for model in (City, Outlet, Author) for row in model.objects.all()} == {
        *("Duluth, MN", "The Lantern", "Mara Olund"),
    }
    assert Agency.objects.get(key="HO").aliases == ["Office of the Harbor"]


def test_the_example_of_a_map_makes_the_record_that_is_promised(tmp_path):
    [line] = examples("jsonl")
    entries = read_file(tmp_path, "harbor-2017.jsonl", line, [load_example_map(tmp_path)])
    [release] = validate_all(entries)
    assert f"`{release.key}`" in README
    assert (release.kind, release.agency, str(release.released)) == (
        *("release", "Harbor Office", "2017-07-14"),
    )


def test_the_example_of_markdown_is_an_article(tmp_path):
    [markdown] = examples("markdown")
    [article] = validate_all(read_file(tmp_path, "column.md", markdown))
    assert (article.kind, article.authors, str(article.published)) == (
        *("article", ("Mara Olund",), "2017-07-28"),
    )
    assert article.text.startswith("> Officers seized")


@pytest.mark.parametrize("path", sorted((settings.BASE_DIR / "fixtures").iterdir()))
def test_every_folder_of_fixtures_is_listed(path):
    assert path.name == "README.md" or f"| `{path.name}/` |" in README

"""Maps from foreign field names to those of the exchange format."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.exchange.fields import MAX_KEY_LENGTH
from articles.exchange.schema import Article, Release, validate_record
from articles.readers import load_map
from articles.readers.mapping import KeyRules, Mapping, key_from_identifier
from tests.support.reading import read_file, read_raw, validate_all

MAPS = sorted((Path(__file__).parents[2] / "fixtures" / "maps").glob("*.toml"))

WIRE = """
files = ["wire-*.jsonl*"]
kind = "article"
[fields]
key = "id"
title = "headline"
authors = "writer"
published = "when"
text = "body"
[constants]
outlet = "Harbor Wire"
[keys]
prefix = "wire-"
strip = ["items/", ".html"]
"""
FOREIGN_FIELDS = {
    "id": "items/2017/Tide_Tables.html",
    "headline": "The Tide Tables",
    "writer": "MARA QUILL and Theo Brand, Staff Writer",
    "when": "Jul 28, 2017 10:01 AM",
    "body": "It was late.",
    "section": "Harbor",
}


@pytest.fixture
def load(tmp_path):
    def load(toml):
        path = tmp_path / "wire.toml"
        path.write_text(toml)
        return load_map(path)

    return load


def test_a_map_makes_a_record_of_a_foreign_object(load, tmp_path):
    entries = read_file(tmp_path, "wire-1.jsonl", json.dumps(FOREIGN_FIELDS), [load(WIRE)])
    (article,) = validate_all(entries)
    assert article == Article(
        kind="article",
        key="wire-2017-tide-tables",
        title="The Tide Tables",
        authors=("Mara Quill", "Theo Brand"),
        outlet="Harbor Wire",
        published="2017-07-28T10:01",
        text="It was late.",
    )


def test_empty_fields_are_left_out_for_validation_to_report(load):
    record = load(WIRE).apply({"headline": None, "body": "  ", "writer": []})
    assert record == {"kind": "article", "outlet": "Harbor Wire"}
    assert {problem.field for problem in validate_record(record, "")} == {"title", "text"}


def test_an_unreadable_date_is_left_for_validation_to_reject(load):
    record = load(WIRE).apply(FOREIGN_FIELDS | {"when": "the other day"})
    (problem,) = validate_record(record, "wire.jsonl:1")
    assert (problem.field, problem.value) == ("published", "the other day")


def test_a_constant_is_used_only_for_an_empty_field(load):
    mapping = load('[fields]\nagency = "who"\n[constants]\nagency = "Harbor Board"')
    assert mapping.apply({"who": "Pilots' Office"})["agency"] == "Pilots' Office"
    assert mapping.apply({"who": " "})["agency"] == "Harbor Board"


def test_without_fields_a_record_stays_as_it_is(load):
    mapping = load('[constants]\noutlet = "Harbor Wire"')
    assert mapping.apply({"authors": ["MARA QUILL"]}) == {
        "outlet": "Harbor Wire",
        "authors": ["MARA QUILL"],
    }


def test_numbers_become_text_and_other_values_are_left_for_validation(load):
    mapping = load('kind = "release"\n[fields]\nkey = "id"\nnumber = "no"\nurl = "url"')
    record = mapping.apply({"id": 17, "no": 204, "url": True})
    assert record == {"kind": "release", "key": "17", "number": "204", "url": True}


def test_authors_may_be_a_list_and_components_text(load):
    mapping = load('[fields]\nauthors = "by"\ncomponents = "part"')
    assert mapping.apply({"by": ["By MARA QUILL", 7], "part": "Pilots"}) == {
        "authors": ["Mara Quill", 7],
        "components": ["Pilots"],
    }


def test_the_first_map_that_matches_a_file_is_used(load, tmp_path):
    maps = [load('files = ["x.jsonl"]\nkind = "release"'), load('kind = "article"')]
    assert read_raw(tmp_path, "x.jsonl", "{}", maps) == {"kind": "release"}
    assert read_raw(tmp_path, "y.jsonl", "{}", maps) == {"kind": "article"}


@pytest.mark.parametrize(
    ("pattern", "fits"),
    [("*.md", True), ("wire/*.md", True), ("other/*.md", False), ("*.jsonl*", False)],
)
def test_a_pattern_matches_a_name_or_a_folder_and_a_name(pattern, fits, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "wire").mkdir()
    assert Mapping(files=[pattern]).matches_file(tmp_path / "wire" / "a.md") is fits
    monkeypatch.chdir(tmp_path / "wire")
    assert Mapping(files=[pattern]).matches_file(Path("a.md")) is fits


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("kind = ", "can't read the map: Invalid value"),
        ('kind = "blog"', "kind: must be 'release', 'article'"),
        ('colour = "red"', "colour: is not a setting of a map"),
        ('files = "a"', "files: must be a list"),
        ("[fields]\ntitle = 3", "fields.title: must be text"),
        ('[fields]\nbody = "x"', "'body' is not a field of any kind of record"),
        ('kind = "release"\n[fields]\noutlet = "x"', "'outlet' is not a field of release records"),
        ('[keys]\nstrip = "x"', "keys.strip: must be a list"),
        ("[keys]\nstrip = [3]", "keys.strip.0: must be text"),
        ("keys = 3", "keys: must be a table"),
        ("fields = 3", "fields: must be a table"),
        ("[constants]\ncity = 3", "constants.city: must be text or a list of texts"),
        ('[fields]\n"{x}" = "y"', "'{x}' is not a field of any kind of record"),
    ],
)
def test_an_invalid_map_is_rejected_with_its_name_and_the_setting(load, toml, message):
    with pytest.raises(ValueError, match=r"^[^\n]*wire\.toml: [^\n]*$") as refusal:
        load(toml)
    assert message in str(refusal.value)


@pytest.mark.parametrize(
    ("content", "reason"), [(None, "file not found"), (b"\xff\xfe", "it is not UTF-8 text")]
)
def test_an_unreadable_map_is_rejected_with_the_reason(tmp_path, content, reason):
    if content:
        (tmp_path / "a.toml").write_bytes(content)
    with pytest.raises(ValueError, match=rf"a\.toml: can't read the map: {reason}"):
        load_map(tmp_path / "a.toml")


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.stem)
def test_every_map_in_the_fixtures_can_be_loaded(path):
    assert load_map(path).fields["text"] == "text"


def test_the_map_of_a_collection_of_releases_makes_releases(tmp_path):
    fields = {
        "id": "us-7", "agency": "Harbor Board", "date": "2009-07-28", "title": None,
        "number": "09-1", "text": "A pilot was fined.", "components": ["Pilots"], "city": "OSPREY",
    }  # fmt: skip
    maps = [load_map(path) for path in MAPS]
    (release,) = validate_all(read_file(tmp_path, "doj-1.jsonl", json.dumps(fields), maps))
    assert isinstance(release, Release)
    assert (release.key, release.city, str(release.released)) == ("us-7", "OSPREY", "2009-07-28")


@pytest.mark.parametrize(
    ("identifier", "key"),
    [
        ("News/2017/Tide Tables.html", "news-2017-tide-tables-html"),
        ("café", "cafe"),
        ("/a", "a"),
        ("a--b-", "a--b-"),
    ],
)
def test_an_identifier_becomes_a_key(identifier, key):
    assert key_from_identifier(identifier) == key


def test_identifiers_that_a_key_cannot_spell_get_distinct_keys():
    long = "a" * 300
    assert key_from_identifier(long + "b") != key_from_identifier(long + "c")
    assert key_from_identifier("новости-1") != key_from_identifier("статьи-1")


@given(st.text(max_size=400), st.text(max_size=20), st.lists(st.text(max_size=5), max_size=3))
def test_any_identifier_becomes_a_valid_key(identifier, prefix, strip):
    key = KeyRules(prefix=prefix, strip=strip).make_key(identifier)
    raw = {"kind": "release", "key": key, "agency": "Harbor Board", "text": "A pilot was fined."}
    assert isinstance(validate_record(raw, ""), Release)
    assert len(key) <= MAX_KEY_LENGTH

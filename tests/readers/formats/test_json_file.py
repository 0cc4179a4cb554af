"""Django fixtures with natural keys, and plain JSON."""

import json
import tracemalloc

import pytest
from django.core import serializers

from articles.core.dates import PartialDate
from articles.exchange.schema import validate_record
from articles.models import Agency, Article, Author, Byline, City, Component, Outlet, PressRelease
from articles.readers import Entry, load_map, read_entries
from articles.readers.decoding import json_items
from tests.support.reading import read_file, read_raw, reasons_of, validate_all

ARTICLE = {"kind": "article", "title": "The Tide Tables", "text": "It was late."}


def row(model, **fields):
    return {"model": f"articles.{model}", "fields": fields}


def fixture(folder, *rows):
    return read_file(folder, "a.json", json.dumps(rows))


def byline(author, position, article="tide"):
    return row("byline", article=[article], author=[author], position=position)


def test_authorities_lose_their_computed_fields(tmp_path):
    entries = fixture(
        tmp_path,
        row("agency", key="HB", slug="hb", name="Harbor Board", parent=None),
        row("agency", key="PO", slug="po", name="Pilots' Office", parent=["HB"]),
        row("city", key="Osprey", slug="osprey", name="Osprey", state=""),
    )
    assert [entry.raw for entry in entries] == [
        {"kind": "agency", "key": "HB", "name": "Harbor Board", "parent": None},
        {"kind": "agency", "key": "PO", "name": "Pilots' Office", "parent": "HB"},
        {"kind": "city", "key": "Osprey", "name": "Osprey", "state": None},
    ]
    validate_all(entries)


def test_bylines_become_authors_in_order_wherever_they_are_in_the_file(tmp_path):
    entries = fixture(
        tmp_path,
        byline("Theo Brand", 1),
        row("article", key="tide", title="The Tide Tables", outlet=["Harbor Wire"], text="Late."),
        byline("Mara Quill", 0),
    )
    (article,) = validate_all(entries)
    assert (article.authors, article.outlet) == (("Mara Quill", "Theo Brand"), "Harbor Wire")
    assert entries[0].location.endswith("a.json:2")


def test_components_are_in_order(tmp_path):
    (release,) = validate_all(
        fixture(
            tmp_path,
            row(
                "pressrelease", key="fine", title="", agency=["HB"], city=["Osprey"], text="Fined."
            ),
            row("component", release=["fine"], agency=["PO"], position=2),
            row("component", release=["fine"], agency=["QO"], position=1),
        )
    )
    assert (release.components, release.city, release.title) == (("QO", "PO"), "Osprey", None)


def test_quotations_editions_and_quoted_only_releases_are_left_out(tmp_path):
    entries = fixture(
        tmp_path,
        row("quotation", article=["tide"], number=1),
        row("edition", number=1),
        row("earlierversion", key="tide"),
        row("pressrelease", key="fine", agency=["HB"], text="F.", known_by_quotation=True),
        row("component", release=["fine"], agency=["PO"], position=2),
        row("author", key="Mara Quill", slug="mara-quill", name="Mara Quill"),
    )
    assert [entry.raw["kind"] for entry in entries] == ["author"]


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (row("user", name="x"), "is not a model of the archive"),
        (row("article", key="a", outlet=7), "has a reference 'outlet' that is not a natural key"),
        (row("agency", key="a", parent="HB"), "has a reference 'parent' that is not a natural key"),
        (byline("Mara Quill", 0, article="other"), "belongs to a record that is not in this file"),
        (row("byline", author=["Mara Quill"]), "belongs to a record that is not in this file"),
    ],
)
def test_an_invalid_object_is_a_problem_and_the_others_are_read(tmp_path, bad, reason):
    entries = fixture(tmp_path, bad, row("outlet", key="HW", slug="hw", name="Harbor Wire"))
    (problem,) = [entry for entry in entries if not hasattr(entry, "raw")]
    assert problem.reason.startswith(reason)
    assert problem.location.endswith("a.json:1")
    assert len(entries) == 2


def test_an_unknown_field_is_left_for_validation_to_reject(tmp_path):
    (entry,) = fixture(tmp_path, row("outlet", key="HW", name="Harbor Wire", colour="red"))
    assert entry.raw["colour"] == "red"


def test_what_django_writes_is_what_is_read(tmp_path):
    outlet, agency = Outlet(id=1, key="Harbor Wire"), Agency(id=1, key="HB")
    article = Article(
        id=1, key="tide", title="The Tide Tables", outlet=outlet, text="Late.", text_digest="",
        published=PartialDate("2017-07"), quotes=[{"release": "fine"}], text_number=7,
    )  # fmt: skip
    release = PressRelease(
        id=1,
        key="fine",
        agency=agency,
        city=City(id=1, key="Osprey"),
        text="Fined.",
        text_digest="",
    )
    dump = serializers.serialize(
        "json",
        [
            article,
            release,
            Byline(id=1, article=article, author=Author(id=1, key="Mara Quill"), position=0),
            Component(id=1, release=release, agency=Agency(id=2, key="PO"), position=0),
        ],
        use_natural_foreign_keys=True,
        use_natural_primary_keys=True,
    )
    records = validate_all(read_file(tmp_path, "a.json", dump))
    assert [record.key for record in records] == ["tide", "fine"]
    assert records[0].authors == ("Mara Quill",)
    assert str(records[0].published) == "2017-07"
    assert records[0].quotes[0].release == "fine"
    assert records[1].components == ("PO",)


def test_a_dump_from_before_text_numbers_had_their_name_is_read(tmp_path):
    fields = {"key": "fine", "agency": ["HB"], "text": "Fined.", "posting": 7, "digest": "0" * 64}
    assert read_raw(tmp_path, "a.json", json.dumps([row("pressrelease", **fields)])) == {
        "kind": "release",
        "key": "fine",
        "agency": "HB",
        "text": "Fined.",
        "components": [],
    }


def test_json_may_be_a_list_or_a_single_object_in_the_exchange_format(tmp_path):
    assert read_raw(tmp_path, "a.json", json.dumps(ARTICLE)) == ARTICLE
    assert len(validate_all(read_file(tmp_path, "a.json", json.dumps([ARTICLE, ARTICLE])))) == 2


def test_a_map_translates_objects_but_not_fixtures(tmp_path):
    (tmp_path / "m.toml").write_text('kind = "article"\n[fields]\ntitle = "headline"\n')
    rows = [{"headline": "After the River"}, row("outlet", key="HW", name="Harbor Wire")]
    entries = read_file(tmp_path, "a.json", json.dumps(rows), [load_map(tmp_path / "m.toml")])
    assert [entry.raw for entry in entries] == [
        {"kind": "article", "title": "After the River"},
        {"kind": "outlet", "key": "HW", "name": "Harbor Wire"},
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "is empty"),
        ("[,]", "is not valid JSON: expected value at character 2"),
        ("[]", "contains no records"),
        ("[1]", "is not a JSON object"),
        ("7", "is not a JSON object"),
        (b"\xff\xfe[\0]\0", "is UTF-16; save it as UTF-8"),
        ("[" * 100_000, "contains JSON that is nested too deeply"),
        ('[{"a": 1, "a": 2}]', "has the name 'a' twice in one object"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_problem(tmp_path, content, reason):
    assert reasons_of(read_file(tmp_path, "a.json", content)) == [reason]


NOT_A_NUMBER = "contains NaN, which is not a number in JSON"
UNTERMINATED = "is not valid JSON: unterminated string starting at character 18"
NO_COLON = "is not valid JSON: expected ':' delimiter at character 17"


@pytest.mark.parametrize(
    ("content", "expected_reasons"),
    [
        ('[{"a": 1}, {"b": NaN}, {"c": 2}]', ["", NOT_A_NUMBER, ""]),
        ('[{"a": 1}, {"b": 2', ["", "is not valid JSON: expected ',' delimiter at character 19"]),
        ('[{"a": 1}, {"b": "2', ["", UNTERMINATED]),
        ('[{"a": 1}, {"b" 2}, {}]', ["", NO_COLON]),
        ('[{"a": 1} {"b": 2}]', ["", "is not valid JSON: expected ',' at character 11"]),
        ('[{"a": 1}] {}', ["", "is not valid JSON: extra text at character 12"]),
        ('[{"a": 1}', ["", "is not valid JSON: expected ',' at character 10"]),
        (b'[{"a": 1}, {"a": "\xe9"}]', ["is not UTF-8 after character 0"]),
        ('[{"a": 1}, ' + "[" * 100_000, ["", "contains JSON that is nested too deeply"]),
        ('{"a":' * 100_000, ["contains JSON that is nested too deeply"]),
    ],
)  # fmt: skip
def test_items_before_an_error_are_read(tmp_path, content, expected_reasons):
    assert reasons_of(read_file(tmp_path, "a.json", content)) == expected_reasons


def test_half_a_surrogate_pair_is_left_for_validation_to_reject(tmp_path):
    (entry,) = read_file(tmp_path, "a.json", '[{"kind": "outlet", "key": "\\ud800", "name": "N"}]')
    (problem,) = validate_record(entry.raw, entry.location)
    assert "half a surrogate pair" in problem.reason


def test_a_list_of_any_size_is_read_item_by_item(tmp_path):
    path = tmp_path / "a.json"
    item = json.dumps(ARTICLE | {"text": "Late — “very”. " * 400})
    with path.open("w") as file:
        file.write("[" + item)
        file.writelines(f",\n {item}" for _ in range(499))
        file.write("]")
    tracemalloc.start()
    count = sum(isinstance(entry, Entry) for entry in read_entries(path))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 500
    assert peak < 2**22


def test_an_overlong_item_is_rejected_in_little_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(json_items, "MAX_RECORD_SIZE", 2**20)
    path = tmp_path / "a.json"
    path.write_text(json.dumps([ARTICLE, ARTICLE | {"text": "a" * 2**25}]))
    assert reasons_of(read_entries(path)) == [
        "",
        "contains an item longer than 1,048,576 characters, the limit for one record",
    ]

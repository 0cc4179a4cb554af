"""Tables: CSV and TSV with a header row."""

import tracemalloc

import pytest

from articles.readers import load_map, read_entries
from articles.readers.formats import tables
from tests.support.reading import read_file, read_raw, reasons_of, validate_all


def test_columns_with_the_names_of_fields_make_a_record(tmp_path):
    (article,) = validate_all(
        read_file(
            tmp_path,
            "a.csv",
            "Kind,Title,Authors,Outlet,Published,Text,Quotes,Fiction\n"
            'article,The Tide,"MARA QUILL and Theo Brand, Staff Writer",Harbor Wire,'
            '"July 28, 2017","One.\n\n""Two,"" she said.",hb-1; hb-2,true\n',
        )
    )
    assert article.authors == ("Mara Quill", "Theo Brand")
    assert str(article.published) == "2017-07-28"
    assert article.text == 'One.\n\n"Two," she said.'
    assert [entry.release for entry in article.quotes] == ["hb-1", "hb-2"]
    assert article.fiction is True


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("name", ["a.csv", "a.tsv"])
def test_the_delimiter_is_detected_from_the_header(tmp_path, name, delimiter):
    content = f"title{delimiter}text{delimiter}url\nT{delimiter}One, two; three{delimiter}\n"
    content = content.replace("One, two; three", '"One, two; three"')
    assert read_raw(tmp_path, name, content) == {"title": "T", "text": "One, two; three"}


def test_a_map_translates_columns(tmp_path):
    (tmp_path / "m.toml").write_text(
        'kind = "release"\n[fields]\nkey = "Id"\ntext = "Body"\ncomponents = "Units"\n'
        '[constants]\nagency = "Harbor Board"\n[keys]\nprefix = "hb-"'
    )
    content = "Id,Body,Units,Section\n17/204,Fined.,Pilots' Office; Lights,x\n"
    assert read_raw(tmp_path, "a.csv", content, [load_map(tmp_path / "m.toml")]) == {
        "kind": "release",
        "key": "hb-17-204",
        "text": "Fined.",
        "components": ["Pilots' Office", "Lights"],
        "agency": "Harbor Board",
    }


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        (
            "title,headline,section",
            "has columns that are not fields of a record: 'headline', 'section'; translate",
        ),
        ("title,text,title", "has two columns named 'title'"),
        (
            '"title',
            "has a header row that can't be read: unexpected end of data",
        ),
    ],
)
def test_an_invalid_header_is_one_problem(tmp_path, header, reason):
    assert reasons_of(read_file(tmp_path, "a.csv", f"{header}\na,b,c\nd,e,f\n"))[0].startswith(
        reason[:60]
    )


def test_a_shifted_row_is_a_problem_that_names_its_line(tmp_path):
    content = 'title,text\n"T\nt",One\nT,One,two\n\nT\nT,One\n'
    entries = read_file(tmp_path, "a.csv", content)
    assert reasons_of(entries) == [
        "",
        "has 3 cells, but the header has 2",
        "has 1 cell, but the header has 2",
        "",
    ]
    assert [entry.location.rpartition(":")[2] for entry in entries] == ["2", "4", "6", "7"]


def test_a_broken_row_is_a_problem_and_the_next_is_read(tmp_path):
    entries = read_file(tmp_path, "a.csv", 'title,text\n"T"t,One\nT,One\n')
    assert reasons_of(entries) == ["is not a valid table row: ',' expected after '\"'", ""]


def test_a_quote_that_is_never_closed_is_a_problem(tmp_path):
    entries = read_file(tmp_path, "a.csv", 'title,text\nT,One\nT,"Two\nT,Three\n')
    assert reasons_of(entries) == ["", "is not a valid table row: unexpected end of data"]


def test_a_header_alone_contains_no_records(tmp_path):
    assert reasons_of(read_file(tmp_path, "a.csv", "title,text\n")) == ["contains no records"]


def test_bad_bytes_late_in_a_table_are_decoded_with_a_warning(tmp_path):
    rows = "T,“Café”\n" * 40_000
    entries = read_file(tmp_path, "a.csv", f"title,text\n{rows}".encode() + b"T,\x93Two\x94\n")
    assert entries[-1].raw["text"] == "“Two”"
    assert entries[-1].warnings == ("text: 2 bytes not in UTF-8, read as Windows-1252",)


def test_memory_stays_small_whatever_the_size(tmp_path, monkeypatch):
    monkeypatch.setattr(tables, "MAX_RECORD_SIZE", 2**20)
    path = tmp_path / "a.csv"
    with path.open("w") as file:
        file.write("title,text\n")
        file.writelines(f"T,{'One ' * 500}\n" for _ in range(20_000))
        file.write("T," + "a" * 2**24)
    tracemalloc.start()
    count = sum(1 for _ in read_entries(path))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 20_001
    assert peak < 2**25

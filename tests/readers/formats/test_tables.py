"""Tables: CSV and TSV with a header."""

import tracemalloc

import pytest

from articles.readers import load_map, read_entries
from articles.readers.formats import tables
from tests.support.reading import accepted, raw, read, reasons


def test_columns_with_our_names_are_a_record(tmp_path):
    (article,) = accepted(
        read(
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
    assert [one.release for one in article.quotes] == ["hb-1", "hb-2"]
    assert article.fiction is True


@pytest.mark.parametrize("between", [",", ";", "\t", "|"])
@pytest.mark.parametrize("name", ["a.csv", "a.tsv"])
def test_what_stands_between_cells_is_seen_from_the_header(tmp_path, name, between):
    content = f"title{between}text{between}url\nT{between}One, two; three{between}\n"
    content = content.replace("One, two; three", '"One, two; three"')
    assert raw(tmp_path, name, content) == {"title": "T", "text": "One, two; three"}


def test_a_map_brings_columns_over(tmp_path):
    (tmp_path / "m.toml").write_text(
        'kind = "release"\n[fields]\nkey = "Id"\ntext = "Body"\ncomponents = "Units"\n'
        '[constants]\nagency = "Harbor Board"\n[keys]\nprefix = "hb-"'
    )
    content = "Id,Body,Units,Section\n17/204,Fined.,Pilots' Office; Lights,x\n"
    assert raw(tmp_path, "a.csv", content, [load_map(tmp_path / "m.toml")]) == {
        "kind": "release",
        "key": "hb-17-204",
        "text": "Fined.",
        "components": ["Pilots' Office", "Lights"],
        "agency": "Harbor Board",
    }


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ("title,headline,section", "has columns that need a map: 'headline', 'section'"),
        ("title,text,title", "has two columns named 'title'"),
        (
            '"title',
            "has a header that cannot be read: is no row of a table: unexpected end of data",
        ),
    ],
)
def test_a_header_that_is_not_understood_is_one_problem(tmp_path, header, reason):
    assert reasons(read(tmp_path, "a.csv", f"{header}\na,b,c\nd,e,f\n"))[0].startswith(reason[:60])


def test_a_shifted_row_is_a_problem_that_names_its_line(tmp_path):
    content = 'title,text\n"T\nt",One\nT,One,two\n\nT\nT,One\n'
    found = read(tmp_path, "a.csv", content)
    assert reasons(found) == ["", "has 3 cells, the header 2", "has 1 cells, the header 2", ""]
    assert [one.location.rpartition(":")[2] for one in found] == ["2", "4", "6", "7"]


def test_a_broken_row_is_a_problem_and_the_next_is_read(tmp_path):
    found = read(tmp_path, "a.csv", 'title,text\n"T"t,One\nT,One\n')
    assert reasons(found) == ["is no row of a table: ',' expected after '\"'", ""]


def test_a_quote_that_is_never_closed_is_a_problem(tmp_path):
    found = read(tmp_path, "a.csv", 'title,text\nT,One\nT,"Two\nT,Three\n')
    assert reasons(found) == ["", "is no row of a table: unexpected end of data"]


def test_a_header_alone_holds_no_entry(tmp_path):
    assert reasons(read(tmp_path, "a.csv", "title,text\n")) == ["holds no entry"]


def test_bytes_that_are_not_utf_8_far_down_are_mended(tmp_path):
    rows = "T,“Café”\n" * 40_000
    found = read(tmp_path, "a.csv", f"title,text\n{rows}".encode() + b"T,\x93Two\x94\n")
    assert found[-1].raw["text"] == "“Two”"
    assert found[-1].warnings == ("text: 2 bytes that are not UTF-8 were read as Windows-1252",)


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

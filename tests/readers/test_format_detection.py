"""The format of a file, detected from its first bytes."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.readers import FORMATS, load_map
from articles.readers.format_detection import detect_format
from articles.readers.mapping import RECORD_FIELDS
from tests.support.reading import read_file, reasons_of

RECORD = {"kind": "article", "title": "The Tide Tables", "text": "It was late."}
LINE = json.dumps(RECORD)
PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000100000001008060000001ff3ff61")


@pytest.mark.parametrize("name", ["a", "a.txt", "a.html", "a.csv", "a.warc", "a.unheard-of"])
@pytest.mark.parametrize(
    ("content", "format_"),
    [
        ("<!DOCTYPE html>\n<title>T</title>", "html"),
        ("\ufeff\n<!-- saved --><html><body>One", "html"),
        ('<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml">', "html"),
        ("<?php include 'menu'; ?>\n<!-- --><HTML>", "html"),
        ("---\ntitle: T\n---\n\nOne", "markdown"),
        ("WARC/1.0\r\nWARC-Type: warcinfo", "warc"),
        (b"PK\x03\x04\x14\0", "wacz"),
        (f"[{LINE}]", "json"),
        (f"[\n  {LINE},", "json"),
        (json.dumps(RECORD, indent=2), "json"),
        (f"{LINE}\n{LINE}\n", "jsonl"),
        (LINE, "jsonl"),
        ('{"text": "' + "a" * 300_000, "jsonl"),
    ],
)
def test_unmistakable_content_takes_precedence_over_the_suffix(name, content, format_):
    content = content if isinstance(content, bytes) else content.encode()
    assert detect_format(name, content[: 2**18], RECORD_FIELDS) == format_


@pytest.mark.parametrize(
    ("name", "content", "format_"),
    [
        ("a.json", LINE, "json"),
        ("a.json", f"{LINE}\n{LINE}", "jsonl"),
        ("a.jsonl", '{"kind":\n' + LINE, "jsonl"),
        ("a.jsonl", "[1, 2]", "jsonl"),
        ("a.jsonl", "{\n}", "json"),
        ("a.md", "# After the River\n\nOne", "markdown"),
        ("a.htm", "<p>One", "html"),
        ("a.php", "<?php include 'menu'; ?><p>One", "html"),
        ("a.csv", "a,b\n1,2", "csv"),
        ("a.tsv", "a\tb\n1\t2", "tsv"),
        ("a.txt", "[Update] After the River\n\nOne", "clipping"),
        ("a.txt", "title,text\nT,One", "clipping"),
        ("a", "title,text\nT,One", "csv"),
        ("a", "kind;title;text\narticle;T;One", "csv"),
        ("a", "Title\tAuthors\tSection\nT\tMara Quill\tHarbor", "tsv"),
        ("a", "After the river, the title\n\nOne", "clipping"),
        ("a", "After the River\n\nOne", "clipping"),
        ("a", "{ he said }", "clipping"),
    ],
)
def test_the_suffix_decides_if_the_content_is_ambiguous(name, content, format_):
    assert detect_format(name, content.encode(), RECORD_FIELDS) == format_


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_the_format_is_detected_in_any_encoding(encoding):
    assert detect_format("a", "<html><p>Café".encode(encoding), RECORD_FIELDS) == "html"


@pytest.mark.parametrize("name", ["a.png", "a.txt", "a.html", "a.jsonl.gz"])
@pytest.mark.parametrize("content", [PNG, b"%PDF-1.7\n", b"\x7fELF" + bytes(60), bytes(range(256))])
def test_a_file_in_no_supported_format_is_one_problem(tmp_path, name, content):
    (reason,) = reasons_of(read_file(tmp_path, name, content))
    assert reason.startswith("is not in a supported format; supported: jsonl, json")


def test_columns_that_a_map_names_make_a_table(tmp_path):
    (tmp_path / "m.toml").write_text('kind = "article"\n[fields]\ntitle = "head"\ntext = "body"\n')
    entries = read_file(tmp_path, "a.dat", "head|body\nT|One\n", [load_map(tmp_path / "m.toml")])
    assert [entry.raw for entry in entries] == [{"kind": "article", "title": "T", "text": "One"}]


def test_a_format_can_be_forced(tmp_path):
    entries = read_file(tmp_path, "a.txt", "title,text\nT,One", format_name="csv")
    assert [entry.raw for entry in entries] == [{"title": "T", "text": "One"}]


@pytest.mark.parametrize("content", ["", " \n", "\ufeff"])
@pytest.mark.parametrize("name", ["a", "a.html", "a.csv", "a.warc", "a.wacz", "a.json"])
def test_an_empty_file_is_a_problem(tmp_path, name, content):
    assert reasons_of(read_file(tmp_path, name, content)) == ["is empty"]


@given(st.sampled_from(["a", "a.json", "a.csv", "a.gz"]), st.binary() | st.text().map(str.encode))
def test_any_file_has_a_format_or_is_rejected(name, content):
    try:
        format_name = detect_format(name, content, RECORD_FIELDS)
    except ValueError:
        return
    assert format_name in FORMATS

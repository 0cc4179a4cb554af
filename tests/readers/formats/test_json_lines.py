"""JSON Lines: records are read unchanged, and every bad line is a problem."""

import gzip
import json
import os
import tracemalloc

import pytest

from articles.core.problems import Problem
from articles.exchange.schema import validate_record
from articles.readers import Entry, Mapping, read_entries
from articles.readers.formats import json_lines
from tests.support.reading import read_file, read_raw, reasons_of

LINE = '{"kind":"article","title":"The Tide Tables","text":"It was late."}'


def test_fields_are_read_unchanged(tmp_path):
    assert read_raw(tmp_path, "a.jsonl", LINE) == json.loads(LINE)


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "A.JSONL"])
def test_an_entry_names_its_file_and_line(tmp_path, name):
    content = f"{LINE}\n\n  \r\n{LINE}\r\n".encode()
    entries = read_file(tmp_path, name, gzip.compress(content) if name.endswith("gz") else content)
    assert [entry.location for entry in entries] == [f"{tmp_path / name}:1", f"{tmp_path / name}:4"]


def test_an_entry_names_its_format(tmp_path):
    (entry,) = read_file(tmp_path, "a.jsonl", LINE)
    assert (entry.reader, entry.captured, entry.payload_digest) == ("jsonl", None, None)


def test_a_byte_order_mark_is_not_part_of_the_first_line(tmp_path):
    assert read_raw(tmp_path, "a.jsonl", b"\xef\xbb\xbf" + LINE.encode())["kind"] == "article"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"kind":', "is not valid JSON: expected value at character 9"),
        (b'{"text": "caf\xe9"}', "is not UTF-8 at byte 14"),
        ("[1, 2]", "is not a JSON object"),
        ('"text"', "is not a JSON object"),
        ('{"a": 1, "b": {"c": 1, "c": 2}}', "has the name 'c' twice in one object"),
        ('{"a": NaN}', "contains NaN, which is not a number in JSON"),
        ('{"a": -Infinity}', "contains -Infinity, which is not a number in JSON"),
        ("[" * 100_000, "contains JSON that is nested too deeply"),
        ('{"a":' * 100_000, "contains JSON that is nested too deeply"),
    ],
)
def test_a_bad_line_is_a_problem_and_the_next_one_is_read(tmp_path, line, reason):
    line = line if isinstance(line, bytes) else line.encode()
    entries = read_file(tmp_path, "a.jsonl", b"\n".join([line, LINE.encode()]))
    assert reasons_of(entries) == [reason, ""]
    assert entries[0].location.endswith("a.jsonl:1")
    assert entries[0].line == line


def test_an_entry_has_its_raw_line_without_the_line_ending(tmp_path):
    line = b' {"title" : "Caf\\u00e9", "price": 1.50}\t'
    (entry,) = read_file(tmp_path, "a.jsonl", line + b"\r\n")
    assert entry.line == line


def test_an_entry_with_repaired_text_has_its_raw_line(tmp_path):
    line = '{"title": "caf\u00c3\u00a9"}'.encode()
    (entry,) = read_file(tmp_path, "a.jsonl", line)
    assert (entry.raw, entry.line) == ({"title": "café"}, line)


def test_a_translated_entry_has_no_raw_line_and_an_invalid_line_has_it(tmp_path):
    mapping = Mapping(kind="article", fields={"title": "headline"})
    entries = read_file(tmp_path, "a.jsonl", '{"headline": "One"}\n{"headline":', [mapping])
    assert [entry.line for entry in entries] == [b"", b'{"headline":']


def test_a_number_too_long_for_python_is_a_problem(tmp_path):
    (entry,) = read_file(tmp_path, "a.jsonl", f'{{"a": {"9" * 5000}}}')
    assert isinstance(entry, Problem)


def test_an_overlong_line_is_rejected_and_the_next_one_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(json_lines, "MAX_RECORD_SIZE", 100)
    long_line = '{"text": "' + "a" * 999 + '"}'
    lines = [LINE, long_line, " " * 999, LINE, long_line]
    entries = read_file(tmp_path, "a.jsonl", "\n".join(lines))
    reason = "is longer than 100 bytes, the limit for one record; its text is not saved"
    assert reasons_of(entries) == ["", reason, reason, "", reason]
    assert entries[3].location.endswith(":4")


def test_a_line_of_200_megabytes_is_rejected_in_little_memory(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(f'{LINE}\n{{"text": "{"a" * 2**19}')
    os.truncate(path, 200 * 2**20)
    with path.open("a") as file:
        file.write(f"\n{LINE}")
    tracemalloc.start()
    assert reasons_of(read_entries(path)) == [
        "",
        "is longer than 67,108,864 bytes, the limit for one record; its text is not saved",
        "",
    ]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5 * json_lines.MAX_RECORD_SIZE


def test_a_nul_byte_is_left_for_validation_to_reject(tmp_path):
    (entry,) = read_file(
        tmp_path, "a.jsonl", '{"kind": "outlet", "key": "HW", "name": "a\\u0000b"}'
    )
    assert [entry.reason for entry in validate_record(entry.raw, entry.location)] == [
        "contains a NUL byte"
    ]


def test_a_truncated_gzip_file_gives_its_lines_and_a_problem(tmp_path):
    data = gzip.compress("\n".join([LINE] * 20_000).encode(), compresslevel=0)
    entries = read_file(tmp_path, "a.jsonl.gz", data[: len(data) // 2])
    assert len(entries) > 100
    assert isinstance(entries[0], Entry)
    assert "can't be read: its compressed data is damaged or incomplete" in entries[-1].reason


@pytest.mark.parametrize("content", ["", "\n \n", gzip.compress(b"", mtime=0)])
def test_an_empty_file_is_a_problem(tmp_path, content):
    assert reasons_of(read_file(tmp_path, "a.jsonl", content)) == ["is empty"]


def test_a_utf_16_file_is_a_problem(tmp_path):
    assert (
        reasons_of(read_file(tmp_path, "a.jsonl", LINE.encode("utf-16")))[0]
        == "is UTF-16; save it as UTF-8"
    )


def test_a_missing_file_is_a_problem(tmp_path):
    (entry,) = read_entries(tmp_path / "gone.jsonl")
    assert entry.reason == "can't be read: file not found"


def test_lines_are_read_lazily(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(f"{LINE}\nnot JSON\n")
    assert next(read_entries(path)).raw["title"] == "The Tide Tables"


def test_a_problem_can_always_be_printed(tmp_path):
    name = b"caf\xe9.jsonl".decode("utf-8", "surrogateescape")
    (entry,) = read_file(tmp_path, name, b'{"\\ud800": "\xff"}')
    str(entry).encode()

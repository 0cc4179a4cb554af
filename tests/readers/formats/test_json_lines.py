"""JSON Lines: what is taken as it is, and what is said of a line that cannot be read."""

import gzip
import json
import os
import tracemalloc

import pytest

from articles.core.problems import Problem
from articles.exchange.schema import validate_record
from articles.readers import Entry, Mapping, read_entries
from articles.readers.formats import json_lines
from tests.support.reading import raw, read, reasons

LINE = '{"kind":"article","title":"The Tide Tables","text":"It was late."}'


def test_fields_are_taken_as_they_are(tmp_path):
    assert raw(tmp_path, "a.jsonl", LINE) == json.loads(LINE)


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "A.JSONL"])
def test_an_entry_says_which_line_of_which_file_it_is(tmp_path, name):
    content = f"{LINE}\n\n  \r\n{LINE}\r\n".encode()
    found = read(tmp_path, name, gzip.compress(content) if name.endswith("gz") else content)
    assert [one.location for one in found] == [f"{tmp_path / name}:1", f"{tmp_path / name}:4"]


def test_an_entry_says_which_reader_read_it(tmp_path):
    (found,) = read(tmp_path, "a.jsonl", LINE)
    assert (found.reader, found.captured, found.payload_digest) == ("jsonl", None, None)


def test_a_byte_order_mark_is_no_part_of_the_first_line(tmp_path):
    assert raw(tmp_path, "a.jsonl", b"\xef\xbb\xbf" + LINE.encode())["kind"] == "article"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"kind":', "is not JSON: Expecting value at character 9"),
        (b'{"text": "caf\xe9"}', "is not UTF-8 at byte 14"),
        ("[1, 2]", "is not a JSON object"),
        ('"text"', "is not a JSON object"),
        ('{"a": 1, "b": {"c": 1, "c": 2}}', "has the name 'c' twice in one object"),
        ('{"a": NaN}', "holds NaN, which is no number in JSON"),
        ('{"a": -Infinity}', "holds -Infinity, which is no number in JSON"),
        ("[" * 100_000, "is not read: its JSON is nested too deeply"),
        ('{"a":' * 100_000, "is not read: its JSON is nested too deeply"),
    ],
)
def test_a_bad_line_is_a_problem_and_the_next_one_is_read(tmp_path, line, reason):
    line = line if isinstance(line, bytes) else line.encode()
    found = read(tmp_path, "a.jsonl", b"\n".join([line, LINE.encode()]))
    assert reasons(found) == [reason, ""]
    assert found[0].location.endswith("a.jsonl:1")
    assert found[0].line == line


def test_a_line_is_kept_as_it_stands_without_its_end(tmp_path):
    odd = b' {"title" : "Caf\\u00e9", "price": 1.50}\t'
    (found,) = read(tmp_path, "a.jsonl", odd + b"\r\n")
    assert found.line == odd


def test_a_line_whose_text_was_repaired_is_kept_as_it_stands(tmp_path):
    line = '{"title": "caf\u00c3\u00a9"}'.encode()
    (found,) = read(tmp_path, "a.jsonl", line)
    assert (found.raw, found.line) == ({"title": "café"}, line)


def test_a_line_that_a_map_brought_over_is_not_kept_and_one_that_is_no_object_is(tmp_path):
    mapping = Mapping(kind="article", fields={"title": "headline"})
    found = read(tmp_path, "a.jsonl", '{"headline": "One"}\n{"headline":', [mapping])
    assert [one.line for one in found] == [b"", b'{"headline":']


def test_a_number_too_long_for_python_is_a_problem(tmp_path):
    (found,) = read(tmp_path, "a.jsonl", f'{{"a": {"9" * 5000}}}')
    assert isinstance(found, Problem)


def test_an_over_long_line_is_refused_and_the_next_one_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(json_lines, "MAX_RECORD_SIZE", 100)
    long = '{"text": "' + "a" * 999 + '"}'
    found = read(tmp_path, "a.jsonl", "\n".join([LINE, long, " " * 999, LINE, long]))
    refusal = "is longer than 100 bytes, and is not kept"
    assert reasons(found) == ["", refusal, refusal, "", refusal]
    assert found[3].location.endswith(":4")


def test_a_line_of_200_megabytes_is_refused_in_little_memory(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(f'{LINE}\n{{"text": "{"a" * 2**19}')
    os.truncate(path, 200 * 2**20)
    with path.open("a") as file:
        file.write(f"\n{LINE}")
    tracemalloc.start()
    assert reasons(read_entries(path)) == [
        "",
        "is longer than 67,108,864 bytes, and is not kept",
        "",
    ]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5 * json_lines.MAX_RECORD_SIZE


def test_a_nul_byte_is_left_for_checking_to_refuse(tmp_path):
    (found,) = read(tmp_path, "a.jsonl", '{"kind": "outlet", "key": "HW", "name": "a\\u0000b"}')
    assert [one.reason for one in validate_record(found.raw, found.location)] == [
        "contains a NUL byte"
    ]


def test_a_gzip_file_cut_short_gives_what_there_is_and_a_problem(tmp_path):
    whole = gzip.compress("\n".join([LINE] * 20_000).encode(), compresslevel=0)
    found = read(tmp_path, "a.jsonl.gz", whole[: len(whole) // 2])
    assert len(found) > 100
    assert isinstance(found[0], Entry)
    assert "cannot be read: its packing is broken" in found[-1].reason


@pytest.mark.parametrize("content", ["", "\n \n", gzip.compress(b"", mtime=0)])
def test_a_file_with_nothing_in_it_is_a_problem(tmp_path, content):
    assert reasons(read(tmp_path, "a.jsonl", content)) == ["is empty"]


def test_utf_16_is_named_as_such(tmp_path):
    assert reasons(read(tmp_path, "a.jsonl", LINE.encode("utf-16")))[0] == "is UTF-16, not UTF-8"


def test_a_file_that_is_not_there_is_a_problem(tmp_path):
    (found,) = read_entries(tmp_path / "gone.jsonl")
    assert found.reason == "cannot be read: No such file or directory"


def test_lines_are_read_as_they_are_asked_for(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(f"{LINE}\nnot JSON\n")
    assert next(read_entries(path)).raw["title"] == "The Tide Tables"


def test_what_is_wrong_can_always_be_printed(tmp_path):
    name = b"caf\xe9.jsonl".decode("utf-8", "surrogateescape")
    (found,) = read(tmp_path, name, b'{"\\ud800": "\xff"}')
    str(found).encode()

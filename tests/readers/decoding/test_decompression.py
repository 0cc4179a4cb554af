"""Compressed files: read as what they contain, and rejected if they expand too much."""

import gzip
import tracemalloc
import zlib

import pytest
from backports import zstd

from articles.readers import read_entries
from articles.readers.decoding import decompression
from articles.readers.entry import Entry
from tests.support.reading import read_file, read_raw, reasons_of

LINE = '{"kind":"article","title":"The Tide Tables","text":"It was late."}\n'
COMPRESSIONS = [gzip.compress, zstd.compress]


@pytest.mark.parametrize("compress", COMPRESSIONS)
@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.jsonl.zst", "a", "a.txt"])
def test_a_compressed_file_is_recognized_by_its_first_bytes(tmp_path, compress, name):
    assert read_raw(tmp_path, name, compress(LINE.encode()))["title"] == "The Tide Tables"


def test_a_suffix_alone_does_not_make_a_file_compressed(tmp_path):
    assert read_raw(tmp_path, "a.jsonl.gz", LINE)["title"] == "The Tide Tables"


@pytest.mark.parametrize("compress", COMPRESSIONS)
@pytest.mark.parametrize("name", ["a.md.gz", "a.csv.gz", "a.json.zst", "a.txt.gz"])
def test_every_format_can_be_compressed(tmp_path, compress, name):
    content = {
        "a.md.gz": "---\ntitle: T\n---\nOne",
        "a.csv.gz": "title,text\nT,One",
        "a.json.zst": '[{"title": "T", "text": "One"}]',
        "a.txt.gz": "T\n\nOne",
    }[name]
    raw = read_raw(tmp_path, name, compress(content.encode()))
    assert (raw["title"], raw["text"]) == ("T", "One")


@pytest.mark.parametrize("compress", COMPRESSIONS)
def test_concatenated_compressed_files_are_one_file(tmp_path, compress):
    assert len(read_file(tmp_path, "a.jsonl.gz", compress(LINE.encode()) * 3)) == 3


@pytest.mark.parametrize("compress", COMPRESSIONS)
@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.csv"])
def test_a_truncated_compressed_file_is_read_up_to_the_cut(tmp_path, compress, name):
    lines = [f'{{"title":"T","text":"{zlib.crc32(bytes([i % 256, i // 256]))}"}}'
             for i in range(20_000)]  # fmt: skip
    content = {
        "a.jsonl": "\n".join(lines),
        "a.json": f"[{','.join(lines)}]",
        "a.csv": "title,text\n" + "\n".join(f"T,{zlib.crc32(bytes([i % 256, i // 256]))}"
                                            for i in range(20_000)),
    }[name]  # fmt: skip
    data = compress(content.encode())
    entries = read_file(tmp_path, name, data[: len(data) * 9 // 10])
    assert len(entries) > 1_000
    assert all(isinstance(entry, Entry) for entry in entries[:-2])
    assert entries[-1].reason.startswith(
        "can't be read: its compressed data is damaged or incomplete"
    )


@pytest.mark.parametrize("content", [b"\x1f\x8b", b"\x1f\x8b" + b"\xff" * 20, b"\x28\xb5\x2f\xfd9"])
def test_damaged_compressed_data_is_a_problem(tmp_path, content):
    (reason,) = reasons_of(read_file(tmp_path, "a.txt", content))
    assert reason.startswith("can't be read: its compressed data is damaged or incomplete")


@pytest.mark.parametrize("compress", COMPRESSIONS)
@pytest.mark.parametrize(
    ("name", "start"), [("a.jsonl", '{"text": "'), ("a.txt", "T\n\nO"), ("a.csv", "title,text\nT,")]
)
def test_a_decompression_bomb_is_rejected_in_little_memory(
    tmp_path, monkeypatch, compress, name, start
):
    monkeypatch.setattr(decompression, "_ALWAYS_ALLOWED_BYTES", 2**22)
    path = tmp_path / name
    path.write_bytes(compress(start.encode() + b"a" * 2**26))
    tracemalloc.start()
    entries = list(read_entries(path))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (
        entries[-1].reason
        == "can't be read: expands to more than 200 times its size, as no text does"
    )
    assert peak < 2**25

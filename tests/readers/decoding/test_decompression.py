"""Packed files: read as what they hold, and refused where they hold too much."""

import gzip
import tracemalloc
import zlib

import pytest
from backports import zstd

from articles.readers import read_entries
from articles.readers.decoding import decompression
from articles.readers.entry import Entry
from tests.support.reading import raw, read, reasons

LINE = '{"kind":"article","title":"The Tide Tables","text":"It was late."}\n'
PACKINGS = [gzip.compress, zstd.compress]


@pytest.mark.parametrize("pack", PACKINGS)
@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.jsonl.zst", "a", "a.txt"])
def test_a_packed_file_is_known_by_its_beginning(tmp_path, pack, name):
    assert raw(tmp_path, name, pack(LINE.encode()))["title"] == "The Tide Tables"


def test_a_suffix_alone_packs_nothing(tmp_path):
    assert raw(tmp_path, "a.jsonl.gz", LINE)["title"] == "The Tide Tables"


@pytest.mark.parametrize("pack", PACKINGS)
@pytest.mark.parametrize("name", ["a.md.gz", "a.csv.gz", "a.json.zst", "a.txt.gz"])
def test_every_format_can_be_packed(tmp_path, pack, name):
    content = {
        "a.md.gz": "---\ntitle: T\n---\nOne",
        "a.csv.gz": "title,text\nT,One",
        "a.json.zst": '[{"title": "T", "text": "One"}]',
        "a.txt.gz": "T\n\nOne",
    }[name]
    found = raw(tmp_path, name, pack(content.encode()))
    assert (found["title"], found["text"]) == ("T", "One")


@pytest.mark.parametrize("pack", PACKINGS)
def test_files_packed_one_after_another_are_one(tmp_path, pack):
    assert len(read(tmp_path, "a.jsonl.gz", pack(LINE.encode()) * 3)) == 3


@pytest.mark.parametrize("pack", PACKINGS)
@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.csv"])
def test_of_a_packed_file_cut_short_the_beginning_is_read(tmp_path, pack, name):
    lines = [f'{{"title":"T","text":"{zlib.crc32(bytes([i % 256, i // 256]))}"}}'
             for i in range(20_000)]  # fmt: skip
    content = {
        "a.jsonl": "\n".join(lines),
        "a.json": f"[{','.join(lines)}]",
        "a.csv": "title,text\n" + "\n".join(f"T,{zlib.crc32(bytes([i % 256, i // 256]))}"
                                            for i in range(20_000)),
    }[name]  # fmt: skip
    whole = pack(content.encode())
    found = read(tmp_path, name, whole[: len(whole) * 9 // 10])
    assert len(found) > 1_000
    assert all(isinstance(one, Entry) for one in found[:-2])
    assert found[-1].reason.startswith("cannot be read: its packing is broken")


@pytest.mark.parametrize("content", [b"\x1f\x8b", b"\x1f\x8b" + b"\xff" * 20, b"\x28\xb5\x2f\xfd9"])
def test_a_broken_packing_is_a_problem(tmp_path, content):
    (reason,) = reasons(read(tmp_path, "a.txt", content))
    assert reason.startswith("cannot be read: its packing is broken")


@pytest.mark.parametrize("pack", PACKINGS)
@pytest.mark.parametrize(
    ("name", "start"), [("a.jsonl", '{"text": "'), ("a.txt", "T\n\nO"), ("a.csv", "title,text\nT,")]
)
def test_a_bomb_is_refused_in_little_memory(tmp_path, monkeypatch, pack, name, start):
    monkeypatch.setattr(decompression, "_ALWAYS_ALLOWED_BYTES", 2**22)
    path = tmp_path / name
    path.write_bytes(pack(start.encode() + b"a" * 2**26))
    tracemalloc.start()
    found = list(read_entries(path))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found[-1].reason == "cannot be read: unpacks to over 200 times its size, as no text does"
    assert peak < 2**25
